package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.support.FakeConnection;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterType;
import io.jumbo.write.template.ParameterTypes;
import io.jumbo.write.ways.Forms;
import io.jumbo.write.ways.RowWriter;
import io.jumbo.write.ways.Sieve;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad line costs one line. The "server" here refuses rows by their number. */
class IsolationTest {

    private static final InsertTemplate TEMPLATE = InsertTemplate.parse("INSERT INTO t VALUES (%s)");
    private static final ParameterTypes TYPES =
            new ParameterTypes(List.of(new ParameterType("integer", "integer[]", ',', 0)), List.of(false));
    private static final RowWriter BATCH = Forms.batch(TEMPLATE, TYPES);
    private static final RowWriter UNNEST = Forms.unnest(TEMPLATE, TYPES);
    private static final PreparedTemplate ROW_BY_ROW = prepared(BATCH, Optional.empty());
    private static final PreparedTemplate ONE_STATEMENT = prepared(UNNEST, Optional.empty());
    private static final PreparedTemplate SCREENED = askingAllAtOnce(true);
    private static final PreparedTemplate ASKED_ONE_BY_ONE = askingAllAtOnce(false);

    private static final PreparedTemplate SIFTED =
            prepared(BATCH, Optional.empty(), Optional.of(Forms.sieve(TEMPLATE, TYPES)));

    private static final String BEGIN =
            "SET LOCAL client_min_messages = error; SET CONSTRAINTS ALL IMMEDIATE; SAVEPOINT jumbo_chunk; SAVEPOINT jumbo_rows";
    private static final String KEEP = "RELEASE SAVEPOINT jumbo_rows; SAVEPOINT jumbo_rows";
    private static final String UNDO = "ROLLBACK TO SAVEPOINT jumbo_rows";

    private final FakeConnection database = new FakeConnection();

    @Property(tries = 300)
    void exactly_the_bad_rows_are_rejected_in_order(
            @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @Size(max = 30) Set<@IntRange(max = 199) Integer> bad)
            throws SQLException {
        FakeConnection server = new FakeConnection();
        refuse(server, bad::contains, "22P02");
        List<Rejection> rejections =
                new Isolation(server.connection(), ROW_BY_ROW, Integer.MAX_VALUE).write(rows(rows));
        assertThat(numbers(rejections))
                .isEqualTo(bad.stream().filter(number -> number < rows).sorted().toList());
        assertThat(keptNumbers(server))
                .as("the others are inserted, once, in order")
                .isEqualTo(IntStream.range(0, rows)
                        .filter(i -> !bad.contains(i))
                        .boxed()
                        .toList());
        assertThat(server.calls().get(0)).isEqualTo(BEGIN);
        assertThat(server.calls().subList(1, server.calls().size()))
                .as("each attempt is kept or undone")
                .hasSize(server.statements().size())
                .isSubsetOf(KEEP, UNDO);
    }

    @Test
    void chunk_without_bad_rows_is_written_once() throws SQLException {
        assertThat(isolation(100).write(rows(1000))).isEmpty();
        assertThat(database.statements()).hasSize(1);
        assertThat(database.calls()).containsExactly(BEGIN, KEEP);
    }

    @Test
    void one_bad_row_among_many_costs_a_handful_of_attempts() throws SQLException {
        refuse(database, number -> number == 700, "23505");
        assertThat(numbers(isolation(100).write(rows(1000)))).containsExactly(700);
        assertThat(database.statements()).hasSizeLessThan(25);
    }

    @Test
    void rejection_says_what_the_server_said() throws SQLException {
        refuse(database, number -> number == 1, "23505");
        Rejection rejection = isolation(100).write(rows(3)).get(0);
        assertThat(rejection.sqlState()).isEqualTo("23505");
        assertThat(rejection.reason()).isEqualTo("row 1 refused");
    }

    @Test
    void failure_that_is_no_lines_fault_is_passed_on_at_once() {
        refuse(database, number -> number == 500, "57P01");
        assertThatThrownBy(() -> isolation(100).write(rows(1000)))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57P01");
        assertThat(database.calls()).containsExactly(BEGIN);
    }

    @Test
    void gives_up_after_so_many_bad_rows_in_a_row() throws SQLException {
        refuse(database, number -> true, "22P02");
        assertThat(isolation(100).write(rows(1000))).hasSizeBetween(100, 150);
    }

    @Test
    void doubtful_failure_is_the_rows_fault_if_another_row_passes() throws SQLException {
        refuse(database, number -> number == 2, "42501");
        assertThat(numbers(isolation(100).write(rows(5)))).containsExactly(2);
    }

    @Test
    void doubtful_failure_of_all_rows_is_nobodys_dead_letter() {
        refuse(database, number -> true, "42501");
        assertThatThrownBy(() -> isolation(100).write(rows(5)))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42501");
    }

    /** Two lines that meet in ON CONFLICT DO UPDATE: in one statement the server refuses, line by line the later one wins. */
    @Test
    void rows_that_collide_in_one_statement_are_written_one_by_one() throws SQLException {
        database.answerWith(values -> {
            if (isArray(values)) {
                throw new SQLException("cannot affect row a second time", "21000");
            }
        });
        assertThat(isolation(ONE_STATEMENT).write(rows(3))).isEmpty();
        assertThat(database.kept()).containsExactly(List.of("0"), List.of("1"), List.of("2"));
    }

    /** Only the user's own statement, for the line alone, makes a dead letter; the others stay in one statement each. */
    @Test
    void row_of_one_statement_is_rejected_if_the_statement_as_written_refuses_it_too() throws SQLException {
        database.answerWith(values -> {
            if (values.get(0).toString().contains("2")) {
                throw new SQLException("duplicate", "23505");
            }
        });
        assertThat(numbers(isolation(ONE_STATEMENT).write(rows(5)))).containsExactly(2);
        assertThat(database.sent()).allMatch(IsolationTest::isArray);
    }

    @Test
    void row_that_the_statement_as_written_takes_alone_is_none_however_the_rewritten_one_refuses_it()
            throws SQLException {
        database.answerWith(values -> {
            if (isArray(values)) {
                throw new SQLException("target lists can have at most 1664 entries", "54011");
            }
        });
        assertThat(isolation(ONE_STATEMENT).write(rows(50))).isEmpty();
        assertThat(keptNumbers(database)).isEqualTo(numbersUpTo(50, number -> true));
    }

    @Test
    void way_whose_rows_all_pass_alone_is_given_up() throws SQLException {
        database.answerWith(values -> {
            if (isArray(values)) {
                throw new SQLException("refused beside others", "22000");
            }
        });
        assertThat(isolation(ONE_STATEMENT).write(rows(500))).isEmpty();
        assertThat(keptNumbers(database)).isEqualTo(numbersUpTo(500, number -> true));
        assertThat(database.statements()).hasSizeLessThan(40);
    }

    @Test
    void nothing_to_write_asks_nobody() throws SQLException {
        assertThat(isolation(100).write(List.of())).isEmpty();
        assertThat(database.calls()).isEmpty();
    }

    // ---- more than the server can do at once

    /** Parts of one transaction hold as many locks, and last as long, as the whole: what helps is a smaller chunk. */
    @ParameterizedTest
    @ValueSource(strings = {"57014", "53200", "25P04", "53400"})
    void what_is_too_much_for_the_server_is_passed_on_at_once_and_no_lines_fault(String state) {
        database.answerWith(values -> {
            if (elements(values).size() > 2) {
                throw new SQLException("cannot", state);
            }
        });
        assertThatThrownBy(() -> isolation(ONE_STATEMENT).write(rows(1000)))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(state);
        assertThat(database.calls()).containsExactly(BEGIN);
    }

    @Test
    void single_row_that_is_too_much_for_the_server_is_tried_again_and_never_rejected() {
        refuse(database, number -> number == 3, "57014");
        assertThatThrownBy(() -> isolation(100).write(rows(10)))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
    }

    // ---- what is scarce

    /** A sequence, for one: what the server took and gave up again is used up. */
    @Property(tries = 20)
    void row_is_sent_three_times_at_most_on_average(
            @ForAll @IntRange(min = 0, max = 200) int every, @ForAll boolean told, @ForAll boolean set)
            throws SQLException {
        FakeConnection server = new FakeConnection();
        if (told) {
            server.nameEntries();
        }
        AtomicInteger taken = new AtomicInteger();
        IntPredicate bad = number -> number % 250 == every;
        server.answerWith(values -> {
            for (String element : elements(values)) {
                int number = Integer.parseInt(element);
                taken.incrementAndGet();
                if (bad.test(number)) {
                    throw new SQLException("duplicate", "23505");
                }
            }
        });
        PreparedTemplate template = set ? ONE_STATEMENT : ROW_BY_ROW;
        List<Rejection> rejections = new Isolation(server.connection(), template, 100).write(rows(10_000));
        assertThat(numbers(rejections)).isEqualTo(numbersUpTo(10_000, bad));
        assertThat(taken.get()).isLessThan(told && !set ? 22_000 : 32_767);
    }

    // ---- more rejects than one transaction should hold

    /** Whatever their distance: each part is shorter, goes through at the second attempt, and in the end each row had its one fate. */
    @Property(tries = 20)
    void chunk_with_too_many_single_rejects_is_written_in_parts(
            @ForAll @IntRange(min = 1, max = 7) int distance, @ForAll @IntRange(min = 0, max = 300) int more)
            throws SQLException {
        List<Row> all = rows(distance * (2 * Verdicts.MOST_SINGLES + more));
        IntPredicate bad = number -> number % distance == 0;
        List<Integer> rejected = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        int parts = 0;
        int from = 0;
        while (from < all.size()) {
            int end = all.size();
            try {
                write(all.subList(from, end), bad, rejected, kept);
            } catch (PartialChunkException e) {
                end = (int) (e.endAt() / 10);
                assertThat(end).isGreaterThan(from).isLessThan(all.size());
                write(all.subList(from, end), bad, rejected, kept);
            }
            from = end;
            parts++;
        }
        assertThat(parts).isBetween(2, 3);
        assertThat(rejected).isEqualTo(numbersUpTo(all.size(), bad));
        assertThat(kept).isEqualTo(numbersUpTo(all.size(), bad.negate()));
    }

    private static void write(List<Row> rows, IntPredicate bad, List<Integer> rejected, List<Integer> kept)
            throws SQLException {
        FakeConnection server = new FakeConnection();
        refuse(server, bad, "23505");
        List<Rejection> rejections = new Isolation(server.connection(), ROW_BY_ROW, Integer.MAX_VALUE).write(rows);
        assertThat(rejections).hasSizeLessThanOrEqualTo(Verdicts.MOST_SINGLES);
        rejected.addAll(numbers(rejections));
        kept.addAll(keptNumbers(server));
    }

    @Test
    void partial_chunk_says_where_to_end() {
        refuse(database, number -> number % 2 == 1, "23505");
        assertThatThrownBy(() -> isolation(100).write(rows(5000)))
                .isInstanceOfSatisfying(
                        PartialChunkException.class, e -> assertThat(e.endAt()).isEqualTo(20_000))
                .hasMessage("too many lines were refused for one transaction; it is written up to byte 20000 first");
    }

    // ---- rows that conflict, passed over by one statement

    @Test
    void rows_that_conflict_are_told_by_one_statement_and_tried_alone() throws SQLException {
        IntPredicate duplicate = number -> number % 100 == 50;
        refuse(database, duplicate, "23505");
        passOver(duplicate);
        assertThat(numbers(isolation(SIFTED).write(rows(10_000)))).isEqualTo(numbersUpTo(10_000, duplicate));
        assertThat(database.statements())
                .as("all, all but those, and each of those")
                .hasSize(2 + 100);
        assertThat(database.sent()).as("of the first attempt").hasSize(50);
    }

    @Test
    void row_that_conflicts_and_passes_alone_lost_its_place_so_all_are_written_again_in_order() throws SQLException {
        refuse(database, number -> number == 30, "23505");
        passOver(number -> number == 20 || number == 30);
        assertThat(numbers(isolation(SIFTED).write(rows(100)))).containsExactly(30);
        assertThat(database.calls()).contains("ROLLBACK TO SAVEPOINT jumbo_chunk; SAVEPOINT jumbo_rows");
        assertThat(keptNumbers(database).subList(1, 100))
                .as("but for the one that lost its place, and was undone")
                .isEqualTo(numbersUpTo(100, number -> number != 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23514", "55000", "42501", "0A000"})
    void where_that_statement_is_refused_rows_that_conflict_are_looked_for(String state) throws SQLException {
        IntPredicate duplicate = number -> number % 100 == 50;
        refuse(database, duplicate, "23505");
        database.answerQueriesWith((sql, values) -> {
            throw new SQLException("not so", state);
        });
        assertThat(numbers(isolation(SIFTED).write(rows(1000)))).isEqualTo(numbersUpTo(1000, duplicate));
        assertThat(keptNumbers(database)).isEqualTo(numbersUpTo(1000, duplicate.negate()));
    }

    @Test
    void many_more_rows_that_conflict_fit_in_one_transaction() throws SQLException {
        IntPredicate duplicate = number -> number % 2 == 1;
        refuse(database, duplicate, "23505");
        passOver(duplicate);
        assertThat(isolation(SIFTED).write(rows(10_000))).hasSize(5 * Verdicts.MOST_SINGLES);
        assertThatThrownBy(() -> isolation(SIFTED).write(rows(60_000)))
                .isInstanceOfSatisfying(
                        PartialChunkException.class, e -> assertThat(e.endAt()).isEqualTo(10L * 2 * (1 << 14)));
    }

    @Test
    void a_hundred_that_conflict_in_a_row_are_not_the_rows() throws SQLException {
        refuse(database, number -> number >= 40, "23505");
        passOver(number -> number >= 40);
        assertThat(isolation(SIFTED).write(rows(1000))).hasSize(100);
    }

    /** Of rows, whose arrays are the values of the query. */
    private void passOver(IntPredicate conflicting) {
        database.answerQueriesWith((sql, values) -> {
            assertThat(sql)
                    .isEqualTo("INSERT INTO t SELECT jumbo_rows.c0 FROM unnest(?::integer[]) WITH ORDINALITY"
                            + " AS jumbo_rows (c0, n) WHERE set_config('jumbo.row', jumbo_rows.n::text, true) IS NOT NULL"
                            + "\nON CONFLICT DO NOTHING RETURNING current_setting('jumbo.row')::int AS n");
            List<String> numbers = elements(values);
            return IntStream.range(0, numbers.size())
                    .filter(index -> !conflicting.test(Integer.parseInt(numbers.get(index))))
                    .<Map<String, Object>>mapToObj(index -> Map.of("n", index + 1))
                    .toList();
        });
    }

    // ---- invalid input, found by one query

    @Test
    void rows_of_invalid_input_are_found_at_once_and_in_any_number() throws SQLException {
        refuse(database, number -> number % 2 == 1, "22P02");
        invalidInput(number -> number % 2 == 1);
        List<Rejection> rejections = isolation(SCREENED).write(rows(5000));
        assertThat(numbers(rejections))
                .containsExactlyInAnyOrderElementsOf(numbersUpTo(5000, number -> number % 2 == 1));
        assertThat(rejections.get(0).sqlState()).isEqualTo("22P02");
        assertThat(rejections.get(0).reason()).isEqualTo("no number (detail)");
        assertThat(keptNumbers(database)).isEqualTo(numbersUpTo(5000, number -> number % 2 == 0));
        assertThat(database.statements()).as("written, asked, written").hasSize(3);
    }

    @Test
    void what_the_query_cannot_tell_is_found_by_halving() throws SQLException {
        refuse(database, number -> number == 3 || number == 800, "22003");
        invalidInput(number -> number == 3);
        assertThat(numbers(isolation(SCREENED).write(rows(1000)))).containsExactlyInAnyOrder(3, 800);
    }

    @Test
    void failures_other_than_invalid_input_are_not_asked_about() throws SQLException {
        refuse(database, number -> number == 3, "23505");
        assertThat(numbers(isolation(SCREENED).write(rows(1000)))).containsExactly(3);
    }

    @Test
    void query_that_fails_for_a_line_is_done_without() throws SQLException {
        refuse(database, number -> number == 3, "22P02");
        database.answerQueriesWith((sql, values) -> {
            throw new SQLException("raised by an input function", "22000");
        });
        assertThat(numbers(isolation(SCREENED).write(rows(1000)))).containsExactly(3);
    }

    /** Else a chunk with one bad line, written in time and asked about too slowly, would be tried again for ever. */
    @Test
    void query_that_is_too_much_for_the_server_is_done_without() throws SQLException {
        refuse(database, number -> number == 3, "22P02");
        database.answerQueriesWith((sql, values) -> {
            throw new SQLException("statement timeout", "57014");
        });
        assertThat(numbers(isolation(SCREENED).write(rows(1000)))).containsExactly(3);
    }

    @Test
    void query_that_meets_a_lost_database_passes_it_on() {
        refuse(database, number -> number == 3, "22P02");
        database.answerQueriesWith((sql, values) -> {
            throw new SQLException("terminated", "57P01");
        });
        assertThatThrownBy(() -> isolation(SCREENED).write(rows(1000))).hasMessage("terminated");
    }

    // ---- before PostgreSQL 16: invalid input with the code of a malformed statement, asked about one by one

    @Test
    void row_whose_value_is_refused_alone_in_the_same_way_is_rejected() throws SQLException {
        refuse(database, number -> number == 3 || number == 800, "42601");
        refuseAlone(number -> number == 3 || number == 800, "42601");
        assertThat(numbers(isolation(ASKED_ONE_BY_ONE).write(rows(1000)))).containsExactly(3, 800);
        assertThat(keptNumbers(database)).isEqualTo(numbersUpTo(1000, number -> number != 3 && number != 800));
    }

    @Test
    void statement_that_is_malformed_or_refused_otherwise_than_the_value_is_no_lines_fault() {
        refuse(database, number -> true, "42P01");
        refuseAlone(number -> number == 0, "42601");
        assertThatThrownBy(() -> isolation(ASKED_ONE_BY_ONE).write(rows(1000))).hasMessage("row 0 refused");
        refuseAlone(number -> false, "42601");
        assertThatThrownBy(() -> isolation(ASKED_ONE_BY_ONE).write(rows(1000))).hasMessage("row 0 refused");
        assertThat(database.kept()).isEmpty();
    }

    @Test
    void other_invalid_input_is_not_asked_about_one_by_one() throws SQLException {
        refuse(database, number -> number == 3, "22P02");
        assertThat(numbers(isolation(ASKED_ONE_BY_ONE).write(rows(1000)))).containsExactly(3);
    }

    private void refuseAlone(IntPredicate bad, String sqlState) {
        database.answerQueriesWith((sql, values) -> {
            assertThat(sql).isEqualTo("SELECT CAST(? AS integer) IS NULL");
            if (bad.test(Integer.parseInt(values.get(0).toString()))) {
                throw new SQLException("alone", sqlState);
            }
            return List.of();
        });
    }

    private static PreparedTemplate askingAllAtOnce(boolean allAtOnce) {
        return prepared(BATCH, Optional.of(new InputCheck(TYPES, allAtOnce)));
    }

    private static PreparedTemplate prepared(RowWriter writer, Optional<InputCheck> check) {
        return prepared(writer, check, Optional.empty());
    }

    private static PreparedTemplate prepared(RowWriter writer, Optional<InputCheck> check, Optional<Sieve> sieve) {
        return new PreparedTemplate(TEMPLATE, TYPES, Forms.way(writer, BATCH, TEMPLATE, TYPES, sieve), check);
    }

    private void invalidInput(IntPredicate invalid) {
        database.answerQueriesWith((sql, values) -> IntStream.range(0, 5000)
                .filter(invalid)
                .<Map<String, Object>>mapToObj(number -> Map.of(
                        "number", number + 1, "message", "no number", "detail", "detail", "sql_error_code", "22P02"))
                .toList());
    }

    private Isolation isolation(int limit) {
        return new Isolation(database.connection(), ROW_BY_ROW, limit);
    }

    private Isolation isolation(PreparedTemplate template) {
        return new Isolation(database.connection(), template, 100);
    }

    private static void refuse(FakeConnection server, IntPredicate bad, String sqlState) {
        server.answerWith(values -> {
            if (bad.test(Integer.parseInt(values.get(0).toString()))) {
                throw new SQLException("row " + values.get(0) + " refused", sqlState);
            }
        });
    }

    private static boolean isArray(List<Object> values) {
        return values.get(0).toString().startsWith("{");
    }

    /** The elements of an array of numbers as UNNEST sends it. */
    private static List<String> elements(List<Object> values) {
        String literal = values.get(0).toString();
        if (!literal.startsWith("{")) {
            return List.of(literal);
        }
        return List.of(
                literal.substring(1, literal.length() - 1).replace("\"", "").split(","));
    }

    private static List<Integer> numbersUpTo(int count, IntPredicate wanted) {
        return IntStream.range(0, count).filter(wanted).boxed().collect(Collectors.toList());
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

    private static List<Integer> keptNumbers(FakeConnection server) {
        return server.kept().stream()
                .flatMap(values -> elements(values).stream())
                .map(Integer::valueOf)
                .toList();
    }
}
