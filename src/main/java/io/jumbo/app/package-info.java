/**
 * Jumbo as a process: the command line, the start and the orderly end.
 *
 * <p>Contract of the package: everything that a user can do wrong is refused before anything is started. Each mistake is one line on standard error that begins with
 * {@code jumbo: }. Exit codes: 0 stopped cleanly, 1 could not start or failed, 2 wrong usage. Events go to standard output, one line each.
 */
package io.jumbo.app;
