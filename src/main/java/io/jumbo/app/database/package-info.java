/**
 * The database of the process: a pool of connections to the user's own server, or to an embedded PostgreSQL whose data
 * stays in {@code ./.jumbo}. Where connections go may change while the process runs.
 *
 * <p>Opening the pool never connects, so that a database that is down delays rows and nothing else. Order of the end:
 * the routes stop first, then the pool closes, then an embedded server that nobody else uses stops.
 */
package io.jumbo.app.database;
