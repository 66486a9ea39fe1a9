package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.support.FakeConnection;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private final FakeConnection connection = new FakeConnection();
    private final DataSource dataSource = (DataSource) Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> connection.connection());

    @Test
    void work_that_returns_is_committed() throws Exception {
        assertThat(Transaction.<String>run(dataSource, this::work)).isEqualTo("done");
        assertThat(connection.calls())
                .containsExactly("setAutoCommit false", "nativeSQL work", "commit", "setAutoCommit true", "close");
    }

    @Test
    void work_that_fails_is_rolled_back_and_its_failure_is_the_one_told() {
        SQLException failure = new SQLException("duplicate key", "23505");
        connection.failOn("nativeSQL", failure);
        assertThatThrownBy(() -> Transaction.run(dataSource, this::work)).isSameAs(failure);
        assertThat(connection.calls())
                .containsExactly("setAutoCommit false", "nativeSQL work", "rollback", "setAutoCommit true", "close");
    }

    @Test
    void file_that_cannot_be_read_inside_a_transaction_rolls_it_back() {
        IOException failure = new IOException("input/output error");
        assertThatThrownBy(() -> Transaction.run(dataSource, any -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(connection.calls())
                .containsExactly("setAutoCommit false", "rollback", "setAutoCommit true", "close");
    }

    @Test
    void error_in_the_work_rolls_back_too() {
        assertThatThrownBy(() -> Transaction.run(dataSource, any -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(connection.calls()).contains("rollback").doesNotContain("commit");
    }

    @Test
    void commit_that_fails_is_followed_by_a_rollback_and_told() {
        SQLException failure = new SQLException("connection lost", "08006");
        connection.failOn("commit", failure);
        assertThatThrownBy(() -> Transaction.run(dataSource, this::work)).isSameAs(failure);
        assertThat(connection.calls())
                .containsExactly(
                        "setAutoCommit false", "nativeSQL work", "commit", "rollback", "setAutoCommit true", "close");
    }

    @Test
    void rollback_that_fails_gives_the_connection_up_and_does_not_hide_why() {
        IOException failure = new IOException("input/output error");
        connection.failOn("rollback", new SQLException("connection lost", "08006"));
        assertThatThrownBy(() -> Transaction.run(dataSource, any -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(connection.calls())
                .as("turning autocommit on would commit")
                .containsExactly("setAutoCommit false", "rollback", "abort", "close");
    }

    @Test
    void rollback_that_fails_on_a_lent_connection_turns_no_autocommit_on_either() {
        IOException failure = new IOException("input/output error");
        connection.failOn("rollback", new SQLException("connection lost", "08006"));
        assertThatThrownBy(() ->
                        Transaction.run(() -> LentConnection.of(dataSource, taken -> {}, givenBack -> {}), any -> {
                            throw failure;
                        }))
                .isSameAs(failure);
        assertThat(connection.calls()).containsExactly("setAutoCommit false", "rollback", "abort", "close");
    }

    @Test
    void pool_without_auto_commit_gets_its_connection_back_as_it_was() throws Exception {
        connection.connection().setAutoCommit(false);
        connection.calls().clear();
        Transaction.run(dataSource, this::work);
        assertThat(connection.calls()).containsExactly("setAutoCommit false", "nativeSQL work", "commit", "close");
    }

    @Test
    void work_of_which_nothing_is_to_stay_is_rolled_back() throws Exception {
        assertThat(Transaction.<String>undo(dataSource, this::work)).isEqualTo("done");
        assertThat(connection.calls())
                .containsExactly("setAutoCommit false", "nativeSQL work", "rollback", "setAutoCommit true", "close");
    }

    @Test
    void offsets_of_a_watch_are_those_of_a_transaction_of_its_own() throws Exception {
        OffsetStore store = OffsetStore.of("data", Transactions.of(dataSource));
        connection.answerQueriesWith((sql, values) -> {
            assertThat(values).containsExactly("data", "a.txt");
            return List.of();
        });
        assertThat(store.<Boolean>inTransaction(offsets -> offsets.find("a.txt").isEmpty()))
                .isTrue();
        assertThat(connection.statements()).hasSize(1);
        assertThat(connection.calls()).containsExactly("setAutoCommit false", "commit", "setAutoCommit true", "close");
    }

    private String work(Connection inside) throws SQLException {
        inside.nativeSQL("work");
        return "done";
    }
}
