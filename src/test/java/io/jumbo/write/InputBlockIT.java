package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.support.TestDatabase;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.ParameterType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The block that old servers execute, on whatever server the tests run on. */
class InputBlockIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final ParameterType INTEGER = new ParameterType("integer", "integer[]", ',', 0);
    private static final ParameterType TEXT = new ParameterType("text", "text[]", ',', 0);

    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        DATABASE.cleared();
        connection = DATABASE.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void end() throws SQLException {
        connection.close();
    }

    private static List<Row> rows(String... values) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            rows.add(new Row(LineRecord.stored(i + 1, 10L * i, 0, new byte[0]), Arrays.asList(values[i])));
        }
        return rows;
    }

    private Map<Integer, Rejection> invalid(ParameterType type, int limit, String... values) throws SQLException {
        InputBlock block = new InputBlock(List.of(type));
        assertThat(block.isPossible(connection)).isTrue();
        return block.invalid(connection, rows(values), limit);
    }

    @Test
    void exactly_the_rows_with_invalid_input_are_found_with_the_servers_words() throws SQLException {
        Map<Integer, Rejection> invalid = invalid(INTEGER, 100, "1", "x", null, " 3 ", "99999999999", "");
        assertThat(invalid).containsOnlyKeys(1, 4, 5);
        assertThat(invalid.get(1).sqlState()).isEqualTo("22P02");
        assertThat(invalid.get(1).reason()).isEqualTo("invalid input syntax for type integer: \"x\"");
        assertThat(invalid.get(1).line().number()).isEqualTo(2);
        assertThat(invalid.get(4).sqlState()).isEqualTo("22003");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "box | box[] | (1,1),(0,0) | (1,1)",
                "integer[] | '' | {1,2} | {1,x}",
                "tsquery | tsquery[] | a & b | a &",
                "regclass | regclass[] | pg_class | no_such_table",
                "date | date[] | 2024-02-29 | 2024-02-30",
                "\"bit\" | \"bit\"[] | 1010 | 2"
            })
    void types_of_all_kinds_are_read_by_their_own_input_functions(String type, String array, String good, String bad)
            throws SQLException {
        assertThat(invalid(new ParameterType(type, array, ',', 0), 100, good, bad, good))
                .containsOnlyKeys(1);
    }

    @Test
    void values_are_data_whatever_they_hold() throws SQLException {
        assertThat(invalid(TEXT, 100, "'", "$jumbo$", "\"", "\\", "{a,b}", "NULL", ",", "", "µ°\ud83d\ude00", "a\nb"))
                .isEmpty();
    }

    @Test
    void domain_refuses_as_its_column_would() throws SQLException {
        DATABASE.execute("CREATE DOMAIN short AS varchar(3) CHECK (VALUE <> 'no')");
        Map<Integer, Rejection> invalid =
                invalid(new ParameterType("short", "short[]", ',', 0), 100, "abc", "abcd", "no");
        assertThat(invalid).containsOnlyKeys(1, 2);
        assertThat(invalid.get(1).sqlState()).isEqualTo("22001");
        assertThat(invalid.get(2).sqlState()).isEqualTo("23514");
    }

    @Test
    void it_stops_after_so_many_in_a_row() throws SQLException {
        assertThat(invalid(INTEGER, 3, "x", "1", "x", "x", "x", "x", "x")).containsOnlyKeys(0, 2, 3, 4);
    }

    @Test
    void what_is_no_lines_fault_is_passed_on() throws SQLException {
        DATABASE.execute(
                "CREATE FUNCTION f(v int) RETURNS boolean LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE 'disk full' USING ERRCODE = '53100'; END $$; CREATE DOMAIN d AS int CHECK (f(VALUE))");
        assertThatThrownBy(() -> invalid(new ParameterType("d", "d[]", ',', 0), 100, "1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("53100"));
    }

    @Test
    void user_without_plpgsql_is_asked_about_one_row_at_a_time() throws SQLException {
        DATABASE.execute("REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC; DO $$ BEGIN IF to_regrole('no_plpgsql') IS NULL"
                + " THEN CREATE ROLE no_plpgsql LOGIN; END IF; END $$");
        try (Connection limited = DATABASE.dataSource("no_plpgsql").getConnection()) {
            assertThat(new InputBlock(List.of(INTEGER)).isPossible(limited)).isFalse();
        } finally {
            DATABASE.execute("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC");
        }
    }
}
