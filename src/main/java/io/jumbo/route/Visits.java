package io.jumbo.route;

import io.jumbo.follow.Follower;
import io.jumbo.follow.OpenFile;
import io.jumbo.follow.Visit;
import io.jumbo.follow.Watch;
import io.jumbo.tail.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;

/**
 * The visits to the files of a watch, from their begin in the route to their end. Knows those that are under way, and waits for them.
 * Visits begin, write and end on whatever thread; everything else is for the thread that polls.
 */
final class Visits {

    private static final String HANDED_AWAY =
            "a step of the route keeps files, or has handed them to another route (seda:), and the poll waits for them;"
                    + " such a step belongs into the split. The files are ";

    private final Watch watch;
    private final Follower follower;
    private final Waits waits;
    private final LongSupplier processorTime;
    private final Set<VisitUnderWay> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param processorTime of the thread that asks, in nanoseconds
     */
    Visits(Watch watch, Follower follower, Waits waits, LongSupplier processorTime) {
        this.watch = watch;
        this.follower = follower;
        this.waits = waits;
        this.processorTime = processorTime;
    }

    // ---- one visit

    /** Begins the visit that an exchange is made for; its chunks are as {@link Follower#begin} says. */
    Iterator<Chunk> begin(Exchange exchange) throws IOException, SQLException {
        Visit visit = PolledFile.visit(exchange)
                .orElseGet(() -> follower.visit(PolledFile.absolute(PolledFile.name(exchange))));
        underWay.add(new VisitUnderWay(visit, exchange, follower, waits, underWay::remove));
        return follower.begin(visit, () -> isStopping(exchange));
    }

    private static boolean isStopping(Exchange exchange) {
        CamelContext context = exchange.getContext();
        Route route = context.getRoute(exchange.getFromRouteId());
        return context.isStopping()
                || route == null
                || (route.getConsumer() instanceof StatefulService consumer && !consumer.isStarted());
    }

    // ---- visits without a poll, or after it

    /**
     * Visits files that have only grown.
     *
     * @return how many nanoseconds of a processor that took; nothing if it came to no good end, which was told
     */
    OptionalLong toGrown(Consumer consumer, List<Path> files) {
        Optional<PassThreads> threads = PassThreads.of(consumer.getEndpoint());
        threads.ifPresent(PassThreads::takeProcessorTime);
        long before = processorTime.getAsLong();
        files.forEach(
                file -> PolledFile.send((FileConsumer) consumer, watch.path(file), () -> follower.visitAlone(file)));
        if (!haveEnded(consumer.getEndpoint())) {
            return OptionalLong.empty();
        }
        long passes = threads.map(PassThreads::takeProcessorTime).orElse(0L);
        return OptionalLong.of(processorTime.getAsLong() - before + passes);
    }

    /** Visits a file that left its path, and waits for the end. What comes out of it counts as an end without which later visits would wait for it. */
    void toDeparted(Consumer consumer, OpenFile file) {
        try {
            PolledFile.send((FileConsumer) consumer, file.path(), () -> follower.visit(file));
            haveEnded(consumer.getEndpoint());
        } catch (RuntimeException | Error e) {
            pollDied(consumer.getEndpoint(), e);
        }
    }

    // ---- the end of all

    /** Waits for all visits. Returns whether they ended by themselves; if not, it was told, or the watch is being stopped. */
    boolean haveEnded(Endpoint endpoint) {
        Optional<PassThreads> threads = PassThreads.of(endpoint);
        if (threads.isEmpty()) {
            return true;
        }
        try {
            threads.get()
                    .awaitEnd(lost -> follower.failures().pollFailed(new IllegalStateException(HANDED_AWAY + lost)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        Optional<Throwable> error = threads.get().takeError();
        error.ifPresent(thrown -> died(endpoint, thrown));
        return error.isEmpty();
    }

    /** An Error came out of a poll, or anything out of a visit without one: as if one of its visits had died. */
    void pollDied(Endpoint endpoint, Throwable error) {
        PassThreads.of(endpoint)
                .ifPresentOrElse(
                        threads -> {
                            threads.keepError(error);
                            haveEnded(endpoint);
                        },
                        () -> died(endpoint, error));
    }

    /** A file whose visit died still counts as in progress, though nothing is between two polls, and would be passed over. */
    private void died(Endpoint endpoint, Throwable error) {
        ((FileEndpoint) endpoint).getInProgressRepository().clear();
        underWay.forEach(VisitUnderWay::died);
        underWay.clear();
        follower.died();
        follower.forgetExamined();
        follower.failures().pollFailed(error);
    }
}
