/**
 * How far files have come that are behind: on a terminal a line for each, drawn anew below the log; elsewhere a log line every half minute. Of a
 * file that is merely followed nothing is shown.
 *
 * <p>A watch that tells of a chunk costs this a few additions; a thread of its own looks twice a second and shows what there is to see.
 */
package io.jumbo.app.backlog;
