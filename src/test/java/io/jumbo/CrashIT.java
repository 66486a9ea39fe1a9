package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.support.FailurePoint;
import io.jumbo.support.FailurePoint.Failure;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.InterceptedDataSource.Interceptor;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A failure at every single JDBC call on the way of a file into the database, in every way a call can fail: file number n of a template
 * meets the failure at its n-th call. Afterwards every file must have come to the same end. Several watches work at the same
 * time, since each waits a while after a failure.
 */
class CrashIT {

    /** Three chunks: rows with a bad line among them, a line that is too long and stands alone, rows; then an unfinished line. */
    private static final String LINES = "1\n2\nx\n\n4\nmuch too long a line\n6\n7\n8";

    private static final int MAX_LINE_BYTES = 10;
    private static final int COMPLETE_BYTES = LINES.length() - 1;
    private static final String ROWS = "1 2 4 6 7";
    private static final String DEAD_LETTERS = "4:22P02:x 9:54000:much too l";

    private static final int WATCHES_PER_TEMPLATE = 30;

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.create();
    private final List<Watch> watches = new ArrayList<>();

    private enum Template {
        UNNEST(true, "INSERT INTO arrived (path, value) VALUES (%(path)s, %s)"),
        BATCH(false, "INSERT INTO arrived (path, value) SELECT %(path)s, %s::int");

        private final boolean autoCommit;
        private final String text;

        /** The connections of one are in autocommit mode when they are handed out, those of the other are not. */
        Template(boolean autoCommit, String text) {
            this.autoCommit = autoCommit;
            this.text = text;
        }
    }

    /** A watch, its directory and the failure it is to meet in the file it is given next. */
    private record Watch(Template template, String name, Path files, FailurePoint point) {

        /** A file that is there as a whole from one moment to the next, so that its calls are always the same. */
        void give(String name) {
            try {
                Path hidden = Files.writeString(files.resolve(name + ".hidden"), LINES);
                Files.move(hidden, files.resolve(name + ".txt"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void create_table() throws IOException {
        database.execute("CREATE TABLE arrived (path text, value int, number bigint GENERATED ALWAYS AS IDENTITY)");
        for (Template template : Template.values()) {
            for (int i = 0; i < WATCHES_PER_TEMPLATE; i++) {
                Path files = Files.createDirectory(directory.resolve(template + " " + i));
                watches.add(new Watch(template, template + " " + i, files, new FailurePoint()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void a_watch_survives_a_failure_at_any_call(Failure failure) throws Exception {
        run(true, () -> {
            List<String> given = new ArrayList<>();
            for (int round = 0; round == 0 || allReached(); round++) {
                given.clear();
                for (int i = 0; i < watches.size(); i++) {
                    int call = round * WATCHES_PER_TEMPLATE + i % WATCHES_PER_TEMPLATE + 1;
                    Watch watch = watches.get(i);
                    watch.point().arm(failure, call);
                    watch.give(watch.template() + " " + call);
                    given.add(watch.template() + " " + call + ".txt");
                }
                awaitEnd(given);
            }
        });
        assertEveryLineOnce();
    }

    /** What the database is left with by a process that dies is all that the next one has. */
    @Test
    void the_next_process_goes_on_where_one_died_at_any_call() throws Exception {
        List<String> given = new ArrayList<>();
        int call = 1;
        for (Watch watch : watches) {
            watch.point().armForGood(Failure.CUT_AFTER, call);
            watch.give(watch.name());
            given.add(watch.name() + ".txt");
            call += 2; // the calls in between are those of the other template
        }
        run(
                true,
                () -> await().until(() ->
                        watches.stream().allMatch(watch -> watch.point().isReached() || isAtEnd(watch))));
        run(false, () -> awaitEnd(given));
        assertEveryLineOnce();
    }

    private boolean allReached() {
        return watches.stream().allMatch(watch -> watch.point().isReached());
    }

    private void run(boolean failing, Runnable meanwhile) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setStartupSummaryLevel(StartupSummaryLevel.Off);
            for (Watch watch : watches) {
                context.addRoutes(FileWatcher.watch(watch.files().toString())
                        .named(watch.name())
                        .insert(watch.template().text)
                        .maxLineBytes(MAX_LINE_BYTES)
                        .every(Duration.ofMillis(100))
                        .into(dataSource(watch, failing)));
            }
            context.start();
            meanwhile.run();
        }
    }

    private DataSource dataSource(Watch watch, boolean failing) {
        DataSource real = watch.template().autoCommit
                ? database.dataSource()
                : new InterceptedDataSource(database.dataSource(), NO_AUTOCOMMIT);
        return failing ? new InterceptedDataSource(real, watch.point()) : real;
    }

    /** Connections as a pool with defaultAutoCommit=false hands them out. */
    private static final Interceptor NO_AUTOCOMMIT = call -> {
        Object result = call.proceed();
        if (call.connection() == null && result instanceof Connection connection) {
            connection.setAutoCommit(false);
        }
        return result;
    };

    /** Whether the last file of a watch was written and the watch has nothing more to do. */
    private boolean isAtEnd(Watch watch) {
        return watch.point().isIdle()
                && database.column(
                                "SELECT path FROM jumbo_offsets WHERE watch = ? AND next_byte < ?",
                                watch.name(),
                                COMPLETE_BYTES)
                        .isEmpty();
    }

    private void awaitEnd(List<String> files) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(database.column(
                                "SELECT f FROM unnest(?::text[]) f WHERE NOT EXISTS (SELECT FROM jumbo_offsets"
                                        + " WHERE path = f AND next_byte = ?)",
                                files.toArray(String[]::new),
                                COMPLETE_BYTES))
                        .as("files that were not written to their last complete line")
                        .isEmpty());
        await().until(() -> watches.stream().allMatch(watch -> watch.point().isIdle()));
    }

    private void assertEveryLineOnce() {
        assertThat(database.column("SELECT path FROM jumbo_offsets WHERE next_byte <> ? OR lines <> 8", COMPLETE_BYTES))
                .isEmpty();
        assertThat(database.column(
                        "SELECT path || ': ' || rows FROM jumbo_offsets LEFT JOIN (SELECT path,"
                                + " string_agg(value::text, ' ' ORDER BY number) AS rows FROM arrived GROUP BY path) USING (path)"
                                + " WHERE rows IS DISTINCT FROM ?",
                        ROWS))
                .isEmpty();
        assertThat(database.column(
                        "SELECT path || ': ' || letters FROM jumbo_offsets LEFT JOIN (SELECT path,"
                                + " string_agg(first_byte || ':' || sqlstate || ':' || convert_from(line, 'UTF8'), ' ' ORDER BY id)"
                                + " AS letters FROM jumbo_dead_letters GROUP BY path) USING (path)"
                                + " WHERE letters IS DISTINCT FROM ?",
                        DEAD_LETTERS))
                .isEmpty();
    }
}
