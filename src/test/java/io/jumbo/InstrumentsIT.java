package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.option.Option;
import io.jumbo.route.ClockOfWatches;
import io.jumbo.support.GalleryEntry;
import io.jumbo.support.RecordedEvents;
import io.jumbo.support.SkippingClock;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** The rows of the gallery are those that its files mean. */
class InstrumentsIT {

    private static final int PIECES = 5;
    private static final long SEED = 12;

    /** Nobody waits for what counts as complete after a time. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final TestDatabase database = TestDatabase.create();
    private final RecordedEvents events = new RecordedEvents();
    private final SkippingClock clock = new SkippingClock();

    @TempDir
    Path directory;

    @AfterEach
    void drop() {
        database.drop();
    }

    static List<GalleryEntry> entries() throws IOException {
        return GalleryEntry.all();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void rows_are_those_that_the_file_means(GalleryEntry entry) throws Exception {
        entry.createTable(database);
        Files.copy(entry.file(), entry.fileIn(directory));
        try (DefaultCamelContext context = started(entry)) {
            rowsBecome(entry, context);
            nothingIsSaidAgainst();
        }
    }

    /** However long it is quiet: the file is over. */
    private void nothingIsSaidAgainst() {
        await().pollInterval(Duration.ofMillis(20))
                .during(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    clock.skip(A_WHILE);
                    assertThat(events.beginningWith("file without lines")).isEmpty();
                });
    }

    @ParameterizedTest
    @MethodSource("entries")
    void rows_are_the_same_however_the_bytes_arrive(GalleryEntry entry) throws Exception {
        entry.createTable(database);
        Path target = entry.fileIn(directory);
        byte[] bytes = Files.readAllBytes(entry.file());
        Random random = new Random(SEED);
        int[] cuts = random.ints(PIECES - 1, 0, bytes.length).sorted().toArray();
        int from = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            int to = piece == PIECES - 1 ? bytes.length : cuts[piece];
            try (DefaultCamelContext context = started(entry)) {
                Files.write(
                        target,
                        Arrays.copyOfRange(bytes, from, to),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                if (piece == PIECES - 1) {
                    rowsBecome(entry, context);
                } else {
                    await().pollDelay(Duration.ofMillis(random.nextInt(60)))
                            .until(() -> true); // stopped wherever it is by then
                }
            }
            from = to;
        }
    }

    private void rowsBecome(GalleryEntry entry, DefaultCamelContext context) throws Exception {
        String expected = entry.rows();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(() -> {
                    clock.skip(A_WHILE);
                    assertThat(rows(entry)).as("%s, events %s", entry, events).isEqualTo(expected);
                });
    }

    private DefaultCamelContext started(GalleryEntry entry) throws Exception {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(entry.properties())) {
            properties.load(text);
        }
        FileWatcher.Definition watch = FileWatcher.watch(directory.toString());
        watch.every(Duration.ofMillis(20)).tell(events);
        properties.stringPropertyNames().stream()
                .map(key -> key.substring(Option.PREFIX.length()))
                .filter(key -> !key.equals(Option.DIRECTORY.key()))
                .forEach(key -> watch.option(key, properties.getProperty(Option.PREFIX + key)));
        DefaultCamelContext context = new DefaultCamelContext();
        context.addLifecycleStrategy(new ClockOfWatches(clock));
        context.addRoutes(watch.into(database.dataSource()));
        context.start();
        return context;
    }

    private String rows(GalleryEntry entry) throws Exception {
        StringWriter rows = new StringWriter();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.createStatement().execute("SET TimeZone = 'UTC'");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + entry.query() + ") TO STDOUT (FORMAT csv, HEADER, ENCODING 'UTF8')", rows);
        }
        return rows.toString().replaceAll("(?m)(?<=^|,)\"\"(?=,|$)", "");
    }
}
