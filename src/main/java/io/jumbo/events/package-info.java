/**
 * What Jumbo believed and did, one method per event: {@link io.jumbo.events.TailEvents} for whoever wants to know,
 * {@link io.jumbo.events.LoggedEvents} for the log, {@link io.jumbo.events.CountedEvents} for metrics.
 */
package io.jumbo.events;
