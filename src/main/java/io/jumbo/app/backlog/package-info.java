/**
 * How far files have come that are behind: on a terminal a line for each, drawn anew below the log; elsewhere a log line every half minute. A
 * file that is merely followed is not shown.
 *
 * <p>Contract of the package: a watch that tells of a chunk pays a few additions for it, and never waits for a terminal. A thread of its own looks twice a second and
 * shows what there is to see.
 */
package io.jumbo.app.backlog;
