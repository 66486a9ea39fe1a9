/**
 * The user's statement: its tokens, clauses, kind, table and placeholders, and the types that the server gives them.
 *
 * <p>Contract of the package: what is written is read once, by {@link io.jumbo.write.template.InsertTemplate}, and is refused with the character and the remedy if
 * it cannot be executed once per line. SQL that is made of it differs only in what stands for the placeholders. Only
 * {@link io.jumbo.write.template.ParameterTypes} asks a server, and it executes nothing of the statement's.
 */
package io.jumbo.write.template;
