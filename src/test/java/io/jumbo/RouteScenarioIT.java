package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.events.TailEvents;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.Written;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The watch as a part of somebody's CamelContext, and its route as something people edit. */
class RouteScenarioIT extends Scenario {

    /** A step such as a user writes. */
    public static final class NumbersOnly {
        public Chunk keep(Chunk chunk) throws CharacterCodingException {
            List<LineRecord> kept = new ArrayList<>();
            for (LineRecord line : chunk.records()) {
                if (!line.text().startsWith("#")) {
                    kept.add(line.withText(line.text().replace(',', '.')));
                }
            }
            return chunk.withRecords(kept);
        }
    }

    /** No field of the file: there is no line of names to wait for. */
    @Test
    void a_header_that_a_step_sets_is_written_under_its_name() throws Exception {
        DefaultCamelContext context = context();
        loadRouteWithStep(context, """
                - setHeader:
                    id: name-device
                    name: device
                    constant:
                      expression: scale 7
                """);
        append("a.txt", "1.5\n");
        context.addRoutes(watch().insert("INSERT INTO t (path, line) VALUES (%(device)s, %(line)s)")
                .into(database.dataSource()));
        context.start();
        eventually(() -> assertThat(rowsOf("scale 7")).containsExactly("1.5"));
    }

    @Test
    void a_step_of_the_users_own_leaves_lines_out_and_changes_others_and_sets_a_header() throws Exception {
        DefaultCamelContext context = context();
        context.getRegistry().bind("numbersOnly", new NumbersOnly());
        loadRouteWithStep(context, """
                - bean:
                    id: numbers-only
                    ref: numbersOnly
                    method: keep
                - setHeader:
                    id: name-device
                    name: device
                    constant:
                      expression: scale 7
                """);
        append("a.txt", "# grams\n1,5\n#\n2,5\n");
        context.addRoutes(watch().insert("INSERT INTO t (path, line) VALUES (:?device, %s)")
                .into(database.dataSource()));
        context.start();
        eventually(() -> assertThat(rowsOf("scale 7")).containsExactly("1.5", "2.5"));
        append("a.txt", "#\n");
        eventually(() -> assertThat(database.column("SELECT next_byte || ' ' || lines FROM jumbo_offsets"))
                .containsExactly("20 5"));
        append("a.txt", "3,5\n");
        eventually(() -> assertThat(rowsOf("scale 7")).containsExactly("1.5", "2.5", "3.5"));
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void an_exception_in_a_users_step_is_tried_again_and_loses_nothing() throws Exception {
        DefaultCamelContext context = context();
        AtomicInteger calls = new AtomicInteger();
        context.getRegistry().bind("fails-at-first", (Processor) exchange -> {
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException("not yet");
            }
        });
        loadRouteWithStep(context, """
                - process:
                    id: fails-at-first
                    ref: fails-at-first
                """);
        append("a.txt", numbers(1, 3));
        context.addRoutes(watch().into(database.dataSource()));
        context.start();
        rowsBecome("1", "2", "3");
        assertThat(events.beginningWith("watch paused")).containsExactly("watch paused: not yet");
        heardOnce("watch resumed");
    }

    @Test
    void a_route_that_swallows_a_failing_chunk_neither_loses_it_nor_spins() throws Exception {
        database.execute("ALTER TABLE t RENAME TO elsewhere");
        AtomicInteger swallowed = new AtomicInteger();
        DefaultCamelContext context = context();
        context.addRoutes(new RouteConfigurationBuilder() {
            @Override
            public void configuration() {
                routeConfiguration()
                        .onException(Exception.class)
                        .handled(true)
                        .process(exchange -> swallowed.incrementAndGet());
            }
        });
        load(context, route().replace("noErrorHandler: {}", "defaultErrorHandler: {}"));
        append("a.txt", numbers(1, 3));
        append("good.csv", "1\n");
        database.execute("CREATE TABLE good (n bigint GENERATED ALWAYS AS IDENTITY, line text)");
        context.addRoutes(watch().into(database.dataSource()));
        context.addRoutes(watch().named("good")
                .include("*.csv")
                .insert("INSERT INTO good (line) VALUES (%s)")
                .into(database.dataSource()));
        context.start();
        eventually(() -> assertThat(swallowed.get()).isPositive());
        for (int n = 2; n <= 20; n++) {
            append("good.csv", numbers(n, n));
            int lines = n;
            eventually(() -> assertThat(database.count("good")).isEqualTo(lines));
        }
        assertThat(passes.over("a.txt")).isBetween(1, 8);
        database.execute("ALTER TABLE elsewhere RENAME TO t");
        rowsBecome("1", "2", "3");
    }

    @Test
    void two_watches_of_the_same_name_are_refused() throws Exception {
        DefaultCamelContext context = context();
        context.getRegistry().bind("dataSource", database.dataSource());
        loadRouteWithStep(context, "");
        context.start();
        add(context, "first", "lab", "poll-interval", "20ms");
        assertThatThrownBy(() -> add(context, "second", "lab", "poll-interval", "20ms"))
                .hasStackTraceContaining("two watches are named lab")
                .hasStackTraceContaining("give one of them another name");
        append("a.txt", numbers(1, 3));
        rowsBecome("1", "2", "3");
        assertThatThrownBy(() -> {
                    context.addRoutes(watch().named("again").into(database.dataSource()));
                    context.addRoutes(watch().named("again").into(database.dataSource()));
                })
                .hasMessageContaining("has a watch named again already");
    }

    @Test
    void bad_options_of_a_route_are_refused_at_its_start_with_key_and_remedy() throws Exception {
        DefaultCamelContext context = context();
        context.getRegistry().bind("dataSource", database.dataSource());
        loadRouteWithStep(context, "");
        context.start();
        assertThatThrownBy(() -> add(context, "a", "a", "poll-interval", "5ms"))
                .hasStackTraceContaining("jumbo.poll-interval = 5ms is out of bounds: write a time from 10ms to 1h");
        assertThatThrownBy(() -> add(context, "b", "b", "start-at", "middle"))
                .hasStackTraceContaining("jumbo.start-at = middle");
        assertThatThrownBy(() -> add(context, "c", "c", "insert", "BEGIN")).hasStackTraceContaining("jumbo.insert: ");
        assertThatThrownBy(() -> add(context, "d", "d", "insert", "INSERT INTO t (line) VALUES (?)"))
                .hasStackTraceContaining("jumbo.insert: ? is not a placeholder here; write %s for the next field");
    }

    @Test
    void a_route_removed_and_added_again_goes_on_where_it_was() throws Exception {
        append("a.txt", numbers(1, 3));
        DefaultCamelContext context = start();
        rowsBecome("1", "2", "3");
        context.getRouteController().stopRoute("watch-lab");
        assertThat(context.removeRoute("watch-lab")).isTrue();
        append("a.txt", numbers(4, 6));
        context.addRoutes(watch().into(database.dataSource()));
        rowsBecome("1", "2", "3", "4", "5", "6");
    }

    @Test
    void a_route_stopped_and_started_again_goes_on_where_it_was() throws Exception {
        append("a.txt", numbers(1, 3));
        DefaultCamelContext context = start();
        rowsBecome("1", "2", "3");
        context.getRouteController().stopRoute("watch-lab");
        append("a.txt", numbers(4, 6));
        context.getRouteController().startRoute("watch-lab");
        rowsBecome("1", "2", "3", "4", "5", "6");
    }

    /** Scenario 55. */
    @Test
    void stopped_in_the_middle_of_a_backlog_it_returns_soon_and_the_next_start_goes_on_exactly() throws Exception {
        append("a.txt", numbers(100_001, 300_000)); // 1.4 MB: more chunks than a pass has, each a second
        // Some 0.1 ms a line, without a trigger, which would have lines go one by one.
        String slow = "INSERT INTO t (path, line) VALUES (%(path)s, %s || left(md5(repeat(%(line)s, 8000)), 0))";
        start(watch().chunkBytes(64 << 10).insert(slow));
        eventually(() -> assertThat(database.count("t")).isPositive());
        long before = System.nanoTime();
        stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        assertThat(database.count("t")).isBetween(1L, 199_999L);
        start();
        eventually(() -> assertThat(database.count("t")).isEqualTo(200_000));
        pollsPass(2);
        assertThat(rowsOf("a.txt")).isEqualTo(List.of(numbered(100_001, 300_000)));
    }

    /** Fails in every way it can. */
    private static final class Failing implements TailEvents {
        @Override
        public void fileFound(String watch, String path) {
            throw new IllegalStateException("a listener that fails");
        }

        @Override
        public void chunkWritten(String watch, Written written) {
            throw new AssertionError("a listener that fails badly");
        }
    }

    @Test
    void a_listener_that_throws_disturbs_neither_the_flow_nor_other_listeners() throws Exception {
        append("a.txt", numbers(1, 3));
        RecordedEvents after = new RecordedEvents();
        start(watch().tell(new Failing()).tell(after));
        rowsBecome("1", "2", "3");
        append("a.txt", numbers(4, 4));
        rowsBecome("1", "2", "3", "4");
        for (RecordedEvents listener : List.of(events, after)) {
            assertThat(listener.beginningWith("chunk written: a.txt")).hasSize(2);
            assertThat(listener.beginningWith("watch paused")).isEmpty();
        }
    }

    @Test
    void listeners_hear_their_own_watch_only() throws Exception {
        RecordedEvents ofOther = new RecordedEvents();
        append("a.txt", "1\n");
        append("b.csv", "2\n");
        FileWatcher other = FileWatcher.watch(directory.toString())
                .named("lab2")
                .include("*.csv")
                .insert(INSERT)
                .every(Duration.ofMillis(20))
                .tell(ofOther)
                .into(database.dataSource());
        start(watch().include("a.txt", "marker.txt").into(database.dataSource()), other);
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("1", "2"));
        eventually(() -> assertThat(ofOther.beginningWith("chunk written")).hasSize(1));
        pollsPass(1);
        assertThat(events.beginningWith("chunk written: b.csv")).isEmpty();
        assertThat(events.beginningWith("chunk written: a.txt")).hasSize(1);
        assertThat(ofOther.beginningWith("chunk written: b.csv")).hasSize(1);
        // That it is new, that it was written, and that nothing more waits.
        assertThat(ofOther.beginningWith("")).hasSize(3);
    }

    private void add(CamelContext context, String routeId, String watch, String option, String value) throws Exception {
        TemplatedRouteBuilder.builder(context, "jumbo-watch")
                .routeId(routeId)
                .parameter("watch", watch)
                .parameter("directory", directory.toString())
                .parameter("insert", INSERT)
                .parameter(option, value)
                .add();
    }
}
