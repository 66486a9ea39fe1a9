package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.option.LineEnd;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving an offset costs the server little, however often: no index is touched, and old versions make room for new ones. */
class HotOffsetsIT {

    private static final String OLD_INDEX =
            "CREATE INDEX jumbo_offsets_watch_head ON jumbo_offsets (watch, head_sha256, updated_at)";

    private static final String AS_AN_EARLIER_RELEASE_LEFT_IT = Tables.DDL
            + "ALTER TABLE jumbo_offsets RESET (fillfactor);" + "DROP INDEX jumbo_offsets_watch_beginning;" + OLD_INDEX;

    private static final String SPEED = "SELECT coalesce(array_to_string(reloptions, ' '), 'none') || ' '"
            + " || coalesce(to_regclass('jumbo_offsets_watch_head')::text, 'no old index') || ' '"
            + " || coalesce(to_regclass('jumbo_offsets_watch_beginning')::text, 'no new index')"
            + " FROM pg_class WHERE oid = 'jumbo_offsets'::regclass";

    private static final String FAST = "fillfactor=50 no old index jumbo_offsets_watch_beginning";
    private static final String SLOW = "none jumbo_offsets_watch_head no new index";

    private static final int CHUNKS = 400;

    private final TestDatabase database = TestDatabase.create();

    @TempDir
    Path directory;

    @Test
    void nine_of_ten_moves_of_an_offset_touch_no_index() throws Exception {
        database.execute(Tables.DDL);
        moveByOneLineEach();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statistics("n_tup_upd")).isEqualTo(CHUNKS));
        assertThat(statistics("n_tup_hot_upd")).isGreaterThanOrEqualTo(CHUNKS * 9 / 10);
        assertThat(Long.parseLong(database.column("SELECT pg_relation_size('jumbo_offsets')")
                        .get(0)))
                .as("bytes of a table with one row")
                .isLessThan(20 * 8192);
    }

    @Test
    void table_of_an_earlier_release_is_brought_there() throws Exception {
        database.execute(AS_AN_EARLIER_RELEASE_LEFT_IT);
        assertThat(database.column(SPEED)).containsExactly(SLOW);
        speedUp("postgres");
        assertThat(database.column(SPEED)).containsExactly(FAST);
        speedUp("postgres");
        assertThat(database.column(SPEED)).containsExactly(FAST);
    }

    @Test
    void table_of_another_owner_stays_as_it_is_and_works() throws Exception {
        String guest = database.name() + "_guest";
        database.execute(AS_AN_EARLIER_RELEASE_LEFT_IT + "; CREATE ROLE " + guest
                + " LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets, jumbo_dead_letters TO " + guest);
        Transaction.run(database.dataSource(guest), connection -> {
            WatchStart.createTables(connection);
            return null;
        });
        speedUp(guest);
        assertThat(database.column(SPEED)).containsExactly(SLOW);
        moveByOneLineEach();
        assertThat(database.column("SELECT lines FROM jumbo_offsets")).containsExactly(String.valueOf(CHUNKS));
    }

    @Test
    void table_that_somebody_uses_is_not_waited_for() throws Exception {
        database.execute(AS_AN_EARLIER_RELEASE_LEFT_IT);
        try (Connection user = database.dataSource().getConnection()) {
            user.setAutoCommit(false);
            user.createStatement().execute("LOCK TABLE jumbo_offsets IN ROW EXCLUSIVE MODE");
            speedUp("postgres");
            assertThat(database.column(SPEED)).containsExactly(SLOW);
            user.rollback();
        }
        speedUp("postgres");
        assertThat(database.column(SPEED)).containsExactly(FAST);
    }

    private void speedUp(String user) throws SQLException, IOException {
        Transaction.run(database.dataSource(user), connection -> {
            Tables.speedUp(connection);
            return null;
        });
    }

    private long statistics(String column) {
        return Long.parseLong(
                database.column("SELECT " + column + " FROM pg_stat_user_tables WHERE relname = 'jumbo_offsets'")
                        .get(0));
    }

    /** As many transactions as there are lines. */
    private void moveByOneLineEach() throws SQLException, IOException {
        Path file = directory.resolve("a.txt");
        StringBuilder content = new StringBuilder();
        for (int line = 1; line <= CHUNKS; line++) {
            content.append(
                    String.format(Locale.ROOT, "2026-11-30 10:%02d:%02d;%08.3f%n", line / 60, line % 60, line * 1.5));
        }
        Files.writeString(file, content);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Offsets.of(connection, "oven")
                    .create("a.txt", Progress.none(TailReader.observe(file).fileKey()));
            FileOffset start = Offsets.of(connection, "oven").find("a.txt").orElseThrow();
            connection.commit();
            try (TailReader reader = TailReader.open(
                    file,
                    start.id(),
                    "a.txt",
                    start.progress(),
                    TailReader.observe(file),
                    new ReadLimits(30, 30, LineEnd.LF))) {
                Optional<Chunk> chunk = reader.next();
                while (chunk.isPresent()) {
                    Offsets.of(connection, "oven")
                            .advance(
                                    start.id(),
                                    "a.txt",
                                    chunk.get().before(),
                                    chunk.get().after());
                    connection.commit();
                    chunk = reader.next();
                }
            }
        }
    }
}
