package io.jumbo.observe;

import io.jumbo.events.TailEvents;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Who looks at watches in a context, as far as it is on the class path. */
public final class Observers {

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private Observers() {}

    /** Lets them look at a watch. */
    public static void register(CamelContext context, Observed observed) {
        WatchHealth.register(context, observed);
        if (hasMicrometer(context)) {
            WatchMeters.register(context, observed);
        }
    }

    /** Who counts the events of all watches in the context's meter registry; nobody if it has none, or if a bean of the user's counts into it. */
    public static Optional<TailEvents> counter(CamelContext context) {
        return hasMicrometer(context) ? WatchMeters.counter(context) : Optional.empty();
    }

    private static boolean hasMicrometer(CamelContext context) {
        return context.getClassResolver().resolveClass(MICROMETER) != null;
    }
}
