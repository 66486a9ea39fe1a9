package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.route.ClockOfWatches;
import io.jumbo.support.FailurePoint;
import io.jumbo.support.FailurePoint.Failure;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.SkippingClock;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A failure at every single JDBC call on the way of a file into the database, in every way a call can fail: file number n of a template
 * meets the failure at its n-th call. Afterwards every file must have come to the same end. Several watches work at the same
 * time, since each waits a while after a failure.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    /**
     * Behind the number of the file three chunks: rows with a bad line among them, a line that is too long and stands alone, rows; then an
     * unfinished line. No file is like another one, for that would be waited for: it may be a copy whose original is cut in a moment.
     */
    private static final String LINES = "\n2\nx\n\n4\nmuch too long a line\n6\n7\n8";

    private static final int FIRST_NUMBER = 100_000;
    private static final int MAX_LINE_BYTES = 10;
    private static final int COMPLETE_BYTES = 6 + LINES.length() - 1;
    private static final String ROWS = " 2 4 6 7";
    private static final String DEAD_LETTERS = "9:22P02:x 14:54000:much too l";

    private static final int TEMPLATES = Template.values().length;
    private static final int WATCHES_PER_TEMPLATE = 30;

    /** Every so many-th call is the last one of a process; each costs two routes, which take longer than the calls. */
    private static final int LAST_CALL_STEP = 11;

    /** The first wait after a failure, so that it is over at the next poll; less than what makes a transaction one that takes long. */
    private static final Duration WHILE_A_WATCH_WAITS = Duration.ofMillis(250);

    @TempDir
    static Path directory;

    private final TestDatabase database = TestDatabase.create();
    private final BasicDataSource autoCommitting = pool(true);
    private final BasicDataSource committing = pool(false);
    private final SkippingClock clock = new SkippingClock();
    private final List<Watch> watches = new ArrayList<>();
    private DefaultCamelContext context;
    private int next = FIRST_NUMBER;

    private enum Template {
        COPY(true, "INSERT INTO arrived (path, value) VALUES (%(path)s, %s)"),
        UNNEST(false, "INSERT INTO arrived (path, value) VALUES (%(path)s, 0 + %s)"),
        BATCH(false, "INSERT INTO arrived (path, value) SELECT %(path)s, %s::int");

        private final boolean autoCommit;
        private final String text;

        /** The connections of one are in autocommit mode when they are handed out, those of the others are not. */
        Template(boolean autoCommit, String text) {
            this.autoCommit = autoCommit;
            this.text = text;
        }
    }

    /** A watch, its directory and the failure it is to meet in the file it is given next. */
    private record Watch(Template template, String name, Path files, FailurePoint point) {

        /** A file that is there as a whole from one moment to the next, so that its calls are always the same; returns its name. */
        String give(int number) {
            try {
                Path hidden = Files.writeString(files.resolve(number + ".hidden"), number + LINES);
                return Files.move(hidden, files.resolve(number + ".txt"))
                        .getFileName()
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeAll
    void start() throws Exception {
        database.execute("CREATE TABLE arrived (path text, value int, number bigint GENERATED ALWAYS AS IDENTITY)");
        watches.addAll(watches("", WATCHES_PER_TEMPLATE));
        context = started(watches, true);
    }

    @AfterAll
    void stop() throws SQLException {
        context.stop();
        autoCommitting.close();
        committing.close();
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void a_watch_survives_a_failure_at_any_call(Failure failure) {
        for (int round = 0; round == 0 || allReached(); round++) {
            List<String> given = new ArrayList<>();
            for (int i = 0; i < watches.size(); i++) {
                int call = round * WATCHES_PER_TEMPLATE + i / TEMPLATES + 1;
                Watch watch = watches.get(i);
                watch.point().arm(failure, call);
                given.add(watch.give(next++));
            }
            awaitEnd(given, watches);
        }
        assertEveryLineOnce();
    }

    /** What the database is left with by a process that dies is all that the next one has. */
    @Test
    void the_next_process_goes_on_where_one_died() throws Exception {
        List<Watch> dying = watches("dying ", 10);
        List<String> given = new ArrayList<>();
        for (int i = 0; i < dying.size(); i++) {
            Watch watch = dying.get(i);
            watch.point().armForGood(Failure.CUT_AFTER, i / TEMPLATES * LAST_CALL_STEP + 1);
            given.add(watch.give(next++));
        }
        DefaultCamelContext first = started(dying, true);
        await().until(() -> dying.stream().allMatch(watch -> watch.point().isReached()));
        first.stop();
        DefaultCamelContext next = started(dying, false);
        awaitEnd(given, List.of());
        next.stop();
        assertEveryLineOnce();
    }

    private List<Watch> watches(String prefix, int each) throws IOException {
        List<Watch> made = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (Template template : Template.values()) {
                String name = prefix + template + " " + i;
                made.add(new Watch(template, name, Files.createDirectory(directory.resolve(name)), new FailurePoint()));
            }
        }
        return made;
    }

    private boolean allReached() {
        return watches.stream().allMatch(watch -> watch.point().isReached());
    }

    private DefaultCamelContext started(List<Watch> those, boolean failing) throws Exception {
        DefaultCamelContext started = new DefaultCamelContext();
        started.setStartupSummaryLevel(StartupSummaryLevel.Off);
        started.addLifecycleStrategy(new ClockOfWatches(clock));
        for (Watch watch : those) {
            started.addRoutes(FileWatcher.watch(watch.files().toString())
                    .named(watch.name())
                    .insert(watch.template().text)
                    .maxLineBytes(MAX_LINE_BYTES)
                    .every(Duration.ofMillis(250))
                    .into(dataSource(watch, failing)));
        }
        started.start();
        return started;
    }

    private DataSource dataSource(Watch watch, boolean failing) {
        DataSource real = watch.template().autoCommit ? autoCommitting : committing;
        return failing ? new InterceptedDataSource(real, watch.point()) : real;
    }

    private BasicDataSource pool(boolean autoCommit) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl("jdbc:postgresql://127.0.0.1:" + database.port() + "/" + database.name());
        pool.setUsername("postgres");
        pool.setDefaultAutoCommit(autoCommit);
        pool.setRollbackOnReturn(true);
        pool.setMaxTotal(-1);
        pool.setMaxIdle(-1);
        return pool;
    }

    private void awaitEnd(List<String> files, List<Watch> idle) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> {
                    clock.skip(WHILE_A_WATCH_WAITS);
                    assertThat(database.column(
                                    "SELECT f FROM unnest(?::text[]) f WHERE NOT EXISTS (SELECT FROM jumbo_offsets"
                                            + " WHERE path = f AND next_byte = ?)",
                                    files.toArray(String[]::new),
                                    COMPLETE_BYTES))
                            .as("files that were not written to their last complete line")
                            .isEmpty();
                });
        await().until(() -> idle.stream().allMatch(watch -> watch.point().isIdle()));
    }

    private void assertEveryLineOnce() {
        assertThat(database.column("SELECT path FROM jumbo_offsets WHERE next_byte <> ? OR lines <> 8", COMPLETE_BYTES))
                .isEmpty();
        assertThat(database.column(
                        "SELECT path || ': ' || rows FROM jumbo_offsets LEFT JOIN (SELECT path,"
                                + " string_agg(value::text, ' ' ORDER BY number) AS rows FROM arrived GROUP BY path) AS a USING (path)"
                                + " WHERE rows IS DISTINCT FROM split_part(path, '.', 1) || ?",
                        ROWS))
                .isEmpty();
        assertThat(database.column(
                        "SELECT path || ': ' || letters FROM jumbo_offsets LEFT JOIN (SELECT path,"
                                + " string_agg(first_byte || ':' || sqlstate || ':' || convert_from(line, 'UTF8'), ' ' ORDER BY id)"
                                + " AS letters FROM jumbo_dead_letters GROUP BY path) AS d USING (path)"
                                + " WHERE letters IS DISTINCT FROM ?",
                        DEAD_LETTERS))
                .isEmpty();
    }
}
