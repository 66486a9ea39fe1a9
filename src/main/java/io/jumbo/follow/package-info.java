/**
 * The files of a watch, from first sight to forgetting: which have something new, what is read of them, what becomes of those that left their paths, and what is left
 * alone for how long after a failure.
 *
 * <p>Contract of the package: it knows neither Camel nor who writes the rows. {@link io.jumbo.follow.Follower} is its one door, and holds the one lock. Everything it
 * keeps is a cache: after a crash each file is looked at again, and the offsets say how far it is written.
 */
package io.jumbo.follow;
