/**
 * From a file that grew to chunks of complete lines.
 *
 * <p>Contract of the package: every offset is a number of <em>bytes</em> from the start of the file and is counted where the
 * bytes are, never derived from decoded text. A line without its terminator is not a line yet and is never handed out;
 * nor is a line with a gap, a block of NUL bytes, as long as that may yet be filled.
 * {@link io.jumbo.tail.TailReader} is the only class of the library that touches a watched file, and it only reads. Nothing here
 * knows Camel or a database.
 */
package io.jumbo.tail;
