package io.jumbo.support;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** A real DataSource of which every JDBC call on connections and statements, and every call of a COPY, passes through the test first. */
public final class InterceptedDataSource implements DataSource {

    private final DataSource real;
    private final Interceptor interceptor;

    /** What unwraps a connection twice gets the same twice, as from a pool. */
    private final Map<BaseConnection, PGConnection> drivers = new ConcurrentHashMap<>();

    public InterceptedDataSource(DataSource real, Interceptor interceptor) {
        this.real = real;
        this.interceptor = interceptor;
    }

    /** What the test does with a call: {@link Call#proceed} or anything else. */
    @FunctionalInterface
    public interface Interceptor {
        Object intercept(Call call) throws Throwable;
    }

    /** One call of a method on a connection or a statement; {@code getConnection} of the DataSource itself is one too. */
    public static final class Call {

        private final Connection connection;
        private final String method;
        private final Object[] arguments;
        private final Connection proxied;
        private final boolean onConnection;
        private final Real real;

        private Call(
                Connection connection,
                Connection proxied,
                boolean onConnection,
                String method,
                Object[] arguments,
                Real real) {
            this.connection = connection;
            this.proxied = proxied;
            this.onConnection = onConnection;
            this.method = method;
            this.arguments = arguments == null ? new Object[0] : arguments;
            this.real = real;
        }

        private interface Real {
            Object call() throws Throwable;
        }

        /** Name of the JDBC method. */
        public String method() {
            return method;
        }

        /** The connection as the caller holds it; null for {@code getConnection}. */
        public Connection proxied() {
            return proxied;
        }

        /** Whether it is a method of the connection itself. */
        public boolean isOnConnection() {
            return onConnection;
        }

        /** Whether it gives the server a statement, as a string or prepared, to execute. */
        public boolean isExecute() {
            return method.startsWith("execute") || method.equals("copyIn");
        }

        public int argumentCount() {
            return arguments.length;
        }

        /** The SQL it was called with, if any. */
        public String sql() {
            return arguments.length > 0 && arguments[0] instanceof String sql ? sql : "";
        }

        /** The real connection; null for {@code getConnection}. */
        public Connection connection() {
            return connection;
        }

        /** Does what the caller asked for. */
        public Object proceed() throws Throwable {
            return real.call();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return (Connection) interceptor.intercept(
                    new Call(null, null, false, "getConnection", null, () -> connection(real.getConnection())));
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, connection, null);
    }

    private <T> T proxy(Class<T> type, Object target, Connection connection, Connection owner) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return invoke(target, method, arguments);
            }
            Connection proxied = owner == null ? (Connection) self : owner;
            return interceptor.intercept(new Call(
                    connection,
                    proxied,
                    owner == null,
                    method.getName(),
                    arguments,
                    () -> wrapped(invoke(target, method, arguments), connection, proxied)));
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object wrapped(Object result, Connection connection, Connection proxied) {
        if (result instanceof PreparedStatement) {
            return proxy(PreparedStatement.class, result, connection, proxied);
        }
        if (result instanceof Statement) {
            return proxy(Statement.class, result, connection, proxied);
        }
        if (result instanceof BaseConnection driver) {
            return drivers.computeIfAbsent(driver, real -> driver(real, connection, proxied));
        }
        return result instanceof Connection ? proxied : result;
    }

    /** What the driver can do beyond JDBC: COPY, each of whose calls passes through the test as well. */
    private PGConnection driver(BaseConnection real, Connection connection, Connection owner) {
        InvocationHandler handler = (self, method, arguments) -> {
            Object result = method.getName().equals("unwrap") ? self : invoke(real, method, arguments);
            return result instanceof CopyManager manager ? copies(manager, real, connection, owner) : result;
        };
        return (PGConnection) Proxy.newProxyInstance(
                BaseConnection.class.getClassLoader(), new Class<?>[] {BaseConnection.class}, handler);
    }

    private CopyManager copies(CopyManager real, BaseConnection driver, Connection connection, Connection owner)
            throws SQLException {
        return new CopyManager(driver) {
            @Override
            public CopyIn copyIn(String sql) throws SQLException {
                return proxy(CopyIn.class, real.copyIn(sql), connection, owner);
            }
        };
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
