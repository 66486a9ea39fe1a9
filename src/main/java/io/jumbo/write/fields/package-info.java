/**
 * A line to values: the one place between the bytes of a file and the statement.
 *
 * <p>Contract of the package: {@link io.jumbo.write.fields.FieldFormat} says how lines are read, and nobody else knows a format.
 * {@link io.jumbo.write.fields.UsedNames} says what the names in a statement mean. {@link io.jumbo.write.fields.RowParser} gives each placeholder its value, or says
 * why the line cannot have one; {@link io.jumbo.write.fields.LineFields} finds the same fields in the bytes of most lines, or says no. Pure; knows no database.
 */
package io.jumbo.write.fields;
