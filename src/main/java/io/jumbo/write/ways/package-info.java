/**
 * Which way rows are written, and why not faster.
 *
 * <p>Contract of the package: {@link io.jumbo.write.ways.Way} is the answer, for the writer and for {@code check} alike. Every way leaves the rows that executing
 * the statement once for each line, in order, would leave. Where that is not proven, the way is row by row and says what is in the way. What was proven is
 * asked again before the caller commits.
 */
package io.jumbo.write.ways;
