package io.jumbo.route;

import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.StatefulService;

/** Who makes the polls of a watch, and whether it is to make more. Thread-safe. */
final class Polling {

    private volatile Optional<Consumer> consumer = Optional.empty();

    /** This one makes them from now on; none yet if it is absent. */
    void begins(Optional<Consumer> now) {
        consumer = now;
    }

    /** Whether no further poll is wanted. Before the first one nothing has begun that could be stopped. */
    boolean isToStop() {
        return consumer.filter(Polling::isStopped).isPresent();
    }

    /** Whether who makes polls is stopped. Polls begin before it is started. */
    static boolean isStopped(Consumer polls) {
        return polls instanceof StatefulService service && !service.isStarted() && !service.isStarting();
    }
}
