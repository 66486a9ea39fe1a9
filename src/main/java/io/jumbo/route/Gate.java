package io.jumbo.route;

import io.jumbo.events.TailEvents;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whether a watch may poll: closed for a while, longer from time to time, after a failure that concerns all its files. Tells each
 * change once. Confined to the thread of the watch.
 */
final class Gate {

    private final String watch;
    private final LongSupplier clock;
    private final Consumer<Consumer<TailEvents>> tell;
    private Optional<Closed> closed = Optional.empty();

    private record Closed(long since, Hold hold, String reason) {}

    Gate(String watch, LongSupplier clock, Consumer<Consumer<TailEvents>> tell) {
        this.watch = watch;
        this.clock = clock;
        this.tell = tell;
    }

    boolean isOpen() {
        return closed.isEmpty() || closed.get().hold().isOver(clock.getAsLong());
    }

    /** The database cannot take rows now. */
    void databaseLost(Throwable cause) {
        close("database", cause, (events, why) -> events.databaseLost(watch, why));
    }

    /** A person must look. A new reason is told anew. */
    void pause(Throwable cause) {
        close(Objects.toString(cause.getMessage()), cause, (events, why) -> events.watchPaused(watch, why));
    }

    /** The database took everything there was. */
    void flows() {
        if (closed.isPresent()) {
            Duration after = Duration.ofNanos(clock.getAsLong() - closed.get().since());
            closed = Optional.empty();
            tell.accept(events -> events.watchResumed(watch, after));
        }
    }

    private void close(String reason, Throwable cause, BiConsumer<TailEvents, Throwable> event) {
        long now = clock.getAsLong();
        boolean news = closed.isEmpty() || !closed.get().reason().equals(reason);
        long since = closed.map(Closed::since).orElse(now);
        Hold hold = closed.map(earlier -> earlier.hold().again(now)).orElseGet(() -> Hold.first(now));
        closed = Optional.of(new Closed(since, hold, reason));
        if (news) {
            tell.accept(events -> event.accept(events, cause));
        }
    }
}
