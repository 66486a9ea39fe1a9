package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.events.Listeners;
import io.jumbo.events.TailEvents;
import io.jumbo.follow.Watch;
import io.jumbo.offset.OffsetStore;
import io.jumbo.offset.Transaction;
import io.jumbo.offset.Transactions;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.PolledDirectory.StoppedException;
import io.jumbo.support.ManualClock;
import io.jumbo.tail.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolledDirectoryTest {

    /** A walk needs none. */
    private static final OffsetStore NO_DATABASE = OffsetStore.of("lab", new Transactions() {
        @Override
        public <T> T run(Transaction.Work<T> work) {
            throw new AssertionError("a walk needs no database");
        }
    });

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final List<String> told = new ArrayList<>();
    private PolledDirectory polled;

    @BeforeEach
    void watch() {
        WatchOptions options = WatchOptions.of("lab", Map.of("directory", directory.toString()));
        TailEvents events = new TailEvents() {
            @Override
            public void pollSlow(String watch, String at, long files, long directories) {
                told.add(watch + " " + at + " " + files + " " + directories);
            }

            @Override
            public void noFileMatches(String watch, String directory, String include, String files) {
                told.add("no file matches " + include);
            }
        };
        polled = new PolledDirectory(new Watch(
                "lab", directory, options, ReadLimits.of(options), NO_DATABASE, new Listeners(List.of(events)), clock));
    }

    private String meets(String name) {
        String path = directory.resolve(name).toString();
        polled.goOn(path);
        return polled.names(path).orElse("not named");
    }

    private void poll(Duration betweenFiles) throws IOException {
        polled.pollBegins(() -> false);
        for (String name : List.of("a.txt", "b.csv", "c.txt", "d.txt")) {
            meets(name);
            clock.pass(betweenFiles);
        }
        polled.pollEnded(true);
    }

    @Test
    void a_poll_that_takes_long_is_told_once_until_one_does_not() throws IOException {
        poll(Duration.ofSeconds(3));
        assertThat(told).isEmpty();
        poll(Duration.ofSeconds(6));
        assertThat(told).containsExactly("lab " + directory.resolve("c.txt") + " 2 1");
        poll(Duration.ofSeconds(6));
        assertThat(told).hasSize(1);
        poll(Duration.ZERO);
        poll(Duration.ofMinutes(1));
        assertThat(told).hasSize(2).last().isEqualTo("lab " + directory.resolve("b.csv") + " 1 1");
    }

    @Test
    void a_walk_goes_on_to_no_further_file_and_directory_once_the_watch_is_to_stop() throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        AtomicBoolean stopping = new AtomicBoolean();
        polled.pollBegins(stopping::get);
        assertThat(meets("a.txt")).isEqualTo("a.txt");
        assertThat(polled.enters(below)).isTrue();
        stopping.set(true);
        assertThatThrownBy(() -> meets("b.txt")).isInstanceOf(StoppedException.class);
        assertThatThrownBy(() -> polled.enters(below)).isInstanceOf(StoppedException.class);
        polled.pollBegins(() -> false);
        assertThat(meets("b.txt")).isEqualTo("b.txt");
    }

    @Test
    void files_of_which_the_patterns_name_none_are_told_once_until_they_do() throws IOException {
        Files.writeString(directory.resolve("b.csv.bak"), "1\n");
        pollMeets("b.csv.bak");
        pollMeets("b.csv.bak");
        assertThat(told).hasSize(1);
        pollMeets("b.csv.bak", "a.txt");
        pollMeets("b.csv.bak");
        assertThat(told).hasSize(2);
    }

    @Test
    void files_that_the_patterns_name_nowhere_are_no_news_where_others_are_known() throws IOException {
        Files.writeString(directory.resolve("b.csv.bak"), "1\n");
        polled.pollBegins(() -> false);
        meets("b.csv.bak");
        polled.pollEnded(true);
        assertThat(told).isEmpty();
    }

    private void pollMeets(String... names) throws IOException {
        polled.pollBegins(() -> false);
        for (String name : names) {
            meets(name);
        }
        polled.pollEnded(false);
    }
}
