package io.jumbo.follow;

import io.jumbo.tail.Observation;

/**
 * A look at a file that a poll has met.
 *
 * @param path relative to the watched directory, forward slashes
 * @param now the file as observed
 * @param settling for how long it has been looked at without finding what was consumed
 * @param isOneOfMany whether this poll has met several files of its very content
 */
record Look(String path, Observation now, Settling settling, boolean isOneOfMany) {}
