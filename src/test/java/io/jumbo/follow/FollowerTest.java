package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Listeners;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.ManualClock;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that one poll has met are looked at together, and visited one after the other. */
class FollowerTest {

    private final ManualClock clock = new ManualClock();
    private final InMemoryOffsets store = new InMemoryOffsets(clock);

    @TempDir
    Path directory;

    private Follower follower;

    @BeforeEach
    void follow() {
        follow(Map.of());
    }

    private void follow(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("directory", directory.toString());
        WatchOptions options = WatchOptions.of("lab", all);
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
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void copy_of_a_file_that_was_written_and_cut_since_both_were_looked_at_is_not_read() throws Exception {
        Path original = written("a.txt", "1\n2\n");
        Path copy = written("c.txt", "1\n2\n");
        follower.pollBegins();
        haveNews(original, copy);
        Visit first = follower.visit(original);
        Chunk chunk = follower.begin(first, () -> false).next();
        Files.writeString(original, "", StandardOpenOption.TRUNCATE_EXISTING);
        writes(first, chunk);
        follower.ended(first, Optional.empty());

        assertThat(chunksOf(copy)).isExhausted();
    }

    @Test
    void file_that_begins_otherwise_is_read_in_the_same_poll() throws Exception {
        Path one = written("a.txt", "1\n2\n");
        Path other = written("c.txt", "3\n");
        follower.pollBegins();
        haveNews(one, other);
        Visit first = follower.visit(one);
        writes(first, follower.begin(first, () -> false).next());
        follower.ended(first, Optional.empty());

        assertThat(chunksOf(other)).hasNext();
    }

    /** A pass reads what came while it went on; the system tells of that afterwards. */
    @Test
    void file_whose_change_was_read_by_the_visit_before_is_still_known_without_a_poll() throws Exception {
        Path file = written("a.txt", "1\n");
        follower.pollBegins();
        haveNews(file);
        Visit first = follower.visit(file);
        Iterator<Chunk> chunks = follower.begin(first, () -> false);
        writes(first, chunks.next());
        assertThat(chunks).isExhausted();
        follower.ended(first, Optional.empty());
        assertThat(follower.isReadOn(file)).isTrue();

        Visit again = follower.visitAlone(file);
        assertThat(follower.begin(again, () -> false)).isExhausted();
        follower.ended(again, Optional.empty());
        assertThat(follower.isReadOn(file)).isTrue();

        Files.writeString(file, "2\n", StandardOpenOption.TRUNCATE_EXISTING);
        Visit changed = follower.visitAlone(file);
        assertThat(follower.begin(changed, () -> false)).isExhausted();
        follower.ended(changed, Optional.empty());
        assertThat(follower.isReadOn(file)).as("as long, but other lines").isFalse();
    }

    /** Each poll would ask for its offset again, and compare all of it. */
    @Test
    void polls_leave_a_file_alone_that_visits_without_a_poll_read_on_and_find_it_when_these_end() throws Exception {
        Path file = written("a.txt", "1\n");
        follower.pollBegins();
        haveNews(file);
        Visit first = follower.visit(file);
        reads(first);
        assertThat(isNews(file)).isFalse();

        Files.writeString(file, "2\n", StandardOpenOption.APPEND);
        reads(follower.visitAlone(file));
        Files.writeString(file, "3\n", StandardOpenOption.APPEND);
        clock.pass(Duration.ofMillis(300));
        follower.pollBegins();
        assertThat(isNews(file)).as("visited 300 ms ago").isFalse();
        clock.pass(Duration.ofMillis(300));
        follower.pollBegins();
        assertThat(isNews(file)).as("not visited for more than a poll interval").isTrue();
    }

    /** What was changed cannot be known, but polls tell that something was. */
    @Test
    void file_that_was_touched_above_its_end_is_left_to_a_poll() throws Exception {
        String lines = "0123456789\n".repeat(10_000);
        Path file = written("a.txt", lines);
        follower.pollBegins();
        haveNews(file);
        reads(follower.visit(file));
        assertThat(follower.isReadOn(file)).isTrue();

        Files.writeString(file, lines.substring(0, 55_003) + "X" + lines.substring(55_004));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
        Visit visit = follower.visitAlone(file);
        assertThat(follower.begin(visit, () -> false)).isExhausted();
        follower.ended(visit, Optional.empty());
        clock.pass(Duration.ofSeconds(1));
        follower.pollBegins();
        assertThat(isNews(file)).isTrue();
    }

    private boolean isNews(Path file) throws Exception {
        String name = file.getFileName().toString();
        return follower.hasNews(follower.met(name, name, file));
    }

    private void reads(Visit visit) throws Exception {
        Iterator<Chunk> chunks = follower.begin(visit, () -> false);
        writes(visit, chunks.next());
        assertThat(chunks).isExhausted();
        follower.ended(visit, Optional.empty());
    }

    private Path written(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content);
    }

    private void haveNews(Path... files) throws Exception {
        for (Path file : files) {
            String name = file.getFileName().toString();
            assertThat(follower.hasNews(follower.met(name, name, file))).isTrue();
        }
    }

    private Iterator<Chunk> chunksOf(Path file) throws Exception {
        return follower.begin(follower.visit(file), () -> false);
    }

    private void writes(Visit visit, Chunk chunk) throws Exception {
        advances(chunk);
        follower.written(visit, new Written(chunk, chunk.records().size(), List.of(), () -> {}));
    }

    private void advances(Chunk chunk) throws Exception {
        store.inTransaction(offsets -> {
            offsets.advance(chunk.fileId(), chunk.path(), chunk.before(), chunk.after());
            return chunk;
        });
    }

    @Test
    void file_is_met_again_under_its_name() throws Exception {
        Path file = written("a.txt", "1\n");
        follower.pollBegins();
        assertThat(follower.metAgain("a.txt")).isEmpty();
        Met met = follower.met("a.txt", "a.txt", file);
        follower.pollBegins();
        assertThat(follower.metAgain("a.txt")).contains(met);
    }

    @Test
    void nothing_is_read_while_the_watch_stops_or_has_trouble() throws Exception {
        Path file = written("a.txt", "1\n");
        follower.pollBegins();
        haveNews(file);
        Visit stopped = follower.visit(file);
        assertThat(follower.begin(stopped, () -> true)).isExhausted();
        follower.ended(stopped, Optional.empty());
        follower.failures().survived(() -> {
            throw new SQLException("refused", "08001");
        });
        Visit troubled = follower.visit(file);
        assertThat(follower.begin(troubled, () -> false)).isExhausted();
        follower.ended(troubled, Optional.empty());
        clock.pass(Duration.ofSeconds(1));
        follower.pollBegins();
        haveNews(file);
        reads(follower.visit(file));
    }

    @Test
    void all_are_looked_into_again_when_that_is_asked() throws Exception {
        Path file = written("a.txt", "1\n");
        follower.pollBegins();
        haveNews(file);
        reads(follower.visit(file));
        clock.pass(Duration.ofSeconds(1));
        follower.pollBegins();
        assertThat(isNews(file)).isFalse();
        follower.forgetExamined();
        assertThat(isNews(file)).isTrue();
    }
}
