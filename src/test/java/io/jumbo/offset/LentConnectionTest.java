package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.FakeConnection;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

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

    private Connection lent() throws SQLException {
        return LentConnection.of(pool, taken -> {}, givenBack -> {});
    }

    private static void closeIfOpen(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.close();
        }
    }
}
