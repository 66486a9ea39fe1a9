package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Listeners;
import io.jumbo.follow.Follower;
import io.jumbo.follow.Visit;
import io.jumbo.follow.Watch;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.DirectoryEvents.Change;
import io.jumbo.support.ManualClock;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyLooksTest {

    private static final Duration REST = Duration.ofMillis(20);

    private final ManualClock clock = new ManualClock();
    private final InMemoryOffsets store = new InMemoryOffsets(clock);
    private long processorTime;

    @TempDir
    Path directory;

    private Follower follower;
    private EarlyLooks looks;

    @BeforeEach
    void watch() {
        WatchOptions options = WatchOptions.of("lab", Map.of("directory", directory.toString()));
        Watch watch =
                new Watch("lab", directory, options, ReadLimits.of(options), store, new Listeners(List.of()), clock);
        follower = new Follower(
                watch,
                task -> {
                    throw new RejectedExecutionException("everything happens on one thread");
                },
                () -> false,
                () -> false,
                failure -> failure);
        looks = new EarlyLooks(watch, follower, path -> true, () -> processorTime);
    }

    @AfterEach
    void close() {
        follower.close();
    }

    // ---- polls

    @Test
    void nothing_is_looked_at_before_its_time_if_nothing_has_changed() {
        assertThat(looks.mayPoll()).isTrue();
        looks.heard(List.of());
        assertThat(looks.isWorthAPoll()).isFalse();
        assertThat(visits()).isEmpty();
        assertThat(looks.untilNextLook()).isEmpty();
    }

    @Test
    void new_name_is_worth_a_poll_and_only_one() {
        looks.heard(List.of(new Change(Optional.of(directory.resolve("new.txt")), true)));
        assertThat(looks.isWorthAPoll()).isTrue();
        assertThat(looks.isWorthAPoll()).isFalse();
    }

    @Test
    void poll_that_is_made_because_something_was_told_does_not_wait_for_its_pace_but_the_next_one_does() {
        Stream.iterate(0, i -> i + 1).limit(1000).map(i -> i + ".txt").forEach(this::met);
        polled(Duration.ofMillis(50));
        assertThat(looks.mayPoll()).isFalse();
        clock.pass(Duration.ofMillis(601));
        assertThat(looks.mayPoll())
                .as("more than ten seconds may pass where all is told")
                .isFalse();
        looks.heard(List.of(new Change(Optional.of(directory.resolve("new.txt")), true)));
        assertThat(looks.isWorthAPoll()).isTrue();
        assertThat(looks.mayPoll()).isTrue();
        assertThat(looks.mayPoll()).isFalse();
    }

    /** Else a fast writer would have a poll of many files for each of its lines. */
    @Test
    void poll_before_its_time_waits_for_twelve_times_what_the_one_before_took() {
        polled(Duration.ofMillis(5));
        looks.heard(List.of(new Change(Optional.of(directory.resolve("new.txt")), true)));
        assertThat(looks.isWorthAPoll()).isFalse();
        assertThat(looks.untilNextLook()).contains(Duration.ofMillis(60).toNanos());
        clock.pass(Duration.ofMillis(60));
        assertThat(looks.isWorthAPoll()).isTrue();
    }

    @Test
    void next_look_is_never_at_once() {
        looks.heard(List.of(new Change(Optional.of(directory.resolve("new.txt")), true)));
        assertThat(looks.untilNextLook()).contains(Duration.ofMillis(1).toNanos());
    }

    // ---- visits

    @Test
    void file_that_is_known_and_has_grown_is_visited_once_when_it_has_rested_and_needs_no_poll() throws Exception {
        Path file = read("a.txt");
        looks.heard(List.of(grown(file), grown(file)));
        assertThat(visits()).isEmpty();
        assertThat(looks.untilNextLook()).contains(REST.toNanos());
        clock.pass(REST);
        assertThat(looks.isWorthAPoll()).isFalse();
        assertThat(visits()).containsExactly(file);
        assertThat(visits()).isEmpty();
    }

    @Test
    void name_that_is_new_is_never_visited_whatever_was_there() throws Exception {
        Path file = read("a.txt");
        clock.pass(REST);
        looks.heard(List.of(new Change(Optional.of(file), true)));
        assertThat(visits()).isEmpty();
        assertThat(looks.isWorthAPoll()).isTrue();
    }

    @Test
    void visits_rest_for_twenty_four_times_what_they_took() throws Exception {
        Path file = read("a.txt");
        clock.pass(REST);
        looks.visited(List.of(), Duration.ofMillis(2).toNanos());
        looks.heard(List.of(grown(file)));
        assertThat(visits()).isEmpty();
        assertThat(looks.restOfVisits()).isEqualTo(Duration.ofMillis(48).toNanos());
        assertThat(looks.untilNextLook()).contains(Duration.ofMillis(48).toNanos());
        clock.pass(Duration.ofMillis(48));
        assertThat(visits()).containsExactly(file);
    }

    @Test
    void several_files_wait_for_a_poll_where_their_order_counts_and_one_does_not() throws Exception {
        Path first = read("a.txt");
        Path second = read("b.txt");
        clock.pass(REST);
        looks.heard(List.of(grown(first)));
        assertThat(looks.takeVisits(() -> true, () -> true)).containsExactly(first);
        looks.heard(List.of(grown(first), grown(second)));
        assertThat(looks.takeVisits(() -> true, () -> true)).isEmpty();
        assertThat(looks.isWorthAPoll()).isTrue();
        looks.heard(List.of(grown(first), grown(second)));
        assertThat(looks.takeVisits(() -> true, () -> false)).containsExactly(first, second);
    }

    /** While a database is away nothing is to be asked of it before a poll in its time. */
    @Test
    void where_no_visit_is_possible_polls_in_their_time_find_the_files() throws Exception {
        Path first = read("a.txt");
        Path second = read("b.txt");
        clock.pass(REST);
        looks.heard(List.of(grown(first), grown(second)));
        assertThat(looks.takeVisits(() -> false, () -> {
                    throw new AssertionError("nobody is to be asked");
                }))
                .isEmpty();
        assertThat(looks.isWorthAPoll()).isFalse();
        assertThat(visits()).isEmpty();
    }

    @Test
    void file_that_did_something_else_than_grow_is_left_to_a_poll() throws Exception {
        Path file = read("a.txt");
        Files.writeString(file, "2\n");
        Visit visit = follower.visitAlone(file);
        assertThat(follower.begin(visit, () -> false)).isExhausted();
        follower.ended(visit, Optional.empty());
        clock.pass(REST);
        looks.visited(List.of(file), 0);
        assertThat(looks.isWorthAPoll()).isTrue();
    }

    private List<Path> visits() {
        return looks.takeVisits(() -> true, () -> false);
    }

    private static Change grown(Path file) {
        return new Change(Optional.of(file), false);
    }

    private void met(String name) {
        follower.met(name, name, directory.resolve(name));
    }

    /** Polls twice, since the first one may find what nobody has told. */
    private void polled(Duration processor) {
        for (int poll = 0; poll < 2; poll++) {
            looks.pollBegins();
            processorTime += processor.toNanos();
            looks.pollEnded(0);
            looks.pollIsOver();
        }
    }

    private Path read(String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), name + "\n");
        follower.pollBegins();
        assertThat(follower.hasNews(follower.met(name, name, file))).isTrue();
        Visit visit = follower.visit(file);
        Iterator<Chunk> chunks = follower.begin(visit, () -> false);
        Chunk chunk = chunks.next();
        store.inTransaction(offsets -> {
            offsets.advance(chunk.fileId(), chunk.path(), chunk.before(), chunk.after());
            return chunk;
        });
        follower.written(visit, new Written(chunk, 1, List.of(), () -> {}));
        assertThat(chunks).isExhausted();
        follower.ended(visit, Optional.empty());
        return file;
    }
}
