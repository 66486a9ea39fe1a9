package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.option.FileOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of two files is written first, where that makes a difference. */
class FileOrderScenarioIT extends Scenario {

    private static final int DAYS = 30;

    /** Listed in no order, and each of another length. */
    private void writeDays(int keys) throws IOException {
        List<Integer> days =
                new ArrayList<>(IntStream.rangeClosed(1, DAYS).boxed().toList());
        Collections.shuffle(days, new Random(1));
        for (int day : days) {
            StringBuilder lines = new StringBuilder();
            for (int key = 0; key < keys; key++) {
                lines.append(key).append(',').append(day).append('\n');
            }
            lines.append(("x," + day + "\n").repeat((day * 7) % 11 * 15));
            Files.writeString(directory.resolve(name(day)), lines);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO k VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET day = EXCLUDED.day",
                "INSERT INTO k VALUES (lower(%s), %s::int) ON CONFLICT (key) DO UPDATE SET day = EXCLUDED.day",
                "SELECT put(%s, %s)"
            })
    void the_last_of_thirty_daily_files_has_the_last_word(String insert) throws Exception {
        database.execute(
                "CREATE TABLE k (key text PRIMARY KEY, day int); CREATE FUNCTION put(text, int) RETURNS void LANGUAGE sql"
                        + " AS 'INSERT INTO k VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET day = EXCLUDED.day'");
        writeDays(50);
        start(watch().insert(insert));
        allIsWritten();
        assertThat(database.column("SELECT DISTINCT day FROM k")).containsExactly("30");
    }

    @Test
    void a_trigger_that_may_see_rows_of_other_files_brings_them_into_order() throws Exception {
        database.execute("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN NEW.line = (SELECT max(path) FROM t); RETURN NEW; END';"
                + " CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        writeDays(1);
        start();
        allIsWritten();
        assertThat(paths()).isSorted();
    }

    /** Eighteen chunks: more than a pass has. */
    @Test
    void a_file_does_not_overtake_one_that_takes_several_polls() throws Exception {
        Files.writeString(directory.resolve("b.txt"), "last\n");
        Files.writeString(directory.resolve("a.txt"), ("x".repeat(1023) + "\n").repeat(18 * 64));
        start(watch().chunkBytes(64 * 1024).fileOrder(FileOrder.NAME));
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(database.count("t")).isEqualTo(18 * 64 + 1));
        assertThat(database.column("SELECT path FROM t ORDER BY n DESC LIMIT 1"))
                .containsExactly("b.txt");
    }

    @Test
    void names_go_by_code_point_and_directories_by_their_forward_slash() throws Exception {
        List<String> names =
                List.of("B.txt", "a b.txt", "a/z.txt", "a.txt", "a0.txt", "\uFF5E.txt", "\uD83D\uDE00.txt");
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name + "\n");
        }
        start(watch().fileOrder(FileOrder.NAME));
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(database.count("t")).isEqualTo(names.size()));
        assertThat(paths())
                .containsExactly("B.txt", "a b.txt", "a.txt", "a/z.txt", "a0.txt", "\uFF5E.txt", "\uD83D\uDE00.txt");
    }

    @Test
    void files_go_in_the_order_of_their_last_change_where_that_is_wanted() throws Exception {
        writeDays(1);
        for (int day = 1; day <= DAYS; day++) {
            Path file = directory.resolve(name(day));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L - day / 2 * 1000L));
        }
        start(watch().fileOrder(FileOrder.MODIFIED));
        allIsWritten();
        List<String> paths = paths().stream().distinct().toList();
        assertThat(paths)
                .startsWith("day-30.txt", "day-28.txt", "day-29.txt", "day-26.txt")
                .endsWith("day-03.txt", "day-01.txt");
    }

    private void allIsWritten() throws IOException {
        long bytes = 0;
        for (int day = 1; day <= DAYS; day++) {
            bytes += Files.size(directory.resolve(name(day)));
        }
        String all = Long.toString(bytes);
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(database.column("SELECT sum(next_byte) FROM jumbo_offsets"))
                        .containsExactly(all));
    }

    private static String name(int day) {
        return "day-" + (day < 10 ? "0" : "") + day + ".txt";
    }

    private List<String> paths() {
        return database.column("SELECT path FROM t ORDER BY n");
    }
}
