package io.jumbo.follow;

import java.util.Map;

/**
 * Where the trace of a file is looked for.
 *
 * @param letGo files that were let go under another name, by the keys of their rows, and how long they were
 */
record Around(Watch watch, OpenFiles openFiles, Map<Long, Long> letGo, Siblings siblings) {}
