/**
 * What Jumbo believed and did, one method for each event: {@link io.jumbo.events.TailEvents} for listeners, {@link io.jumbo.events.LoggedEvents} for the log, {@link
 * io.jumbo.events.CountedEvents} for metrics.
 *
 * <p>Contract of the package: every event is declared once, in {@code Event}, with its level, sentence and counter, and has a row in docs/events.md ({@code EveryEventTest}). None holds the content of a line, and none is
 * told for each line. A listener that fails disturbs neither the watch nor other listeners.
 */
package io.jumbo.events;
