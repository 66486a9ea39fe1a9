package io.jumbo.app.backlog;

/**
 * A file, whatever its name: while one that was moved away is read to its end and another one has taken its place, there are two of one name.
 *
 * @param watch name of the watch
 * @param id key of its offset row
 */
record FileOfWatch(String watch, long id) {}
