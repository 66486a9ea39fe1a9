package io.jumbo.route;

import java.util.function.LongSupplier;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;

/** Gives every watch of a context, whatever made its route, another clock. To be added to the context before it is started. */
public final class ClockOfWatches extends LifecycleStrategySupport {

    private final LongSupplier clock;

    public ClockOfWatches(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void onEndpointAdd(Endpoint endpoint) {
        if (endpoint instanceof FileEndpoint files && files.getIdempotentRepository() instanceof GrownFiles watch) {
            watch.stop();
            watch.setClock(clock, () -> 0);
            watch.start();
        }
    }
}
