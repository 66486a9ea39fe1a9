/**
 * Where the flow meets Camel: the two beans of a watch's route, built on Camel's published extension points only.
 *
 * <p>{@link io.jumbo.route.GrownFiles} is the file endpoint's {@code idempotentRepository} and {@code pollStrategy} and cuts a grown file
 * into chunks; {@link io.jumbo.route.InsertOnce} is the jdbc endpoint's {@code prepareStatementStrategy} and writes a chunk inside
 * the producer's transaction. Each watch has its own two.
 */
package io.jumbo.route;
