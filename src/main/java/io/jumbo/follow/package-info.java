/**
 * The files of a watch, from first sight to forgetting: which have something new, what is read of them, what becomes of those that left their paths, and what is left
 * alone for how long after a failure.
 *
 * <p>Contract of the package: {@link io.jumbo.follow.Follower} is the one door and holds the one lock. A look gathers ({@code Sight}, {@code Trace}), decides once
 * ({@code FileChange.between}, {@code Departure.of}, pure) and acts once ({@code Books}, the one place that changes offset rows). What a file waits for is in its {@code Agenda} and {@code Awaited}; how long, in {@code Times}.
 * Who can go on without an answer of the file system asks {@code Disk}, which always has one. The package knows neither Camel nor who writes the rows, executes
 * no statement and opens no file itself ({@code ArchitectureTest}). Everything it keeps is a cache: after a crash each file is looked at again, and the offsets say how
 * far it is written. {@code SimulationTest} drives it with files, store and clock in memory.
 */
package io.jumbo.follow;
