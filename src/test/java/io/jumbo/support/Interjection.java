package io.jumbo.support;

import io.jumbo.support.InterceptedDataSource.Call;
import io.jumbo.support.InterceptedDataSource.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets something else happen in the middle of somebody's work with the database, on the same thread: before the n-th JDBC call from now. Also
 * keeps what was opened, so that it can be closed if who opened it died.
 */
public final class Interjection implements Interceptor {

    private Runnable words = () -> {};
    private int left;
    private final List<Connection> opened = new ArrayList<>();

    /** Once, before call number {@code call}, counted from 1; not at all if there are not so many before the next time this is said. */
    public synchronized void before(int call, Runnable happens) {
        left = call;
        words = happens;
    }

    /** Nothing happens any more. */
    public synchronized void none() {
        left = 0;
    }

    /** Closes what was left open. */
    public synchronized void closeAll() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
        opened.clear();
    }

    @Override
    public Object intercept(Call call) throws Throwable {
        if (isNow()) {
            words.run();
        }
        Object result = call.proceed();
        if (call.connection() == null && result instanceof Connection connection) {
            opened(connection);
        }
        return result;
    }

    private synchronized boolean isNow() {
        return left > 0 && --left == 0;
    }

    private synchronized void opened(Connection connection) {
        opened.add(connection);
    }
}
