package io.jumbo.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.RecordedEvents;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {

    private final RecordedEvents first = new RecordedEvents();
    private final RecordedEvents last = new RecordedEvents();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
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

    @Test
    void all_are_told_in_order() {
        List<String> order = new ArrayList<>();
        Listeners listeners = new Listeners(List.of(named("first", order), named("last", order)));
        listeners.tell(events -> events.fileReadable("data", "a.txt"));
        assertThat(order).containsExactly("first", "last");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_that_fails_stops_neither_the_others_nor_the_flow_and_is_told_on(boolean error) {
        Listeners listeners = new Listeners(List.of(first, new Failing(error), last));
        listeners.tell(events -> events.fileReadable("data", "a.txt"));
        assertThat(first.news()).containsExactly("file readable: a.txt");
        assertThat(last.news()).containsExactly("file readable: a.txt");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("WARN", "the event listener a failing one failed; the watch goes on");
    }

    @Test
    void later_changes_of_the_list_do_not_count() {
        List<TailEvents> list = new ArrayList<>(List.of(first));
        Listeners listeners = new Listeners(list);
        list.add(last);
        listeners.tell(events -> events.fileReadable("data", "a.txt"));
        assertThat(last.news()).isEmpty();
    }

    private static TailEvents named(String name, List<String> order) {
        return new TailEvents() {
            @Override
            public void fileReadable(String watch, String path) {
                order.add(name);
            }
        };
    }

    private record Failing(boolean error) implements TailEvents {

        @Override
        public void fileReadable(String watch, String path) {
            if (error) {
                throw new NoClassDefFoundError("com/example/Metrics");
            }
            throw new IllegalStateException("a listener's own fault");
        }

        @Override
        public String toString() {
            return "a failing one";
        }
    }
}
