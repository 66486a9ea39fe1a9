package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.support.FakeConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundStatementsTest {

    private static final SQLException UNTRANSLATABLE = new SQLException("no equivalent in LATIN1", "22P05");

    private final FakeConnection connection = new FakeConnection();
    private final BoundStatements statements = new BoundStatements(connection.connection());

    @Test
    void rows_are_made_in_their_order_of_a_statement_with_its_parameters() throws SQLException {
        connection.answerQueriesWith((sql, values) ->
                List.of(Map.of("path", sql, "id", values.get(0)), Map.of("path", "b.txt", "id", values.get(1))));
        assertThat(statements.rows(
                        (row, text) -> text.read(row.getString("path")) + row.getLong("id"), "SELECT", 1L, 2L))
                .containsExactly("SELECT1", "b.txt2");
    }

    @Test
    void number_of_changed_rows_is_returned() throws SQLException {
        assertThat(statements.update("UPDATE", "data", 7L, null)).isEqualTo(1);
        assertThat(connection.sent()).hasSize(1);
        assertThat(connection.sent().get(0)).containsExactly("data", 7L, null);
    }

    /** The server names the bytes, and nobody knows a file by its bytes. */
    @Test
    void names_that_the_database_cannot_store_are_told() {
        connection.answerWith(values -> {
            throw UNTRANSLATABLE;
        });
        connection.answerQueriesWith((sql, values) -> {
            throw UNTRANSLATABLE;
        });
        assertThatThrownBy(() -> statements.update("UPDATE", "data", "\u03A9.txt", 7L, "\u0080"))
                .isInstanceOf(SQLException.class)
                .hasMessage("the database cannot store the name \u03A9.txt, \u0080: no equivalent in LATIN1")
                .hasCause(UNTRANSLATABLE)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("22P05");
        assertThatThrownBy(() -> statements.rows((row, text) -> row, "SELECT", "\u03A9.txt", "\u007F"))
                .hasMessage("the database cannot store the name \u03A9.txt: no equivalent in LATIN1");
    }

    @Test
    void other_failures_are_told_as_they_are() {
        SQLException failure = new SQLException("connection lost", "08006");
        connection.answerWith(values -> {
            throw failure;
        });
        assertThatThrownBy(() -> statements.update("UPDATE", "\u03A9.txt")).isSameAs(failure);
    }
}
