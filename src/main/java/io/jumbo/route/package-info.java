/**
 * Where the flow meets Camel: the beans of a watch's route, built on Camel's published extension points only ({@code ArchitectureTest}).
 *
 * <p>{@link io.jumbo.route.GrownFiles} is the file endpoint's {@code idempotentRepository} and {@code pollStrategy} and translates Camel's
 * calls for a {@link io.jumbo.follow.Follower}. {@link io.jumbo.route.InsertOnce} is the jdbc endpoint's {@code prepareStatementStrategy}
 * and writes a chunk inside the producer's transaction. {@link io.jumbo.route.PassThreads} reads several files at once. {@link
 * io.jumbo.route.SteadyPolls} makes the polls. {@link io.jumbo.route.WatchPolicy} gives the options to a route and refuses one in which
 * exactly-once would not hold.
 *
 * <p>Contract of the package: each watch has its own beans, and each of its starts makes a {@code StartedWatch} of its own. An exchange
 * carries its visit and what was written. What is known of files is behind the lock of the {@code Follower}. No statement is executed here
 * except by {@code InsertOnce}.
 */
package io.jumbo.route;
