package io.jumbo.support;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    /** Decides about the rows of a query. */
    @FunctionalInterface
    public interface Query {
        List<Map<String, Object>> rows(String sql, List<Object> values) throws SQLException;
    }

    private final List<String> calls = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final List<List<Object>> sent = new ArrayList<>();
    private final List<List<Object>> uncertain = new ArrayList<>();
    private final List<List<Object>> kept = new ArrayList<>();
    private Server server = values -> {};
    private Query query = (sql, values) -> {
        throw new UnsupportedOperationException(sql);
    };
    private String failingCall = "";
    private SQLException failure;
    private boolean autoCommit = true;
    private int majorVersion = 18;
    private boolean namesEntries;
    private String url = "jdbc:postgresql://here/lab";

    /** From now on it leads to another database. */
    public void leadsTo(String database) {
        url = database;
    }

    /** Everything called on the connection and every statement executed without preparing it, in order. */
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

    /** The values that the server took and that no rollback to a savepoint has undone, as far as a savepoint was released since. */
    public List<List<Object>> kept() {
        return kept;
    }

    public void answerWith(Server answer) {
        server = answer;
    }

    public void answerQueriesWith(Query answer) {
        query = answer;
    }

    public void failOn(String call, SQLException exception) {
        failingCall = call;
        failure = exception;
    }

    /** The server is of this version. */
    public void isOf(int major) {
        majorVersion = major;
    }

    /** Failures of batches say which entry it was, as the driver's do. */
    public void nameEntries() {
        namesEntries = true;
    }

    public Connection connection() {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("getAutoCommit")) {
                return autoCommit;
            }
            if (name.equals("isClosed")) {
                return calls.contains("abort");
            }
            if (name.equals("prepareStatement")) {
                statements.add((String) arguments[0]);
                return prepared((String) arguments[0]);
            }
            if (name.equals("createStatement")) {
                return statement();
            }
            if (name.equals("getMetaData")) {
                return metaData();
            }
            if (name.equals("getSchema")) {
                return "public";
            }
            if (name.equals("isWrapperFor")) {
                return false;
            }
            if (name.equals("createArrayOf")) {
                return array((Object[]) arguments[1]);
            }
            calls.add(
                    arguments == null || name.equals("releaseSavepoint") || name.equals("abort")
                            ? name
                            : name + " " + arguments[0]);
            if (name.equals(failingCall)) {
                throw failure;
            }
            if (name.equals("setAutoCommit")) {
                autoCommit = (Boolean) arguments[0];
            }
            return name.equals("setSavepoint") ? proxy(Savepoint.class, (p, m, a) -> "to savepoint") : null;
        });
    }

    private DatabaseMetaData metaData() {
        return proxy(DatabaseMetaData.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getDatabaseMajorVersion" -> majorVersion;
            case "getURL" -> url;
            case "getDatabaseProductVersion" -> majorVersion + ".3";
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private Statement statement() {
        return proxy(Statement.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "execute" -> execute((String) arguments[0]);
            case "executeQuery" -> result(rows((String) arguments[0], List.of()));
            case "setEscapeProcessing", "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    /** How dates are read is the server's own. */
    private List<Map<String, Object>> rows(String sql, List<Object> values) throws SQLException {
        return sql.contains("pg_settings")
                ? List.of(setting("timezone", "UTC"), setting("datestyle", "ISO, MDY"))
                : query.rows(sql, values);
    }

    private static Map<String, Object> setting(String name, String value) {
        return Map.of(
                "name", name, "setting", value, "source", "configuration file", "of_role", false, "of_database", false);
    }

    private boolean execute(String sql) throws SQLException {
        calls.add(sql);
        if (sql.equals(failingCall)) {
            throw failure;
        }
        if (sql.startsWith("RELEASE SAVEPOINT")) {
            kept.addAll(uncertain);
        }
        uncertain.clear();
        return false;
    }

    private PreparedStatement prepared(String sql) {
        TreeMap<Integer, Object> row = new TreeMap<>();
        List<List<Object>> batch = new ArrayList<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setObject", "setString", "setArray" -> row.put((Integer) arguments[0], arguments[1]);
                case "executeQuery" -> {
                    return result(rows(sql, new ArrayList<>(row.values())));
                }
                case "executeUpdate" -> {
                    take(new ArrayList<>(row.values()));
                    return 1;
                }
                case "getUpdateCount" -> {
                    return 1;
                }
                case "addBatch" -> batch.add(new ArrayList<>(row.values()));
                case "execute" -> take(new ArrayList<>(row.values()));
                case "executeBatch" -> {
                    takeAll(batch);
                    return new int[batch.size()];
                }
                case "setFetchSize", "close" -> {
                    return null;
                }
                default -> throw new UnsupportedOperationException(method.toString());
            }
            return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
        });
    }

    private void takeAll(List<List<Object>> batch) throws SQLException {
        for (int i = 0; i < batch.size(); i++) {
            try {
                take(batch.get(i));
            } catch (SQLException e) {
                if (!namesEntries) {
                    throw e;
                }
                String message = "Batch entry " + i + " <unknown> was aborted: " + e.getMessage();
                throw new BatchUpdateException(message, e.getSQLState(), new int[0], e);
            }
        }
    }

    private void take(List<Object> values) throws SQLException {
        server.take(values);
        sent.add(values);
        uncertain.add(values);
    }

    /** Rows by name of the column; by number too where a row has such names. */
    private static ResultSet result(List<Map<String, Object>> rows) {
        Iterator<Map<String, Object>> rest = rows.iterator();
        Map<String, Object> row = new HashMap<>();
        return proxy(ResultSet.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "next" -> {
                    boolean more = rest.hasNext();
                    row.clear();
                    row.putAll(more ? rest.next() : Map.of());
                    return more;
                }
                case "close" -> {
                    return null;
                }
                default -> {
                    return row.get(String.valueOf(arguments[0]));
                }
            }
        });
    }

    private static Array array(Object[] elements) {
        return proxy(Array.class, (proxy, method, arguments) -> elements);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
