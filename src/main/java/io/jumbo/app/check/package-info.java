/**
 * What {@code jumbo check} asks before a watch runs, one class for each question. {@link io.jumbo.app.check.WatchCheck} asks them in order.
 *
 * <p>Contract of the package: each question does what {@code run} does, with the same classes, in a transaction that is rolled back. It tells {@link
 * io.jumbo.app.check.Findings} what it found.
 */
package io.jumbo.app.check;
