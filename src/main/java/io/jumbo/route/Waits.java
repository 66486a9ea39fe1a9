package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.Backend;
import io.jumbo.offset.LentConnection;
import io.jumbo.offset.Transaction;
import io.jumbo.offset.Transactions;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/**
 * The transactions of a watch that are under way, and the thread that looks at them. One that waits for longer than ten seconds is told,
 * once, with what it waits for ({@link LongWaits}). One that delays a stop of the watch is given up ({@link StoppedWaits}). Thread-safe.
 */
final class Waits implements Transactions, Closeable {

    private static final String ITSELF = "the watch itself";

    private final String watch;
    private final Listeners listeners;
    private final Supplier<DataSource> dataSource;
    private final LongSupplier clock;
    private final Map<Object, Wait> underWay = new ConcurrentHashMap<>();

    /** Connections that are not back yet, of those whose return is told. */
    private final Set<Backend> lent = ConcurrentHashMap.newKeySet();

    private final WaitLooks looks;

    Waits(
            String watch,
            Listeners listeners,
            Supplier<DataSource> dataSource,
            LongSupplier clock,
            BooleanSupplier stopping) {
        this.watch = watch;
        this.listeners = listeners;
        this.dataSource = dataSource;
        this.clock = clock;
        LongWaits longWaits = new LongWaits(watch, listeners, dataSource, clock);
        this.looks = new WaitLooks(watch, underWay.values(), longWaits, stopping);
    }

    /** From now on they are looked at. */
    void start(CamelContext context) {
        looks.start(context);
    }

    @Override
    public void close() {
        looks.close();
    }

    /** A transaction of the watch itself. */
    @Override
    public <T> T run(Transaction.Work<T> work) throws SQLException, IOException {
        Object transaction = new Object();
        begins(transaction, ITSELF);
        try {
            return Transaction.run(() -> connection(dataSource.get()), connection -> {
                isOn(transaction, connection);
                T result = work.run(connection);
                commits(transaction);
                return result;
            });
        } finally {
            ends(transaction);
        }
    }

    /** A transaction is about to begin, once it gets a connection. */
    void begins(Object transaction, String path) {
        underWay.put(transaction, new Wait(path, clock.getAsLong()));
    }

    /** Takes a connection for a transaction. Until it is closed it can be cancelled and cut off, and not a moment longer. */
    Connection connection(DataSource from) throws SQLException {
        return LentConnection.of(from, lent::add, this::givesBack);
    }

    private void givesBack(Backend backend) {
        underWay.forEach((transaction, wait) -> {
            if (wait.backend().equals(Optional.of(backend))) {
                ends(transaction);
            }
        });
        lent.remove(backend);
    }

    /** It has a connection. */
    void isOn(Object transaction, Connection connection) throws SQLException {
        Optional<Backend> backend = Backend.of(connection);
        Optional.ofNullable(underWay.get(transaction)).ifPresent(wait -> wait.isOn(backend));
    }

    /** The server is about to be told to commit it. */
    void commits(Object transaction) {
        Optional.ofNullable(underWay.get(transaction))
                .ifPresent(wait -> wait.beginsToCommit(
                        wait.backend().filter(lent::contains).isPresent()));
    }

    /** It is over, in whichever way. May be said more than once; the first time before its connection can be somebody else's. */
    void ends(Object transaction) {
        Optional.ofNullable(underWay.remove(transaction))
                .ifPresent(wait -> wait.end(
                        clock.getAsLong(),
                        (path, lasted) -> listeners.tell(events -> events.longWaitOver(watch, path, lasted))));
    }
}
