package io.jumbo.offset;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A connection of a pool of which is told before it goes back, and may be somebody else's. All else is the real one's. */
public final class LentConnection {

    private LentConnection() {}

    /**
     * Lends a connection.
     *
     * @param givesBack run before each {@code close}; must not throw
     */
    public static Connection of(Connection real, Runnable givesBack) {
        return (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
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
