package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.events.Listeners;
import io.jumbo.offset.Transactions;
import io.jumbo.option.LineEnd;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.FakeConnection;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.failure.FailureAction;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first polls of a watch, in which the database may be away. */
class PreparationTest {

    private static final SQLException REFUSED = new SQLException("refused", "08001");

    private static final String USER_TABLE = "CREATE TABLE IF NOT EXISTS lab (id float)";

    @TempDir
    Path directory;

    private final RecordedEvents events = new RecordedEvents();
    private final Database database = new Database();

    @BeforeEach
    void database_without_offsets() {
        database.connection.answerQueriesWith((sql, values) -> {
            if (sql.contains("RETURNING file_id")) {
                database.created.add(values.get(1) + " " + values.get(2) + " " + values.get(3));
                return List.of(Map.of("1", 1L));
            }
            return isAboutCrashes(sql) ? List.of() : List.of(Map.of("1", sql.contains("to_regclass")));
        });
    }

    // ---- from the beginning

    @Test
    void watch_from_the_beginning_reads_in_its_first_poll() throws Exception {
        Preparation preparation = preparation("beginning");
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(preparation.takesNote("a.txt", write("a.txt", "1\n"))).isFalse();
        preparation.afterPoll();
        assertThat(database.stored()).isEmpty();
    }

    @Test
    void nothing_is_read_before_the_database_was_there_and_tables_are_made_once() throws Exception {
        Preparation preparation = preparation("beginning");
        database.away = true;
        assertThatThrownBy(() -> preparation.beforePoll(Transactions.of(database.dataSource)))
                .isSameAs(REFUSED);
        assertThat(preparation.takesNote("a.txt", write("a.txt", "1\n"))).isTrue();
        database.away = false;
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(preparation.takesNote("a.txt", directory.resolve("a.txt"))).isFalse();
        assertThat(tablesCreated()).isEqualTo(1);
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(tablesCreated()).isEqualTo(1);
        preparation.tablesMayBeGone();
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(tablesCreated()).as("the database came back empty").isEqualTo(2);
    }

    @Test
    void server_that_is_too_old_is_told_so_and_nothing_is_made_there() throws Exception {
        Preparation preparation = preparation("beginning");
        database.connection.isOf(11);
        assertThatThrownBy(() -> preparation.beforePoll(Transactions.of(database.dataSource)))
                .hasMessage("the server is PostgreSQL 11.3, Jumbo needs 12 or later")
                .matches(failure -> FailureAction.of((SQLException) failure) == FailureAction.PAUSE);
        assertThat(preparation.takesNote("a.txt", write("a.txt", "1\n"))).isTrue();
        assertThat(tablesCreated()).isZero();
        database.connection.isOf(12);
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(tablesCreated()).isEqualTo(1);
    }

    @Test
    void another_database_is_prepared_as_at_a_start() throws Exception {
        Preparation preparation = preparation("beginning", USER_TABLE);
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(userTablesCreated()).isEqualTo(1);
        preparation.tablesMayBeGone();
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(userTablesCreated()).as("the same database is back").isEqualTo(1);

        database.connection.leadsTo("jdbc:postgresql://elsewhere/lab");
        preparation.tablesMayBeGone();
        preparation.beforePoll(Transactions.of(database.dataSource));

        assertThat(userTablesCreated()).isEqualTo(2);
        assertThat(preparation.takesNote("a.txt", write("a.txt", "1\n"))).isFalse();
    }

    @Test
    void in_another_database_a_watch_from_the_end_begins_at_the_end_again() throws Exception {
        Preparation preparation = preparation("end");
        preparation.beforePoll(Transactions.of(database.dataSource));
        preparation.afterPoll();
        preparation.beforePoll(Transactions.of(database.dataSource));
        database.stored();
        Path file = write("a.txt", "1\n2\n");

        database.connection.leadsTo("jdbc:postgresql://elsewhere/lab");
        preparation.tablesMayBeGone();
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(preparation.takesNote("a.txt", file)).isTrue();
        preparation.afterPoll();
        preparation.beforePoll(Transactions.of(database.dataSource));

        assertThat(database.stored()).containsExactly("a.txt 4 2", " 0 0");
        assertThat(preparation.takesNote("a.txt", file)).isFalse();
    }

    // ---- from the end

    @Test
    void first_poll_from_the_end_only_looks_and_needs_no_database() throws Exception {
        Preparation preparation = preparation("end");
        database.away = true;
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(preparation.takesNote("a.txt", write("a.txt", "1\n2\n3"))).isTrue();
        preparation.afterPoll();
        assertThatThrownBy(() -> preparation.beforePoll(Transactions.of(database.dataSource)))
                .isSameAs(REFUSED);
        write("a.txt", "1\n2\n3.5\n4\n");
        database.away = false;
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(database.stored())
                .as("what was complete at the first poll, and that there was one")
                .containsExactly("a.txt 4 2", " 0 0");
        assertThat(preparation.takesNote("a.txt", directory.resolve("a.txt"))).isFalse();
        assertThat(preparation.takesNote("b.txt", write("b.txt", "1\n")))
                .as("came later")
                .isFalse();
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(database.stored()).as("once").isEmpty();
    }

    @Test
    void watch_that_was_started_before_reads_on_from_its_offsets() throws Exception {
        database.connection.answerQueriesWith(
                (sql, values) -> isAboutCrashes(sql) ? List.of() : List.of(Map.of("1", sql.contains("EXISTS"))));
        Preparation preparation = preparation("end");
        preparation.beforePoll(Transactions.of(database.dataSource));
        preparation.takesNote("a.txt", write("a.txt", "1\n"));
        preparation.takesNote("b.txt", Files.createDirectory(directory.resolve("b.txt")));
        preparation.afterPoll();
        preparation.beforePoll(Transactions.of(database.dataSource));
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(database.stored()).isEmpty();
        assertThat(preparation.takesNote("a.txt", directory.resolve("a.txt"))).isFalse();
        assertThat(preparation.takesNote("b.txt", directory.resolve("b.txt"))).isFalse();
    }

    @Test
    void file_that_vanished_after_the_listing_is_not_waited_for() throws Exception {
        Preparation preparation = looked("gone.txt", directory.resolve("gone.txt"));
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(database.stored()).containsExactly(" 0 0");
        assertThat(preparation.takesNote("gone.txt", write("gone.txt", "1\n")))
                .as("there again, and new")
                .isFalse();
        assertThat(events.news()).isEmpty();
    }

    @Test
    void file_that_cannot_be_read_at_first_is_left_alone_until_its_end_is_known() throws Exception {
        Path file = Files.createDirectory(directory.resolve("a.txt"));
        Preparation preparation = looked("a.txt", file);
        assertThat(events.news()).containsExactly("file unreadable: a.txt");
        preparation.beforePoll(Transactions.of(database.dataSource));
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(preparation.takesNote("a.txt", file)).isTrue();
        assertThat(events.news()).as("told once").isEmpty();
        database.stored();
        Files.delete(file);
        write("a.txt", "1\n2\n");
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(database.stored()).contains("a.txt 4 2");
        assertThat(preparation.takesNote("a.txt", file)).isFalse();
    }

    /** Else its old lines would be written, all of them, when the database is back. */
    @Test
    void end_that_could_not_be_stored_is_stored_later() throws Exception {
        Path file = Files.createDirectory(directory.resolve("a.txt"));
        Preparation preparation = looked("a.txt", file);
        preparation.beforePoll(Transactions.of(database.dataSource));
        database.stored();
        Files.delete(file);
        write("a.txt", "1\n2\n");
        database.away = true;
        assertThatThrownBy(() -> preparation.beforePoll(Transactions.of(database.dataSource)))
                .isSameAs(REFUSED);
        database.away = false;
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(database.stored()).contains("a.txt 4 2");
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(database.stored()).isEmpty();
    }

    // ---- the user's table

    /** Whether the one of an INSERT is there is asked: RightsIT. */
    @Test
    void table_that_may_not_be_created_is_told_once_and_may_exist() throws Exception {
        database.connection.failOn("CREATE TABLE t (id float)", new SQLException("permission denied", "42501"));
        Preparation preparation = new Preparation(
                WatchOptions.of(
                        "data",
                        Map.of(
                                "start-at", "beginning",
                                "create-table", "CREATE TABLE t (id float)",
                                "insert", "SELECT keep(%s)")),
                new ReadLimits(2, 10, LineEnd.LF),
                new Listeners(List.of(events)));
        preparation.beforePoll(Transactions.of(database.dataSource));
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(events.news()).containsExactly("table not created: permission denied");
    }

    static boolean isAboutCrashes(String sql) {
        return sql.contains("GRANT") || sql.startsWith("EXPLAIN") || sql.contains("relpersistence");
    }

    private Preparation looked(String path, Path file) throws Exception {
        Preparation preparation = preparation("end");
        preparation.beforePoll(Transactions.of(database.dataSource));
        assertThat(preparation.takesNote(path, file)).isTrue();
        preparation.afterPoll();
        return preparation;
    }

    private Preparation preparation(String startAt) {
        return preparation(startAt, "");
    }

    private Preparation preparation(String startAt, String createTable) {
        return new Preparation(
                WatchOptions.of("data", Map.of("start-at", startAt, "create-table", createTable)),
                new ReadLimits(2, 10, LineEnd.LF),
                new Listeners(List.of(events)));
    }

    private Path write(String name, String content) throws IOException {
        return Files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    private long userTablesCreated() {
        return database.connection.calls().stream().filter(USER_TABLE::equals).count();
    }

    private long tablesCreated() {
        return database.connection.calls().stream()
                .filter(call -> call.startsWith("CREATE TABLE IF NOT EXISTS jumbo_offsets"))
                .count();
    }

    /** Stores what it is told, unless it is away. */
    private static final class Database {

        private final FakeConnection connection = new FakeConnection();
        private final List<String> created = new ArrayList<>();
        private boolean away;
        private final DataSource dataSource = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away) {
                        throw REFUSED;
                    }
                    return connection.connection();
                });

        /** Path, offset and lines of what was stored since the last time this was asked. */
        List<String> stored() {
            List<String> stored = List.copyOf(created);
            created.clear();
            return stored;
        }
    }
}
