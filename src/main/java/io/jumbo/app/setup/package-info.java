/**
 * What the process reads before it does anything: {@code jumbo.*} and {@code camel.*} properties, {@code jumbo.env}, the
 * environment.
 *
 * <p>Contract of the package: reading decides everything. All mistakes are refused here at once, and nothing has been started yet. No
 * class opens a connection.
 */
package io.jumbo.app.setup;
