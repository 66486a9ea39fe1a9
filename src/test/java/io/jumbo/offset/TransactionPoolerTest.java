package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Whoever brings a DataSource of their own may have a pooler in between, as the process may. */
class TransactionPoolerTest {

    private final List<String> calls = new ArrayList<>();
    private int threshold = 5;

    @Test
    void behind_a_pooler_the_driver_uses_no_names() throws SQLException {
        TransactionPooler.guard(connection(4711, 815));
        assertThat(threshold).isZero();
    }

    @Test
    void a_server_that_answers_itself_is_asked_once_and_keeps_its_names() throws SQLException {
        Connection connection = connection(4711, 4711);
        TransactionPooler.guard(connection);
        TransactionPooler.guard(connection);
        assertThat(threshold).isEqualTo(5);
        assertThat(calls).containsExactly("SELECT pg_backend_pid()");
    }

    @Test
    void a_driver_that_uses_no_names_is_not_asked() throws SQLException {
        threshold = 0;
        TransactionPooler.guard(connection(4711, 815));
        assertThat(calls).isEmpty();
    }

    private Connection connection(int told, int answers) {
        PGConnection driver = proxy(PGConnection.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBackendPID" -> told;
            case "getPrepareThreshold" -> threshold;
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            default -> {
                threshold = (Integer) arguments[0];
                yield null;
            }
        });
        ResultSet row = proxy(
                ResultSet.class, (self, method, arguments) -> method.getName().equals("getInt") ? answers : true);
        Statement statement = proxy(Statement.class, (self, method, arguments) -> {
            if (method.getName().equals("executeQuery")) {
                calls.add((String) arguments[0]);
            }
            return method.getName().equals("executeQuery") ? row : null;
        });
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "isWrapperFor" -> true;
            case "unwrap" -> driver;
            default -> statement;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
