package io.jumbo.route;

import io.jumbo.follow.WatchStatus;
import io.jumbo.observe.Observed;
import io.jumbo.observe.Observers;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.StatefulService;

/** How a watch stands that may be stopped with its route. Thread-safe. */
final class RouteStatus {

    private final StatefulService service;
    private final Polling polling;
    private final LongSupplier clock;
    private volatile long stoppedAt;

    /**
     * @param service is stopped with the route
     * @param clock monotonic, in nanoseconds
     */
    RouteStatus(StatefulService service, Polling polling, LongSupplier clock) {
        this.service = service;
        this.polling = polling;
        this.clock = clock;
    }

    /** The route stops. */
    void stops() {
        stoppedAt = clock.getAsLong();
    }

    /** Shows it to all who look at watches in a context, as long as that runs. */
    void show(CamelContext context, WatchOptions options, Supplier<Optional<StartedWatch>> started) {
        Observers.register(
                context,
                new Observed(
                        options.watch(), options.get(Option.POLL_INTERVAL), () -> of(options.watch(), started.get())));
    }

    private WatchStatus of(String watch, Optional<StartedWatch> started) {
        return started.filter(any -> service.isStarting() || service.isStarted())
                .map(running -> running.follower().status())
                .map(status -> polling.isToStop()
                        ? WatchStatus.stopped(watch, status.times().alive())
                        : status)
                .orElseGet(() -> WatchStatus.stopped(watch, Duration.ofNanos(clock.getAsLong() - stoppedAt)));
    }
}
