package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumbo.option.LineEnd;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The row in jumbo_offsets is the only truth: who may change it, and which file it speaks of. */
class OffsetsIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String GUEST = "guest_without_create";
    private static final String WATCH = "oven";
    private static final ReadLimits LIMITS = new ReadLimits(1 << 16, 1 << 12, LineEnd.LF);

    @TempDir
    Path directory;

    @BeforeAll
    static void create_guest() {
        DATABASE.execute("CREATE ROLE " + GUEST + " LOGIN");
    }

    @BeforeEach
    void create_tables() {
        DATABASE.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;"
                + Tables.DDL);
    }

    private static Offsets offsets(Connection connection) {
        return Offsets.of(connection, WATCH);
    }

    // ---- who may change a row

    @Test
    void two_transactions_that_create_the_same_row_leave_one() throws Exception {
        try (Connection first = begin();
                Connection second = begin()) {
            offsets(first).create("a.txt", progress(10, "first"));
            CompletableFuture<Void> creating = CompletableFuture.runAsync(() ->
                    unchecked(() -> offsets(second).create("a.txt", progress(0, ""))));
            awaitWaiting();
            first.commit();
            creating.join();
            second.commit();
        }
        assertThat(table()).containsExactly("a.txt 10 current");
    }

    @Test
    void offset_created_and_rolled_back_was_never_there() throws Exception {
        try (Connection connection = begin()) {
            offsets(connection).create("a.txt", progress(10, "x"));
            connection.rollback();
        }
        assertThat(table()).isEmpty();
    }

    @Test
    void advance_is_compare_and_set_on_the_offset() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", progress(0, "none")));
        commit(connection -> advance(connection, "a.txt", progress(0, "none"), progress(10, "ten")));
        assertMoved(connection -> advance(connection, "a.txt", progress(0, "none"), progress(10, "ten")));
        assertMoved(connection -> advance(connection, "a.txt", progress(20, "ten"), progress(30, "x")));
        assertMoved(connection -> advance(connection, "b.txt", progress(10, "ten"), progress(30, "x")));
        assertMoved(connection ->
                Offsets.of(connection, "other").advance(id("a.txt"), "a.txt", progress(10, "ten"), progress(30, "x")));
        assertThat(table()).containsExactly("a.txt 10 current");
    }

    @Test
    void advance_is_compare_and_set_on_both_hashes_of_the_content_too() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", progress(10, "head", "tail")));
        assertMoved(connection -> advance(connection, "a.txt", progress(10, "other", "tail"), progress(30, "x")));
        assertMoved(connection -> advance(connection, "a.txt", progress(10, "head", "other"), progress(30, "x")));
        commit(connection -> advance(connection, "a.txt", progress(10, "head", "tail"), progress(30, "new", "end")));
        assertThat(current("a.txt").progress()).isEqualTo(progress(30, "new", "end"));
    }

    /** A file that another one has replaced is read to its end all the same; its row, not the path's, is moved. */
    @Test
    void advance_moves_the_row_of_the_file_also_when_it_was_set_aside() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", progress(10, "x")));
        FileOffset read = current("a.txt");
        commit(connection -> offsets(connection).setAside(read));
        commit(connection -> offsets(connection).create("a.txt", progress(10, "x")));
        commit(connection -> offsets(connection).advance(read.id(), "a.txt", progress(10, "x"), progress(20, "y")));
        assertThat(table()).containsExactly("a.txt 10 current", "a.txt 20 replaced");
    }

    @Test
    void advance_does_not_wait_for_another_transaction_that_moves_the_same_row() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", progress(0, "x")));
        commit(connection -> offsets(connection).create("b.txt", progress(0, "x")));
        try (Connection first = begin();
                Connection second = begin()) {
            advance(first, "a.txt", progress(0, "x"), progress(10, "y"));
            advance(second, "b.txt", progress(0, "x"), progress(10, "y"));
            assertState("55P03", () -> advance(second, "a.txt", progress(0, "x"), progress(20, "z")));
            second.rollback();
            first.commit();
            assertThatThrownBy(() -> advance(second, "a.txt", progress(0, "x"), progress(20, "z")))
                    .isInstanceOf(OffsetMovedException.class);
        }
        assertThat(table()).containsExactly("a.txt 10 current", "b.txt 0 current");
    }

    @Test
    void row_is_only_renamed_set_aside_or_removed_as_it_was_read() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", progress(0, "none")));
        FileOffset read = current("a.txt");
        commit(connection -> advance(connection, "a.txt", progress(0, "none"), progress(10, "ten")));
        assertMoved(connection -> offsets(connection).rename(read, "b.txt", observed()));
        assertMoved(connection -> offsets(connection).setAside(read));
        assertMoved(connection -> offsets(connection).cut(read, "b.txt"));
        assertMoved(connection -> offsets(connection).remove(read));
        assertThat(table()).containsExactly("a.txt 10 current");

        FileOffset again = current("a.txt");
        commit(connection -> offsets(connection).setAside(again));
        assertMoved(connection -> offsets(connection).setAside(again));
        assertMoved(connection -> offsets(connection).rename(again, "b.txt", observed()));
        commit(connection -> {
            FileOffset setAside = offsets(connection).findById(again.id()).orElseThrow();
            offsets(connection).rename(setAside, "b.txt", observed());
        });
        assertThat(table()).containsExactly("b.txt 10 current");
        assertMoved(connection -> offsets(connection).setAside(again));
    }

    /** Another instance found another file at the path, and continued the offset with that. */
    @Test
    void row_is_only_set_aside_for_the_file_it_was_read_for() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", keyed("one")));
        FileOffset read = current("a.txt");
        commit(connection -> offsets(connection).moveTo(read, keyed("another")));
        assertMoved(connection -> offsets(connection).setAside(read));
        assertThat(table()).containsExactly("a.txt 0 current");
    }

    @Test
    void stale_attempt_to_set_a_row_aside_does_not_cost_the_one_set_aside_before() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", progress(5, "old")));
        FileOffset old = current("a.txt");
        commit(connection -> offsets(connection).setAside(old));
        commit(connection -> offsets(connection).create("a.txt", progress(0, "none")));
        FileOffset read = current("a.txt");
        commit(connection -> advance(connection, "a.txt", progress(0, "none"), progress(10, "ten")));
        assertMoved(connection -> offsets(connection).setAside(read));
        assertThat(table()).containsExactly("a.txt 10 current", "a.txt 5 replaced");
    }

    // ---- which row a file has

    @Test
    void ten_rows_are_kept_for_each_path_that_was_replaced_the_latest() throws Exception {
        for (int replaced = 1; replaced <= 12; replaced++) {
            Progress progress = progress(replaced, "x");
            commit(connection -> offsets(connection).create("a.txt", progress));
            FileOffset read = current("a.txt");
            commit(connection -> {
                offsets(connection).setAside(read);
                offsets(connection).keepLatestSetAside("a.txt");
            });
        }
        assertThat(DATABASE.column("SELECT next_byte FROM jumbo_offsets ORDER BY next_byte"))
                .containsExactly("3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
    }

    @Test
    void rows_are_found_by_file_key_current_ones_first_but_never_the_current_one_of_the_same_path() throws Exception {
        for (String path : List.of("a", "b", "c")) {
            commit(connection -> offsets(connection).create(path, keyed("key")));
            FileOffset read = current(path);
            commit(connection -> offsets(connection).setAside(read));
        }
        commit(connection -> offsets(connection).create("a", keyed("key")));
        commit(connection -> offsets(connection).create("d", keyed("other key")));
        commit(connection -> Offsets.of(connection, "other").create("e", keyed("key")));
        assertThat(byKey("key", "x")).containsExactly("a", "c", "b", "a");
        assertThat(byKey("key", "a")).containsExactly("c", "b", "a");
        assertThat(byKey("key", "c")).containsExactly("a", "c", "b", "a");
    }

    // ---- the start of a watch

    @Test
    void watch_that_began_at_the_end_notes_it_and_never_moves_an_offset_that_is_there() throws Exception {
        WatchStart start = new WatchStart(WATCH);
        commit(connection -> assertThat(start.isFirst(connection)).isTrue());
        commit(connection -> start.beginAt(connection, Map.of("a.txt", progress(10, "x"))));
        commit(connection -> assertThat(start.isFirst(connection)).isFalse());
        commit(connection -> start.beginAt(connection, Map.of("a.txt", progress(20, "y"), "b.txt", progress(3, "z"))));
        assertThat(table()).containsExactly(" 0 current", "a.txt 10 current", "b.txt 3 current");
        commit(connection ->
                assertThat(new WatchStart("other").isFirst(connection)).isTrue());
        commit(connection -> assertThat(WrittenFile.all(connection))
                .extracting(WrittenFile::path)
                .containsExactly("a.txt", "b.txt"));
    }

    // ---- for people

    @Test
    void written_files_are_one_for_each_path_with_what_was_lost_under_it() throws Exception {
        DATABASE.execute(
                "INSERT INTO jumbo_offsets (watch, path, next_byte, lines, head_sha256, tail_sha256, updated_at,"
                        + " gone_at, replaced_at, abandoned_bytes) VALUES"
                        + " ('oven', '', 0, 0, '', '', now(), NULL, NULL, 0),"
                        + " ('oven', 'here', 1, 1, '', '', now(), NULL, NULL, 0),"
                        + " ('oven', 'gone', 2, 1, '', '', now(), '2026-11-24 10:00Z', NULL, 20),"
                        + " ('oven', 'replaced', 3, 1, '', '', now(), NULL, NULL, 3),"
                        + " ('oven', 'replaced', 4, 1, '', '', now(), NULL, '2026-11-24 10:00Z', 30),"
                        + " ('oven', 'replaced', 5, 1, '', '', now(), '2026-11-24 09:00Z', '2026-11-24 11:00Z', 300),"
                        + " ('oven', 'no-more', 6, 1, '', '', now(), NULL, '2026-11-24 10:00Z', 0),"
                        + " ('oven', 'lost', 7, 1, '', '', now(), NULL, '2026-11-24 10:00Z', 40),"
                        + " ('oven', 'lost', 8, 1, '', '', now(), NULL, '2026-11-24 11:00Z', 0),"
                        + " ('scale', 'replaced', 9, 1, '', '', now(), NULL, NULL, 0)");
        List<String> files = new ArrayList<>();
        commit(connection -> WrittenFile.all(connection)
                .forEach(file -> files.add(file.watch() + " " + file.path() + " " + file.nextByte() + " lost "
                        + file.abandonedBytes()
                        + file.goneAt().map(time -> " gone " + time).orElse(""))));
        assertThat(files)
                .containsExactly(
                        "oven gone 2 lost 20 gone 2026-11-24T10:00:00Z",
                        "oven here 1 lost 0",
                        "oven lost 8 lost 40 gone 2026-11-24T11:00:00Z",
                        "oven replaced 3 lost 333",
                        "scale replaced 9 lost 0");
    }

    @Test
    void tables_are_created_where_they_are_missing_and_left_alone_where_not() throws Exception {
        commit(connection -> offsets(connection).create("a.txt", progress(10, "x")));
        DATABASE.execute("DROP TABLE jumbo_dead_letters");
        commit(WatchStart::createTables);
        commit(WatchStart::createTables);
        assertThat(table()).containsExactly("a.txt 10 current");
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
    }

    @Test
    void two_processes_may_create_the_tables_at_the_same_time() throws Exception {
        DATABASE.execute("DROP TABLE jumbo_offsets, jumbo_dead_letters");
        try (Connection first = begin();
                Connection second = begin()) {
            WatchStart.createTables(first);
            CompletableFuture<Void> creating =
                    CompletableFuture.runAsync(() -> unchecked(() -> WatchStart.createTables(second)));
            awaitWaiting();
            first.commit();
            creating.join();
            second.commit();
        }
        assertThat(DATABASE.count("jumbo_offsets")).isZero();
    }

    @Test
    void no_privilege_to_create_is_needed_where_the_tables_are_there() throws Exception {
        DATABASE.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets, jumbo_dead_letters TO " + GUEST);
        Transaction.run(DATABASE.dataSource(GUEST), connection -> {
            WatchStart.createTables(connection);
            offsets(connection).create("a.txt", progress(0, "x"));
            FileOffset created = offsets(connection).find("a.txt").orElseThrow();
            offsets(connection).advance(created.id(), "a.txt", progress(0, "x"), progress(10, "y"));
            return null;
        });
        assertThat(table()).containsExactly("a.txt 10 current");
    }

    @Test
    void create_table_may_be_refused_or_find_the_table_but_not_be_wrong() throws Exception {
        String create = "CREATE TABLE readings (v float8)";
        try (Connection guest = begin(GUEST)) {
            Optional<SQLException> refused = WatchStart.createTable(guest, create);
            assertThat(refused).map(SQLException::getSQLState).contains("42501");
            assertThat(guest.createStatement().execute("SELECT 1"))
                    .as("still usable")
                    .isTrue();
        }
        commit(connection ->
                assertThat(WatchStart.createTable(connection, create)).isEmpty());
        commit(connection -> {
            assertThat(WatchStart.createTable(connection, create)).as("exists").isEmpty();
            offsets(connection).create("a.txt", progress(10, "x"));
        });
        assertThat(table()).containsExactly("a.txt 10 current");
        try (Connection connection = begin()) {
            assertState("42601", () -> WatchStart.createTable(connection, "CREATE TABLE more (v float8"));
        }
    }

    // ---- the released shape

    @Test
    void columns_are_the_released_ones() {
        assertThat(columns("jumbo_offsets"))
                .containsExactly(
                        "file_id bigint NO",
                        "watch text NO",
                        "path text NO",
                        "next_byte bigint NO",
                        "lines bigint NO",
                        "file_key text YES",
                        "head_sha256 text NO",
                        "tail_sha256 text NO",
                        "replaced_at timestamp with time zone YES",
                        "updated_at timestamp with time zone NO",
                        "head bytea YES",
                        "tail bytea YES",
                        "modified_at timestamp with time zone YES",
                        "gone_at timestamp with time zone YES",
                        "abandoned_bytes bigint NO",
                        "changed_at timestamp with time zone YES",
                        "learnt text YES");
        assertThat(columns("jumbo_dead_letters"))
                .containsExactly(
                        "id bigint NO",
                        "watch text NO",
                        "path text NO",
                        "line_number bigint NO",
                        "first_byte bigint NO",
                        "line bytea NO",
                        "line_bytes bigint NO",
                        "sqlstate text NO",
                        "reason text NO",
                        "template text NO",
                        "rejected_at timestamp with time zone NO",
                        "learnt text YES");
    }

    /** As release 1.0 left it behind 250 of 300 lines. Never edited: whatever a later release stores, it must read this. */
    @Test
    void row_of_release_1_is_read_on_from() throws Exception {
        DATABASE.execute("INSERT INTO jumbo_offsets (watch, path, next_byte, lines, file_key, head_sha256, tail_sha256)"
                + " VALUES ('oven', 'golden.txt', 2250, 250, '(dev=801,ino=4711)',"
                + " '381b49b1d40eeebbe4ead730fa5798eabc18d603e8b9ed1f99d87e2a0fbfdaaf',"
                + " 'eb9aee62463d636573e7625f2f30d5a18f7bdeb49cca228cfc92ea0819bf827f')");
        Path file = directory.resolve("golden.txt");
        Files.writeString(
                file,
                IntStream.rangeClosed(1, 300)
                        .mapToObj(number -> String.format(Locale.ROOT, "line %03d\n", number))
                        .collect(Collectors.joining()));
        Progress progress = current("golden.txt").progress();
        assertThat(Comparison.of(file, progress, Optional.empty()).match()).isEqualTo(Match.SAME);
        assertThat(progress.nextByte()).isEqualTo(2250);
        assertThat(progress.lines()).isEqualTo(250);
        assertThat(readOn(file)).hasSize(50).startsWith("line 251").endsWith("line 300");
        assertThat(DATABASE.column("SELECT concat_ws(' ', next_byte, lines, head_sha256) FROM jumbo_offsets"))
                .containsExactly("2700 300 381b49b1d40eeebbe4ead730fa5798eabc18d603e8b9ed1f99d87e2a0fbfdaaf");
    }

    @Test
    void documentation_shows_the_sql_that_is_run() throws IOException {
        assertThat(Files.readString(Path.of("docs/tables.md"))).contains("```sql\n" + Tables.DDL + "```\n");
    }

    // ----

    private interface Change {
        void in(Connection connection) throws SQLException;
    }

    private static void commit(Change change) throws SQLException, IOException {
        Transaction.run(DATABASE.dataSource(), connection -> {
            change.in(connection);
            return null;
        });
    }

    private static void assertMoved(Change change) {
        assertThatThrownBy(() -> commit(change)).isInstanceOf(OffsetMovedException.class);
    }

    private static void assertState(String sqlState, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(sqlState);
    }

    private static Connection begin() throws SQLException {
        return begin("postgres");
    }

    private static Connection begin(String user) throws SQLException {
        Connection connection = DATABASE.dataSource(user).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void unchecked(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Until a transaction of this test waits for another one. */
    private static void awaitWaiting() {
        await().untilAsserted(() -> assertThat(
                        DATABASE.column(
                                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))
                .isNotEmpty());
    }

    private static Progress progress(long nextByte, String content) {
        return progress(nextByte, content, content);
    }

    private static Progress progress(long nextByte, String head, String tail) {
        return new Progress(nextByte, nextByte, Optional.empty(), new Evidence(head, tail));
    }

    private static Progress keyed(String fileKey) {
        return new Progress(0, 0, Optional.of(fileKey), new Evidence("head", "tail"));
    }

    private void advance(Connection connection, String path, Progress before, Progress after) throws SQLException {
        offsets(connection).advance(id(path), path, before, after);
    }

    /** Key of the latest row of a path, whatever its state; of none, if there is none. */
    private static long id(String path) {
        return DATABASE.column("SELECT coalesce(max(file_id), 0) FROM jumbo_offsets WHERE path = ?", path).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private FileOffset current(String path) throws SQLException, IOException {
        return Transaction.run(
                        DATABASE.dataSource(), connection -> offsets(connection).find(path))
                .orElseThrow();
    }

    private List<String> byKey(String fileKey, String exceptPath) throws SQLException, IOException {
        return Transaction.run(
                        DATABASE.dataSource(), connection -> offsets(connection).findByKey(fileKey, exceptPath))
                .stream()
                .map(FileOffset::path)
                .toList();
    }

    private static List<String> table() {
        return DATABASE.column("SELECT path || ' ' || next_byte || CASE WHEN replaced_at IS NULL THEN ' current' ELSE"
                + " ' replaced' END FROM jumbo_offsets ORDER BY path COLLATE \"C\", replaced_at NULLS FIRST");
    }

    private static List<String> columns(String table) {
        return DATABASE.column(
                "SELECT column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns"
                        + " WHERE table_name = ? ORDER BY ordinal_position",
                table);
    }

    /** The lines behind what was read of a file, if it still starts with that; moves the offset behind them. */
    private List<String> readOn(Path file) throws SQLException, IOException {
        FileOffset from = current(name(file));
        List<String> lines = new ArrayList<>();
        try (TailReader reader =
                TailReader.open(file, from.id(), name(file), from.progress(), TailReader.observe(file), LIMITS)) {
            Optional<Chunk> next = reader.next();
            while (next.isPresent()) {
                Chunk chunk = next.get();
                commit(connection ->
                        offsets(connection).advance(chunk.fileId(), chunk.path(), chunk.before(), chunk.after()));
                for (LineRecord line : chunk.records()) {
                    lines.add(line.text());
                }
                next = reader.next();
            }
        }
        return lines;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Observation observed() {
        return new Observation(10, Optional.of("key"), Instant.EPOCH);
    }
}
