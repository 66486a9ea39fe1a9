package io.jumbo.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.Chunks;
import io.jumbo.tail.Diagnosis;
import io.jumbo.write.Rejects;
import io.jumbo.write.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No event without its log line, its counter and its row in docs/events.md, also none that is added later. */
class EveryEventTest {

    /** DEBUG only: told for every chunk that another instance writes, and for every few lines of a file. */
    private static final Set<String> SILENT = Set.of("offsetMoved", "fileCaughtUp");

    private static final Map<Class<?>, Object> ANYTHING = Map.of(
            String.class,
            "something",
            long.class,
            7L,
            Duration.class,
            Duration.ofSeconds(7),
            Throwable.class,
            new SQLException("something", "42703"),
            Diagnosis.class,
            new Diagnosis(Diagnosis.Kind.CARRIAGE_RETURNS, 40, 7),
            Written.class,
            new Written(
                    Chunks.of("a.txt", "1", "x"), 1, List.of(Rejects.rejection(2, "22P02", "something")), () -> {}));

    private static final Pattern CELL = Pattern.compile("(?<=\\| ).*?(?= \\|)");
    private static final Pattern COUNTER = Pattern.compile("jumbo(\\.[a-z]+)+");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private PrintStream original;

    @BeforeEach
    void capture() {
        original = System.err; // where slf4j-simple prints, at the time of each line
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(original);
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_one_log_line_as_documented(String event) throws Exception {
        happen(event, new LoggedEvents());
        List<String> lines = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^\\[[^]]*] (\\w+) jumbo - ", "$1 "))
                .toList();
        if (SILENT.contains(event)) {
            assertThat(lines).isEmpty();
            assertThat(row(event).get(2)).startsWith("DEBUG ");
        } else {
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .matches(documented(row(event).get(2)));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void has_its_counters_as_documented(String event) throws Exception {
        happen(event, new CountedEvents(registry));
        assertThat(COUNTER.matcher(row(event).get(3)).results().map(MatchResult::group))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(counted());
    }

    @Test
    void no_counter_belongs_to_two_events() throws Exception {
        TailEvents events = new CountedEvents(registry);
        for (String event : names().toList()) {
            happen(event, events);
        }
        assertThat(counted())
                .hasSize(registry.getMeters().size())
                .hasSize((int) names().count() + 3); // a chunk has four
        assertThat(registry.get("jumbo.files.renamed").counter().count()).isEqualTo(1);
    }

    @Test
    void every_event_is_declared_once_and_told_to_who_hears_all() throws Exception {
        Set<Event> heard = EnumSet.noneOf(Event.class);
        TailEvents everything = new TailEvents() {
            @Override
            public void happened(Event event, String watch, Object... values) {
                heard.add(event);
            }
        };
        for (String event : names().toList()) {
            happen(event, everything);
        }
        assertThat(heard).containsExactlyInAnyOrder(Event.values()).hasSize((int) names().count());
    }

    @Test
    void documentation_has_no_event_that_is_none() throws IOException {
        assertThat(rows().map(row -> row.get(0))).containsExactlyInAnyOrderElementsOf(names().toList());
    }

    static Stream<String> names() {
        return Arrays.stream(TailEvents.class.getMethods())
                .map(Method::getName)
                .filter(name -> !name.equals("happened"))
                .sorted();
    }

    private static void happen(String event, TailEvents listener) throws ReflectiveOperationException {
        Method method = Arrays.stream(TailEvents.class.getMethods())
                .filter(candidate -> candidate.getName().equals(event))
                .findFirst()
                .orElseThrow();
        method.invoke(
                listener,
                Arrays.stream(method.getParameterTypes()).map(ANYTHING::get).toArray());
    }

    private Set<String> counted() {
        return registry.getMeters().stream()
                .filter(meter -> ((Counter) meter).count() > 0)
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a log line looks like: in the table an ellipsis stands for whatever is different each time. */
    private static String documented(String cell) {
        return Arrays.stream(cell.replace("`", "").split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".+"));
    }

    /** The cells of an event: name, when, log line, counter, what to do. */
    private static List<String> row(String event) throws IOException {
        return rows().filter(row -> row.get(0).equals(event)).findFirst().orElseThrow();
    }

    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/events.md")).stream()
                .filter(line -> line.matches("\\| `[a-z]+[A-Z]\\w+` \\|.*"))
                .map(CELL::matcher)
                .map(Matcher::results)
                .map(cells -> cells.map(MatchResult::group).toList())
                .map(cells -> Stream.concat(
                                Stream.of(cells.get(0).replace("`", "")),
                                cells.stream().skip(1))
                        .toList());
    }
}
