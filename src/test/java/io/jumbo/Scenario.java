package io.jumbo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.route.ClockOfWatches;
import io.jumbo.support.CountedPasses;
import io.jumbo.support.RecordedEvents;
import io.jumbo.support.SkippingClock;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users meet, played with a real watch, real files and a real database. The numbers beside the tests are the stable names of the
 * scenarios. The table {@code t} takes any text and has no unique key, so that duplicates show.
 */
abstract class Scenario {

    static final String INSERT = "INSERT INTO t (path, line) VALUES (%(path)s, %s)";

    private static final String MARKER = "marker.txt";

    @TempDir
    Path temporary;

    final TestDatabase database = TestDatabase.create();
    final RecordedEvents events = new RecordedEvents();
    final CountedPasses passes = new CountedPasses();
    Path directory;

    private final SkippingClock clock = new SkippingClock();
    private final Deque<DefaultCamelContext> contexts = new ArrayDeque<>();
    private int markers;

    @BeforeEach
    void table_that_takes_anything() throws IOException {
        database.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, path text, line text)");
        directory = Files.createDirectory(temporary.resolve("data"));
    }

    @AfterEach
    void end() {
        stop();
        database.drop();
    }

    void stop() {
        while (!contexts.isEmpty()) {
            contexts.pop().stop();
        }
    }

    // ---- the watch

    FileWatcher.Definition watch() {
        return FileWatcher.watch(directory.toString())
                .named("lab")
                .insert(INSERT)
                .every(Duration.ofMillis(20))
                .tell(events);
    }

    DefaultCamelContext start() throws Exception {
        return start(watch());
    }

    DefaultCamelContext start(FileWatcher.Definition watch) throws Exception {
        return start(watch.into(database.dataSource()));
    }

    DefaultCamelContext start(FileWatcher... watches) throws Exception {
        DefaultCamelContext context = context();
        for (FileWatcher watch : watches) {
            context.addRoutes(watch);
        }
        context.start();
        return context;
    }

    /** Not started; stopped after the test. */
    DefaultCamelContext context() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.push(context);
        context.getManagementStrategy().addEventNotifier(passes);
        context.addLifecycleStrategy(new ClockOfWatches(clock));
        return context;
    }

    // ---- the route

    /** The route as it is shipped, with a step of the user's own where it says that there may be one. */
    static void loadRouteWithStep(CamelContext context, String step) throws Exception {
        load(context, routeWithStep(step));
    }

    static String routeWithStep(String step) throws IOException {
        String keepChunk = "                - setProperty:\n                    id: keep-chunk\n";
        assertThat(route()).containsOnlyOnce(keepChunk);
        return route().replace(keepChunk, step.indent(16) + keepChunk);
    }

    static String route() throws IOException {
        return Files.readString(Path.of("routes", "watch.camel.yaml"));
    }

    static void load(CamelContext context, String route) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("edited.camel.yaml", route));
    }

    // ---- the time

    /** The watches' clock goes forward; it stands beside the one that files and database go by. */
    void timePasses(Duration time) {
        clock.skip(time);
    }

    /** Waits until this file is left alone for it may be in the middle of being written, and lets the time pass that this takes. */
    void settles(String path) {
        hears("file changed: " + path + " Unsettled");
        timePasses(Duration.ofSeconds(2));
    }

    // ---- between two polls

    /** Something that changes files. */
    interface Changes {
        void run() throws Exception;
    }

    /** Changes files while the watch waits for the table in the middle of its pass over another file: no poll sees them half done. */
    void unseen(Changes changes) throws Exception {
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE t IN EXCLUSIVE MODE");
            append(MARKER, "marker " + ++markers + "\n");
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            changes.run();
            holder.rollback();
        }
    }

    String backendsWaitingForALock() {
        return database.column("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .get(0);
    }

    // ---- the files

    Path file(String path) {
        return directory.resolve(path);
    }

    void append(String path, String text) {
        append(path, text.getBytes(UTF_8));
    }

    void append(String path, byte[] bytes) {
        try {
            Files.write(file(path), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away all but the first bytes, in place. */
    void cut(String path, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file(path), StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    /** The numbers from {@code first} to {@code last}, each a line. */
    static String numbers(int first, int last) {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(first, last).forEach(n -> lines.append(n).append('\n'));
        return lines.toString();
    }

    static String[] numbered(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toArray(String[]::new);
    }

    // ---- what came of it

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IllegalStateException.class) // a table that is not there yet
                .untilAsserted(assertion);
    }

    /** Values of the lines in {@code t}, in the order in which they were inserted. */
    List<String> rows() {
        return database.column("SELECT line FROM t WHERE path <> '" + MARKER + "' ORDER BY n");
    }

    List<String> rowsOf(String path) {
        return database.column("SELECT line FROM t WHERE path = ? ORDER BY n", path);
    }

    List<String> deadLetters() {
        return database.column("SELECT path || ' line ' || line_number || ' byte ' || first_byte || ': ' || sqlstate"
                + " FROM jumbo_dead_letters ORDER BY id");
    }

    /** Waits for exactly these rows, and that further polls add nothing, nor any dead letter. */
    void rowsBecome(String... lines) {
        rowsAndDeadLettersBecome(List.of(lines), List.of());
    }

    /** The same, where the lines come from several files and their order means nothing. */
    void rowsBecomeInAnyOrder(String... lines) {
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder(lines));
        pollsPass(2);
        assertThat(rows()).containsExactlyInAnyOrder(lines);
        assertThat(deadLetters()).isEmpty();
    }

    void rowsAndDeadLettersBecome(List<String> lines, List<String> letters) {
        eventually(() -> assertThat(rows()).isEqualTo(lines));
        pollsPass(2);
        assertThat(rows()).isEqualTo(lines);
        assertThat(deadLetters()).isEqualTo(letters);
    }

    /** Waits until so many polls have come to their end: each line of a further file is met by a poll that began after the line before it. */
    void pollsPass(int polls) {
        for (int i = 0; i < polls; i++) {
            String line = "marker " + ++markers;
            append(MARKER, line + "\n");
            eventually(() -> assertThat(rowsOf(MARKER)).contains(line));
        }
    }

    /** Waits until the watch, which begins at the end, has noted where that is. */
    void endIsNoted() {
        eventually(() -> assertThat(database.column("SELECT watch FROM jumbo_offsets WHERE path = ''"))
                .containsExactly("lab"));
    }

    void hears(String words) {
        eventually(() -> assertThat(events.beginningWith(words)).isNotEmpty());
    }

    void heardOnce(String words) {
        assertThat(events.beginningWith(words)).hasSize(1);
    }
}
