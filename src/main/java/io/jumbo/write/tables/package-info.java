/**
 * What must hold before the first chunk: the tables are there, the role may use them, and a crash of the server takes rows and offsets together.
 *
 * <p>Contract of the package: all that is missing is told at once, as SQL to paste. Makes Jumbo's own tables and runs the user's {@code create-table}; changes nothing
 * else. Runs in the caller's transaction.
 */
package io.jumbo.write.tables;
