/**
 * From a file that grew to chunks of complete lines.
 *
 * <p>Contract of the package: every offset is a number of <em>bytes</em> from the start of the file. It is counted where the bytes are and never derived from decoded
 * text. A line without its terminator is not a line yet and is never handed out; nor is a line with a gap, a block of NUL bytes, as long as that may yet be filled. Watched
 * files are opened here and nowhere else in the library, by {@link io.jumbo.tail.TailReader}, {@link io.jumbo.tail.HeldFile} and what compares contents; they are only
 * read. Nothing here knows Camel or a database.
 */
package io.jumbo.tail;
