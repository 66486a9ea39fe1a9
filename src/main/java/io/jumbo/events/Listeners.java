package io.jumbo.events;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who wants to know what happens to a watch. Thread-safe. A listener that fails does not stop the flow, and is told on. */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<TailEvents> listeners;

    public Listeners(List<TailEvents> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Tells every listener, in order, one event at a time. Throws nothing. */
    public synchronized void tell(Consumer<TailEvents> event) {
        for (TailEvents listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.warn("the event listener {} failed; the watch goes on", listener, e);
            }
        }
    }
}
