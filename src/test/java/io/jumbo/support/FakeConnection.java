package io.jumbo.support;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A connection without a server: notes each call that matters, fails where it is told to, and asks the test what becomes of the values
 * that would be sent.
 */
public final class FakeConnection {

    /** Decides about the values of one row, or of one statement. */
    @FunctionalInterface
    public interface Server {
        void take(List<Object> values) throws SQLException;
    }

    private final List<String> calls = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final List<List<Object>> sent = new ArrayList<>();
    private Server server = values -> {};
    private String failingCall = "";
    private SQLException failure;
    private boolean autoCommit = true;

    /** Everything called on the connection, in order; statements without their own calls. */
    public List<String> calls() {
        return calls;
    }

    /** The SQL of every statement that was prepared. */
    public List<String> statements() {
        return statements;
    }

    /** The values of every row or statement that the server took, also of those rolled back later. */
    public List<List<Object>> sent() {
        return sent;
    }

    public void answerWith(Server answer) {
        server = answer;
    }

    public void failOn(String call, SQLException exception) {
        failingCall = call;
        failure = exception;
    }

    public Connection connection() {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("getAutoCommit")) {
                return autoCommit;
            }
            if (name.equals("isClosed")) {
                return false;
            }
            if (name.equals("prepareStatement")) {
                statements.add((String) arguments[0]);
                return statement();
            }
            calls.add(arguments == null || name.equals("releaseSavepoint") ? name : name + " " + arguments[0]);
            if (name.equals(failingCall)) {
                throw failure;
            }
            if (name.equals("setAutoCommit")) {
                autoCommit = (Boolean) arguments[0];
            }
            return name.equals("setSavepoint") ? proxy(Savepoint.class, (p, m, a) -> "to savepoint") : null;
        });
    }

    private PreparedStatement statement() {
        TreeMap<Integer, Object> row = new TreeMap<>();
        List<List<Object>> batch = new ArrayList<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setObject" -> row.put((Integer) arguments[0], arguments[1]);
                case "addBatch" -> batch.add(new ArrayList<>(row.values()));
                case "execute" -> take(new ArrayList<>(row.values()));
                case "executeBatch" -> {
                    for (List<Object> values : batch) {
                        take(values);
                    }
                    return new int[batch.size()];
                }
                case "close" -> {
                    return null;
                }
                default -> throw new UnsupportedOperationException(method.toString());
            }
            return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
        });
    }

    private void take(List<Object> values) throws SQLException {
        server.take(values);
        sent.add(values);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
