/**
 * How far each file was written, kept in PostgreSQL beside the rows themselves.
 *
 * <p>Contract of the package: the row in {@code jumbo_offsets} is the only truth. A copy of it in memory is dropped on any failure, and the row is read again. {@link
 * io.jumbo.offset.Offsets} belongs to one transaction of its caller and moves a row by compare-and-set; {@code OffsetsContract} is the contract that every implementation
 * passes.
 */
package io.jumbo.offset;
