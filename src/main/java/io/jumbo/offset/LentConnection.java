package io.jumbo.offset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A connection of a pool of which is told before it goes back, and may be somebody else's. It is closed when it was given back, and not before: one that
 * broke, or was given up, still takes a place in its pool, and whoever closes only what is open would never give it back. All else is the real one's.
 */
public final class LentConnection {

    private LentConnection() {}

    /**
     * Takes one. Behind a pooler in transaction mode it is made safe first ({@link TransactionPooler}).
     *
     * @param taken told of it, if it is one of PostgreSQL's driver
     * @param givesBack told of it before it is closed for the first time; must not throw
     */
    public static Connection of(DataSource pool, Consumer<Backend> taken, Consumer<Backend> givesBack)
            throws SQLException {
        Connection real = pool.getConnection();
        try {
            TransactionPooler.guard(real);
            Optional<Backend> backend = Backend.of(real);
            backend.ifPresent(taken);
            return lent(real, () -> backend.ifPresent(givesBack));
        } catch (SQLException | RuntimeException | Error e) {
            real.close();
            throw e;
        }
    }

    private static Connection lent(Connection real, Runnable givesBack) {
        AtomicBoolean givenBack = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("isClosed")) {
                        return givenBack.get();
                    }
                    if (method.getName().equals("close") && givenBack.compareAndSet(false, true)) {
                        givesBack.run();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
