/**
 * Lines to COPY, in its text format or, where all values are plain, in the binary one.
 *
 * <p>Contract of the package: what is encoded from the bytes of a line says the same as the values of its {@link io.jumbo.write.fields.Row}; a value that is not
 * certain to mean the same in the binary format goes as text. COPY is offered only where it does what the INSERT does. A COPY that was begun is over when the
 * call returns, whatever happens.
 */
package io.jumbo.write.ways.copy;
