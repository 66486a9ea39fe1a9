/**
 * What {@code jumbo infer} makes of sample files: bytes become lines, lines become tables, tables a proposal in the words of {@code application.properties}.
 *
 * <p>Contract of the package: {@link io.jumbo.app.infer.Report} is its door; only {@code Inference} and {@code FileLines} read files. Every other class decides from values, and says with
 * each decision why, and how sure it is. A file is read as a stream; what is kept of it is bounded.
 */
package io.jumbo.app.infer;
