package io.jumbo.route;

import io.jumbo.follow.Follower;
import io.jumbo.follow.Visit;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Ends the visit to a file with the exchange that was made of it, whatever came of that. */
final class VisitEnd extends SynchronizationAdapter {

    private static final String VISIT = "jumboVisit";

    private final Visit visit;
    private final Follower follower;
    private final Waits waits;
    private final Map<Visit, Exchange> underWay;

    private VisitEnd(Visit visit, Follower follower, Waits waits, Map<Visit, Exchange> underWay) {
        this.visit = visit;
        this.follower = follower;
        this.waits = waits;
        this.underWay = underWay;
    }

    /**
     * Will end a visit with an exchange.
     *
     * @param underWay holds the exchange until then
     */
    static void with(Exchange exchange, Visit visit, Follower follower, Waits waits, Map<Visit, Exchange> underWay) {
        underWay.put(visit, exchange);
        exchange.setProperty(VISIT, visit);
        exchange.getExchangeExtension().addOnCompletion(new VisitEnd(visit, follower, waits, underWay));
    }

    /** The visit that an exchange, or the one that it was split from, is part of. */
    static Optional<Visit> visit(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(VISIT, Visit.class));
    }

    @Override
    public void onComplete(Exchange exchange) {
        end(Optional.empty());
    }

    @Override
    public void onFailure(Exchange exchange) {
        end(Optional.of(exchange.getException()));
    }

    private void end(Optional<Throwable> failure) {
        underWay.remove(visit);
        waits.ends(visit);
        follower.ended(visit, failure);
    }
}
