package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumbo.offset.Tables;
import io.jumbo.offset.Transaction;
import io.jumbo.option.DateOptions;
import io.jumbo.option.LineEnd;
import io.jumbo.option.LineFormat;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.FileText;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.Source;
import io.jumbo.write.template.InvalidTemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A dead letter becomes a row and leaves in one transaction; what still fails stays. */
class ReplayIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final FieldFormat FORMAT = new FieldFormat(LineFormat.AUTO, ',', Optional.of('"'));
    private static final String WATCH = "oven";
    private static final String INSERT = "INSERT INTO t (v) VALUES (%s)";

    @BeforeEach
    void create_tables() {
        DATABASE.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;" + Tables.DDL
                + "CREATE TABLE t (id serial, v float8 CHECK (v < 1000))");
    }

    @Test
    void what_the_table_takes_now_becomes_rows_and_is_no_dead_letter_any_more() throws Exception {
        store("1.5", "2.5");
        assertThat(replay(INSERT)).isEqualTo("2 inserted, 0 refused");
        assertThat(values()).containsExactly("1.5", "2.5");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void second_replay_adds_nothing() throws Exception {
        store("1", "x", "2");
        assertThat(replay(INSERT)).isEqualTo("2 inserted, 1 refused");
        assertThat(replay(INSERT)).isEqualTo("0 inserted, 1 refused");
        assertThat(values()).containsExactly("1", "2");
    }

    @Test
    void rows_and_dead_letters_change_together_or_not_at_all() throws Exception {
        store("1", "x", "2");
        List<String> before = deadLetters();
        Transaction.undo(DATABASE.dataSource(), connection -> {
            Replay.Result result = new Replay(WATCH, INSERT, FORMAT, DateOptions.NONE).next(connection, 0);
            assertThat(result.inserted()).isEqualTo(2);
            assertThat(result.refused()).isEqualTo(1);
            return null;
        });
        assertThat(values()).isEmpty();
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    void nothing_changes_where_the_connection_is_lost_before_the_commit() throws Exception {
        store("1", "x", "2");
        List<String> before = deadLetters();
        try (Connection connection = begin()) {
            new Replay(WATCH, INSERT, FORMAT, DateOptions.NONE).next(connection, 0);
            DATABASE.execute("SELECT pg_terminate_backend(" + pid(connection) + ")");
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        assertThat(values()).isEmpty();
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    void what_still_fails_stays_and_says_why_when_and_by_which_statement() throws Exception {
        DATABASE.execute("CREATE TABLE cold (v float8 CHECK (v < 1000))");
        store("2000", "1", "x");
        DATABASE.execute("UPDATE jumbo_dead_letters SET rejected_at = '2000-01-01'");
        String insert = "INSERT INTO cold VALUES (%s)";
        replay(insert);
        assertThat(
                        DATABASE.column(
                                "SELECT concat_ws('|', id, line_number, convert_from(line, 'UTF8'), sqlstate, reason,"
                                        + " template, rejected_at > now() - interval '1 hour') FROM jumbo_dead_letters ORDER BY id"))
                .containsExactly(
                        "1|1|2000|23514|new row for relation \"cold\" violates check constraint \"cold_v_check\""
                                + " (Failing row contains (2000).)|" + insert + "|t",
                        "3|3|x|22P02|invalid input syntax for type double precision: \"x\"|" + insert + "|t");
    }

    @Test
    void rows_come_in_the_order_of_the_dead_letters() throws Exception {
        store("3", "1", "2");
        replay(INSERT);
        assertThat(DATABASE.column("SELECT v FROM t ORDER BY id")).containsExactly("3", "1", "2");
    }

    @Test
    void line_of_which_only_the_head_was_kept_is_never_inserted() throws Exception {
        add(WATCH, "a.txt", LineRecord.stored(1, 0, 9, bytes("1.5")));
        DATABASE.execute("CREATE TABLE heads (line text)");
        for (String template : List.of(
                INSERT, "INSERT INTO t (v) VALUES (1)", "INSERT INTO heads VALUES (%(line)s)", "DELETE FROM heads")) {
            assertThat(replay(template)).isEqualTo("0 inserted, 1 refused");
        }
        assertThat(values()).isEmpty();
        assertThat(DATABASE.count("heads")).isZero();
        assertThat(deadLetters()).containsExactly("1 54000 1.5");
        assertThat(DATABASE.column("SELECT line_bytes FROM jumbo_dead_letters")).containsExactly("9");
    }

    @Test
    void names_values_and_times_are_those_of_the_first_try() throws Exception {
        Instant read = Instant.parse("2026-03-01T12:00:00.000001Z");
        Learnt learnt = new Learnt(new FieldNames(List.of("b", "v")), Map.of("header:Sample ID", "A-7"));
        LineRecord line = LineRecord.stored(3, 30, 5, bytes("x,1.5")).below(learnt);
        Source source = new Source(WATCH, "a.txt", Optional.of(read.minusSeconds(9)), read, "bench-3");
        Transaction.run(DATABASE.dataSource(), connection -> {
            new DeadLetters(WATCH)
                    .add(
                            connection,
                            source,
                            "INSERT INTO nowhere VALUES (%s)",
                            List.of(new Rejection(line, "00000", "x")));
            return null;
        });
        DATABASE.execute("CREATE TABLE m (v float8, id text, host text, read timestamptz, modified timestamptz)");
        assertThat(replay("INSERT INTO m VALUES (%(v)s, %(header:Sample ID)s, %(host)s, %(read_at)s, %(modified_at)s)"))
                .isEqualTo("1 inserted, 0 refused");
        assertThat(DATABASE.column("SELECT concat_ws('|', v, id, host, read - modified, read = '" + read + "') FROM m"))
                .containsExactly("1.5|A-7|bench-3|00:00:09|t");
    }

    @Test
    void line_of_another_charset_is_read_as_the_watch_says() throws Exception {
        DATABASE.execute("CREATE TABLE units (unit text)");
        byte[] latin1 = "\u00B0C".getBytes(StandardCharsets.ISO_8859_1);
        FileText text = FileText.of(StandardCharsets.ISO_8859_1, LineEnd.LF);
        add(WATCH, "a.txt", LineRecord.stored(text, 1, 0, latin1.length, latin1));
        Replay replay = new Replay(WATCH, "INSERT INTO units VALUES (%s)", FORMAT, DateOptions.NONE, text, Map.of());
        assertThat(Transaction.run(DATABASE.dataSource(), connection -> replay.next(connection, 0))
                        .inserted())
                .isEqualTo(1);
        assertThat(DATABASE.column("SELECT unit FROM units")).containsExactly("\u00B0C");
    }

    @Test
    void line_that_is_no_text_stays_byte_for_byte() throws Exception {
        byte[] latin1 = "23,5 \u00B0C".getBytes(StandardCharsets.ISO_8859_1);
        add(WATCH, "a.txt", LineRecord.stored(1, 0, latin1.length, latin1));
        assertThat(replay(INSERT)).isEqualTo("0 inserted, 1 refused");
        assertThat(DATABASE.column("SELECT sqlstate || ' ' || encode(line, 'hex') FROM jumbo_dead_letters"))
                .containsExactly("22021 32332c3520b043");
    }

    @Test
    void metadata_are_those_of_the_line_in_its_own_file() throws Exception {
        add(WATCH, "2026/a.txt", LineRecord.stored(7, 700, 3, bytes("1.5")));
        add(WATCH, "b.txt", LineRecord.stored(1, 0, 3, bytes("2.5")));
        DATABASE.execute("CREATE TABLE m (watch text, path text, name text, n int, at_byte int, line text, v float8)");
        replay(
                "INSERT INTO m VALUES (%(watch)s, %(path)s, :?file_name, %(line_number)s, %(first_byte)s, %(line)s, %s)");
        assertThat(DATABASE.column("SELECT concat_ws('|', watch, path, name, n, at_byte, line, v) FROM m ORDER BY v"))
                .containsExactly("oven|2026/a.txt|a.txt|7|700|1.5|1.5", "oven|b.txt|b.txt|1|0|2.5|2.5");
    }

    @Test
    void template_may_have_other_fields_than_the_one_that_refused() throws Exception {
        store("1,C", "2", "3,\"K,k\"");
        DATABASE.execute("ALTER TABLE t ADD unit text");
        assertThat(replay("INSERT INTO t (v, unit) VALUES (%s, %s)")).isEqualTo("2 inserted, 1 refused");
        assertThat(DATABASE.column("SELECT v || unit FROM t ORDER BY id")).containsExactly("1C", "3K,k");
        assertThat(deadLetters()).containsExactly("2 22P04 2");
    }

    @Test
    void template_that_needs_a_header_is_refused_and_nothing_changes() throws Exception {
        store("1", "x");
        List<String> before = deadLetters();
        assertThatThrownBy(() -> replay("INSERT INTO t (id, v) VALUES (:?station, %s)"))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessageContaining("nothing is known under the name station;");
        assertThat(values()).isEmpty();
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    void statement_the_server_does_not_know_is_refused_and_nothing_changes() throws Exception {
        store("1", "x");
        List<String> before = deadLetters();
        assertThatThrownBy(() -> replay("INSERT INTO gone (v) VALUES (%s)"))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42P01");
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    void dead_letters_of_other_watches_are_left_alone() throws Exception {
        store("1");
        add("other", "a.txt", LineRecord.stored(1, 0, 1, bytes("2")));
        assertThat(replay(INSERT)).isEqualTo("1 inserted, 0 refused");
        assertThat(values()).containsExactly("1");
        assertThat(deadLetters()).containsExactly("2 00000 2");
    }

    @Test
    void deferred_constraint_costs_its_own_line_only() throws Exception {
        DATABASE.execute("ALTER TABLE t ADD UNIQUE (v) DEFERRABLE INITIALLY DEFERRED");
        store("1", "2", "1", "3");
        assertThat(replay(INSERT)).isEqualTo("3 inserted, 1 refused");
        assertThat(values()).containsExactly("1", "2", "3");
        assertThat(deadLetters()).containsExactly("3 23505 1");
    }

    @Test
    void two_replays_at_the_same_time_do_not_double() throws Exception {
        store("1", "2", "x");
        try (Connection first = begin();
                Connection second = begin()) {
            Replay replay = new Replay(WATCH, INSERT, FORMAT, DateOptions.NONE);
            assertThat(replay.next(first, 0).inserted()).isEqualTo(2);
            assertThat(replay.next(second, 0).isEmpty()).as("held by the first").isTrue();
            first.commit();
            assertThat(replay.next(second, 0).inserted()).as("already inserted").isZero();
            second.commit();
        }
        assertThat(values()).containsExactly("1", "2");
        assertThat(deadLetters()).containsExactly("3 22P02 x");
    }

    /** The second replay waits for a key of the first one's row, which then is there. */
    @Test
    void two_replays_of_different_dead_letters_may_meet_in_the_table() throws Exception {
        DATABASE.execute("ALTER TABLE t ADD UNIQUE (v)");
        store("1");
        try (Connection first = begin();
                Connection second = begin()) {
            Replay replay = new Replay(WATCH, INSERT, FORMAT, DateOptions.NONE);
            replay.next(first, 0);
            store("1", "2");
            CompletableFuture<Replay.Result> meeting = CompletableFuture.supplyAsync(() -> next(replay, second));
            await().untilAsserted(() -> assertThat(DATABASE.column("SELECT pid FROM pg_stat_activity WHERE pid = "
                            + pid(second) + " AND wait_event_type = 'Lock'"))
                    .isNotEmpty());
            first.commit();
            assertThat(meeting.join().inserted()).isEqualTo(1);
            second.commit();
        }
        assertThat(values()).containsExactly("1", "2");
        assertThat(deadLetters()).containsExactly("2 23505 1");
    }

    @Test
    void more_dead_letters_than_fit_one_transaction_are_replayed_one_transaction_after_the_other() throws Exception {
        int letters = 2 * Replay.BATCH + 1;
        store(IntStream.range(0, letters)
                .mapToObj(i -> i % 500 == 7 ? "x" : "-" + i)
                .toArray(String[]::new));
        Replay replay = new Replay(WATCH, INSERT, FORMAT, DateOptions.NONE);
        List<Replay.Result> results = new ArrayList<>();
        long last = 0;
        do {
            long afterId = last;
            results.add(Transaction.run(DATABASE.dataSource(), connection -> replay.next(connection, afterId)));
            last = results.get(results.size() - 1).lastId();
        } while (!results.get(results.size() - 1).isEmpty());
        assertThat(results).extracting(Replay.Result::inserted).containsExactly(998, 998, 1, 0);
        assertThat(results).extracting(Replay.Result::refused).containsExactly(2, 2, 0, 0);
        assertThat(DATABASE.column("SELECT count(*) || ' ' || count(DISTINCT v) FROM t"))
                .containsExactly("1997 1997");
        assertThat(deadLetters()).containsExactly("8 22P02 x", "508 22P02 x", "1008 22P02 x", "1508 22P02 x");
    }

    /** Every line stands alone in the end: the dearest case, and just within what one transaction may cost. */
    @Test
    void a_whole_transaction_of_lines_that_fail_again_stays_and_passes_once_the_table_takes_them() throws Exception {
        store(IntStream.rangeClosed(1, Replay.BATCH + 1)
                .mapToObj(i -> Integer.toString(1000 + i))
                .toArray(String[]::new));
        assertThat(replay(INSERT)).isEqualTo("0 inserted, 1001 refused");
        assertThat(DATABASE.column("SELECT DISTINCT sqlstate FROM jumbo_dead_letters"))
                .containsExactly("23514");
        DATABASE.execute("ALTER TABLE t DROP CONSTRAINT t_v_check");
        assertThat(replay(INSERT)).isEqualTo("1001 inserted, 0 refused");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void a_statement_with_a_header_of_the_route_is_replayed_with_the_header_that_is_given() throws Exception {
        DATABASE.execute("ALTER TABLE t ADD COLUMN device text");
        store("1");
        String template = "INSERT INTO t (v, device) VALUES (%s, :?device)";
        assertThatThrownBy(() -> replay(template))
                .hasMessageContaining("device")
                .hasMessageContaining("--header of a replay");

        Replay.Result result = Transaction.run(
                DATABASE.dataSource(),
                connection -> new Replay(WATCH, template, FORMAT, DateOptions.NONE, Map.of("device", "scale 7"))
                        .next(connection, 0));

        assertThat(result.inserted()).isEqualTo(1);
        assertThat(DATABASE.column("SELECT device FROM t")).containsExactly("scale 7");
    }

    /** Replays everything, each transaction committed, as the command does. */
    private static String replay(String template) throws SQLException, IOException {
        Replay replay = new Replay(WATCH, template, FORMAT, DateOptions.NONE);
        int inserted = 0;
        int refused = 0;
        Replay.Result result = Transaction.run(DATABASE.dataSource(), connection -> replay.next(connection, 0));
        while (!result.isEmpty()) {
            inserted += result.inserted();
            refused += result.refused();
            long last = result.lastId();
            result = Transaction.run(DATABASE.dataSource(), connection -> replay.next(connection, last));
        }
        return inserted + " inserted, " + refused + " refused";
    }

    private static Replay.Result next(Replay replay, Connection connection) {
        try {
            return replay.next(connection, 0);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Stores lines of one file as if they had been refused. */
    private static void store(String... lines) throws SQLException, IOException {
        List<LineRecord> records = new ArrayList<>();
        long firstByte = 0;
        for (int i = 0; i < lines.length; i++) {
            byte[] content = bytes(lines[i]);
            records.add(LineRecord.stored(i + 1, firstByte, content.length, content));
            firstByte += content.length + 1;
        }
        add(WATCH, "a.txt", records.toArray(new LineRecord[0]));
    }

    private static void add(String watch, String path, LineRecord... lines) throws SQLException, IOException {
        List<Rejection> rejections = Stream.of(lines)
                .map(line -> new Rejection(line, "00000", "refused by the test"))
                .toList();
        Transaction.run(DATABASE.dataSource(), connection -> {
            new DeadLetters(watch)
                    .add(
                            connection,
                            Source.of(watch, path, Optional.empty()),
                            "INSERT INTO nowhere VALUES (%s)",
                            rejections);
            return null;
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Connection begin() throws SQLException {
        Connection connection = DATABASE.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private static List<String> values() {
        return DATABASE.column("SELECT v FROM t ORDER BY v");
    }

    private static List<String> deadLetters() {
        return DATABASE.column(
                "SELECT concat_ws(' ', id, sqlstate, encode(line, 'escape')) FROM jumbo_dead_letters" + " ORDER BY id");
    }
}
