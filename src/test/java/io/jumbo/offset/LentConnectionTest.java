package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.support.FakeConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Whoever closes only what is open, as Camel's {@code jdbc:} producer does, gives back every connection. */
class LentConnectionTest {

    private final FakeConnection real = new FakeConnection();
    private final DataSource pool = (DataSource) Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> real.connection());

    @Test
    void connection_that_was_given_up_goes_back_to_its_pool() throws SQLException {
        Connection lent = lent();
        Transaction.giveUp(real.connection());
        closeIfOpen(lent);
        assertThat(real.calls()).containsExactly("abort", "close");
    }

    @Test
    void connection_that_went_back_is_closed() throws SQLException {
        Connection lent = lent();
        assertThat(lent.isClosed()).isFalse();
        closeIfOpen(lent);
        assertThat(lent.isClosed()).isTrue();
        closeIfOpen(lent);
        assertThat(real.calls()).containsExactly("close");
    }

    @Test
    void connection_of_the_driver_is_told_of_when_it_is_taken_and_before_it_goes_back() throws SQLException {
        List<String> calls = new ArrayList<>();
        DataSource ofDriver = pool(calls, 4711);
        Connection lent = LentConnection.of(
                ofDriver,
                taken -> calls.add("taken " + taken.process()),
                givenBack -> calls.add("given back " + givenBack.process()));
        assertThat(calls).as("made safe, and told of").containsExactly("setPrepareThreshold", "taken 815");
        lent.commit();
        lent.close();
        lent.close();
        assertThat(calls)
                .containsExactly("setPrepareThreshold", "taken 815", "commit", "given back 815", "close", "close");
    }

    @Test
    void connection_that_cannot_be_made_safe_goes_back_to_its_pool() {
        List<String> calls = new ArrayList<>();
        SQLException failure = new SQLException("connection lost", "08006");
        assertThatThrownBy(() -> LentConnection.of(
                        pool(calls, failure), taken -> calls.add("taken"), givenBack -> calls.add("given back")))
                .isSameAs(failure);
        assertThat(calls).containsExactly("close");
    }

    @Test
    void failure_of_the_real_connection_is_told_as_it_is() throws SQLException {
        SQLException failure = new SQLException("connection lost", "08006");
        real.failOn("commit", failure);
        assertThatThrownBy(lent()::commit).isSameAs(failure);
    }

    /** Connections of the driver, whose server says that it is process 815, and who answers is another one, or nobody. */
    private static DataSource pool(List<String> calls, Object answer) {
        PGConnection driver = proxy(PGConnection.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBackendPID" -> 815;
            case "getPrepareThreshold" -> 5;
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            default -> {
                calls.add(method.getName());
                yield null;
            }
        });
        ResultSet row = proxy(
                ResultSet.class, (self, method, arguments) -> method.getName().equals("getInt") ? answer : true);
        Statement statement = proxy(Statement.class, (self, method, arguments) -> {
            if (answer instanceof SQLException failure && method.getName().equals("executeQuery")) {
                throw failure;
            }
            return method.getName().equals("executeQuery") ? row : null;
        });
        Connection connection = proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "isWrapperFor" -> true;
            case "unwrap" -> driver;
            case "createStatement" -> statement;
            default -> {
                calls.add(method.getName());
                yield null;
            }
        });
        return proxy(DataSource.class, (self, method, arguments) -> connection);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private Connection lent() throws SQLException {
        return LentConnection.of(pool, taken -> {}, givenBack -> {});
    }

    private static void closeIfOpen(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.close();
        }
    }
}
