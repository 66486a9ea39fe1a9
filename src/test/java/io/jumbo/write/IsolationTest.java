package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.support.FakeConnection;
import io.jumbo.tail.LineRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** One bad line costs one line. The "server" here refuses rows by their number. */
class IsolationTest {

    private static final RowWriter BATCH = WriteMethod.BATCH.writer(
            InsertTemplate.parse("INSERT INTO t VALUES (%s)"),
            new ParameterTypes(List.of(new ParameterType("integer", "integer[]", ',')), List.of(false)));

    private final FakeConnection database = new FakeConnection();

    @Property(tries = 300)
    void exactly_the_bad_rows_are_rejected_in_order(
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @Size(max = 30) Set<@IntRange(max = 199) Integer> bad)
            throws SQLException {
        FakeConnection server = new FakeConnection();
        refuse(server, bad, "22P02");
        List<Rejection> rejections =
                new Isolation(server.connection(), BATCH, BATCH, Integer.MAX_VALUE).write(rows(rows));
        assertThat(numbers(rejections))
                .isEqualTo(bad.stream().filter(number -> number < rows).sorted().toList());
        assertThat(server.calls().stream().filter(call -> call.equals("setSavepoint")))
                .as("each savepoint is released or rolled back to")
                .hasSize((int) server.calls().stream()
                        .filter(call -> !call.equals("setSavepoint"))
                        .count());
    }

    @Test
    void chunk_without_bad_rows_is_written_once() throws SQLException {
        assertThat(isolation(100).write(rows(1000))).isEmpty();
        assertThat(database.calls()).containsExactly("setSavepoint", "releaseSavepoint");
    }

    @Test
    void one_bad_row_among_many_costs_a_handful_of_attempts() throws SQLException {
        refuse(database, Set.of(700), "23505");
        assertThat(numbers(isolation(100).write(rows(1000)))).containsExactly(700);
        assertThat(database.calls()).filteredOn("setSavepoint"::equals).hasSizeLessThan(25);
    }

    @Test
    void rejection_says_what_the_server_said() throws SQLException {
        refuse(database, Set.of(1), "23505");
        Rejection rejection = isolation(100).write(rows(3)).get(0);
        assertThat(rejection.sqlState()).isEqualTo("23505");
        assertThat(rejection.reason()).isEqualTo("row 1 refused");
    }

    @Test
    void failure_that_is_no_lines_fault_is_passed_on_at_once() {
        refuse(database, Set.of(500), "57P01");
        assertThatThrownBy(() -> isolation(100).write(rows(1000)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        assertThat(database.calls()).containsExactly("setSavepoint");
    }

    @Test
    void gives_up_after_so_many_bad_rows_in_a_row() throws SQLException {
        refuse(database, numbersUpTo(1000), "22P02");
        assertThat(isolation(100).write(rows(1000))).hasSizeBetween(100, 150);
    }

    @Test
    void doubtful_failure_is_the_rows_fault_if_another_row_passes() throws SQLException {
        refuse(database, Set.of(2), "42501");
        assertThat(numbers(isolation(100).write(rows(5)))).containsExactly(2);
    }

    @Test
    void doubtful_failure_of_all_rows_is_nobodys_dead_letter() {
        refuse(database, numbersUpTo(5), "42501");
        assertThatThrownBy(() -> isolation(100).write(rows(5)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    /** Two lines that meet in ON CONFLICT DO UPDATE: in one statement the server refuses, line by line the later one wins. */
    @Test
    void rows_that_collide_in_one_statement_are_written_one_by_one() throws SQLException {
        RowWriter asOneStatement = WriteMethod.UNNEST.writer(
                InsertTemplate.parse("INSERT INTO t VALUES (%s)"),
                new ParameterTypes(List.of(new ParameterType("integer", "integer[]", ',')), List.of(false)));
        database.answerWith(values -> {
            if (values.get(0).toString().startsWith("{")) {
                throw new SQLException("cannot affect row a second time", "21000");
            }
        });
        assertThat(new Isolation(database.connection(), asOneStatement, BATCH, 100).write(rows(3)))
                .isEmpty();
        assertThat(database.sent()).containsExactly(List.of("0"), List.of("1"), List.of("2"));
    }

    @Test
    void nothing_to_write_asks_nobody() throws SQLException {
        assertThat(isolation(100).write(List.of())).isEmpty();
        assertThat(database.calls()).isEmpty();
    }

    private Isolation isolation(int limit) {
        return new Isolation(database.connection(), BATCH, BATCH, limit);
    }

    private static void refuse(FakeConnection server, Set<Integer> numbers, String sqlState) {
        server.answerWith(values -> {
            if (numbers.contains(Integer.valueOf(values.get(0).toString()))) {
                throw new SQLException("row " + values.get(0) + " refused", sqlState);
            }
        });
    }

    private static Set<Integer> numbersUpTo(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toSet());
    }

    private static List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(
                    LineRecord.stored(i + 1, i * 10L, 0, new byte[0]), Collections.singletonList(Integer.toString(i))));
        }
        return rows;
    }

    private static List<Integer> numbers(List<Rejection> rejections) {
        return rejections.stream()
                .map(rejection -> (int) rejection.line().number() - 1)
                .toList();
    }
}
