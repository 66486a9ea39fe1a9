/**
 * What the process reads before it does anything: {@code jumbo.*} and {@code camel.*} properties, {@code jumbo.env}, the
 * environment.
 *
 * <p>Reading decides everything: a mistake is refused here, all of them at once, and nothing has been started yet. No
 * class of this package opens a connection.
 */
package io.jumbo.app.setup;
