/**
 * The exactly-once write: a chunk's rows, its offset and its rejected lines in one transaction.
 *
 * <p>Contract of the package: values are bound, never spliced. The offset is moved by compare-and-set before any row is sent. The caller owns the connection and the
 * transaction: it commits after a normal return and rolls back after any exception. A line that is refused costs that line only, and it is refused alone, by the statement as the user
 * wrote it. Knows JDBC and PostgreSQL; knows neither Camel nor files.
 *
 * <p>Its rooms, each of which knows only those before it: {@code failure}, {@code template}, {@code fields}, {@code ways.copy}, {@code ways}, and this one;
 * {@code tables} stands beside.
 */
package io.jumbo.write;
