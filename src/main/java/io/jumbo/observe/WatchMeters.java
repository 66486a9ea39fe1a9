package io.jumbo.observe;

import io.jumbo.events.CountedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.follow.WatchState;
import io.jumbo.follow.WatchStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;

/**
 * How a watch stands, as gauges in a Micrometer registry, tagged with the watch. They are asked for whenever somebody reads the registry, and stay when the watch is stopped: its state
 * is {@code stopped} then. The names are API: people's dashboards and alarms use them.
 */
final class WatchMeters {

    private static final String REGISTRY = "metricsRegistry";
    private static final double NANOS = Duration.ofSeconds(1).toNanos();
    private static final double MILLIS = Duration.ofSeconds(1).toMillis();

    private final MeterRegistry registry;
    private final Observed observed;

    private WatchMeters(MeterRegistry registry, Observed observed) {
        this.registry = registry;
        this.observed = observed;
    }

    /** Who counts events in the context's registry; nobody if it has none, or if a bean counts into it already. */
    static Optional<TailEvents> counter(CamelContext context) {
        return registry(context)
                .filter(registry -> context.getRegistry().findByType(CountedEvents.class).stream()
                        .noneMatch(bean -> bean.countsInto(registry)))
                .map(CountedEvents::new);
    }

    /** The context's meter registry: the bean of the name that Camel's Micrometer component looks for, or the only one. */
    private static Optional<MeterRegistry> registry(CamelContext context) {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType(REGISTRY, MeterRegistry.class))
                .or(() -> Optional.ofNullable(context.getRegistry().findSingleByType(MeterRegistry.class)));
    }

    /** Registers the gauges of a watch in the context's registry, if it has one, in the place of those that it had before. */
    static void register(CamelContext context, Observed observed) {
        registry(context).ifPresent(registry -> new WatchMeters(registry, observed).register());
    }

    private void register() {
        gauge(
                "jumbo.lag.bytes",
                "Bytes of complete lines that are not written",
                status -> status.lag().bytes());
        gauge(
                "jumbo.lag.seconds",
                "Age of the oldest byte that is not written, 0 if and only if every complete line is in the database",
                status -> seconds(status.lag().age()));
        gauge(
                "jumbo.unfinished.bytes",
                "Bytes of last lines without a line end",
                status -> status.lag().unfinished());
        gauge(
                "jumbo.last.row.time",
                "When rows were last committed, in seconds since 1970",
                status -> time(status.times().rows()));
        gauge(
                "jumbo.last.change.time",
                "When a file was last seen to have grown, in seconds since 1970",
                status -> time(status.times().change()));
        for (WatchState state : WatchState.values()) {
            gauge(
                    "jumbo.state",
                    Tags.of("state", state.word()),
                    "1 if the watch stands so, else 0",
                    status -> status.state() == state ? 1 : 0);
        }
    }

    private void gauge(String name, String description, ToDoubleFunction<WatchStatus> value) {
        gauge(name, Tags.empty(), description, value);
    }

    private void gauge(String name, Tags more, String description, ToDoubleFunction<WatchStatus> value) {
        Tags tags = Tags.of("watch", observed.watch()).and(more);
        Meter before = registry.find(name).tags(tags).meter();
        if (before != null) {
            registry.remove(before);
        }
        Gauge.builder(
                        name,
                        observed,
                        watch -> value.applyAsDouble(watch.status().get()))
                .strongReference(true)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }

    /** No number while there is no time. */
    private static double time(Optional<Duration> ago) {
        return ago.map(since -> System.currentTimeMillis() / MILLIS - seconds(since))
                .orElse(Double.NaN);
    }
}
