/**
 * How far each file was written, kept in PostgreSQL beside the rows themselves.
 *
 * <p>Contract of the package: the row in {@code jumbo_offsets} is the only truth; whoever holds a copy in memory drops it on any failure
 * and reads the row again. Every statement runs on the caller's connection and inside the caller's transaction.
 */
package io.jumbo.offset;
