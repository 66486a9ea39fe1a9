/**
 * The database of the process: a pool of connections to the user's own server, or to an embedded PostgreSQL whose data
 * stays in {@code ./.jumbo}. Where connections go may change while the process runs.
 *
 * <p>Contract of the package: opening the pool never connects, so that a database that is down delays rows and nothing else. The end has an order: the routes stop
 * first, then the pool closes, then an embedded server stops that nobody else uses.
 */
package io.jumbo.app.database;
