/**
 * The exactly-once write: a chunk's rows, its offset and its rejected lines in one transaction.
 *
 * <p>Contract of the package: values are bound, never spliced. The offset is moved by compare-and-set before any row is sent. The caller owns the connection and the
 * transaction: it commits after a normal return and rolls back after any exception. Knows JDBC and PostgreSQL; knows neither Camel nor files.
 */
package io.jumbo.write;
