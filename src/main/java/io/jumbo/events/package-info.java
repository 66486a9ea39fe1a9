/**
 * What Jumbo believed and did, one method per event: {@link io.jumbo.events.TailEvents} for whoever wants to know,
 * {@link io.jumbo.events.LoggedEvents} for the log.
 */
package io.jumbo.events;
