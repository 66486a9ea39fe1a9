package io.jumbo.route;

import io.jumbo.follow.Follower;
import io.jumbo.follow.Visit;
import io.jumbo.write.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.InflightRepository;
import org.apache.camel.support.SynchronizationAdapter;

/** A visit to a file in a route, with its transaction. Ends with the exchange that was made of the file. For one thread at a time. */
final class VisitUnderWay extends SynchronizationAdapter {

    private static final String VISIT = "jumboVisit";

    private final Visit visit;
    private final Exchange exchange;
    private final Follower follower;
    private final Waits waits;
    private final Consumer<VisitUnderWay> ended;

    /**
     * @param exchange in which the split asks for chunks; it is not the one that completes
     * @param ended told when it ends
     */
    VisitUnderWay(Visit visit, Exchange exchange, Follower follower, Waits waits, Consumer<VisitUnderWay> ended) {
        this.visit = visit;
        this.exchange = exchange;
        this.follower = follower;
        this.waits = waits;
        this.ended = ended;
        exchange.setProperty(VISIT, this);
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    /** The visit that an exchange, or the one that it was split from, is part of. */
    static Optional<VisitUnderWay> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(VISIT, VisitUnderWay.class));
    }

    // ---- its transaction: one at a time

    void begins(String path, Connection connection) throws SQLException {
        waits.begins(this, path);
        waits.isOn(this, connection);
    }

    void commits() {
        waits.commits(this);
    }

    /** It is over, and the producer may give the connection back. */
    void isOver() {
        waits.ends(this);
    }

    /** A chunk is committed. */
    void written(Written written) {
        written.committed();
        isOver();
        follower.written(visit, written);
    }

    // ---- its end

    @Override
    public void onComplete(Exchange completed) {
        end(Optional.empty());
    }

    @Override
    public void onFailure(Exchange failed) {
        end(Optional.of(failed.getException()));
    }

    private void end(Optional<Throwable> failure) {
        ended.accept(this);
        isOver();
        follower.ended(visit, failure);
    }

    /** What made it died, and nobody will end it. Camel would wait for its exchange when it stops the route. */
    void died() {
        InflightRepository inflight = exchange.getContext().getInflightRepository();
        inflight.remove(exchange, exchange.getFromRouteId());
        inflight.remove(exchange);
        isOver();
    }
}
