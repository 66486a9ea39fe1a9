package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.route.HandPolledWatch;
import io.jumbo.support.ManualClock;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on one directory, each of which knows only of the files that it holds open itself. Polls are made by hand: who looks first is what matters. */
class TwoInstancesScenarioIT extends Scenario {

    private final ManualClock clock = new ManualClock();
    private HandPolledWatch one;
    private HandPolledWatch other;

    @BeforeEach
    void two_instances() throws Exception {
        one = HandPolledWatch.start(() -> watch().into(database.dataSource()), clock);
        other = HandPolledWatch.start(() -> watch().into(database.dataSource()), clock);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    /** Whoever holds it knows that it is the file that was cut, so that the copy is one. */
    @Test
    void a_file_that_the_other_one_found_under_its_new_name_stays_held() throws Exception {
        append("f.txt", numbers(1, 3));
        polls(one);
        Files.move(file("f.txt"), file("g.txt"));
        polls(other);
        heardOnce("file changed: g.txt Renamed");
        Files.copy(file("g.txt"), file("copy"));
        cut("g.txt", 0);
        append("g.txt", numbers(4, 4));
        Files.move(file("g.txt"), file("h.txt"));
        polls(one);
        Files.move(file("copy"), file("copy.txt"));
        settled(one);
        heardOnce("file changed: copy.txt Copied");
        settled(other);
        assertThat(rows()).containsExactlyInAnyOrder(numbered(1, 4));
    }

    @Test
    void a_file_of_which_nothing_was_read_and_that_the_other_one_took_for_a_new_one_is_read_once() throws Exception {
        append("f.txt", "1");
        polls(other);
        Files.move(file("f.txt"), file("away"));
        polls(one);
        assertThat(database.column("SELECT path FROM jumbo_offsets WHERE gone_at IS NOT NULL"))
                .containsExactly("f.txt");
        append("away", "\n2\n");
        Files.move(file("away"), file("g.txt"));
        polls(one);
        heardOnce("file changed: g.txt New");
        assertThat(rows()).containsExactly("1", "2");
        Files.delete(file("g.txt"));
        settled(other);
        settled(one);
        assertThat(rows()).containsExactly("1", "2");
    }

    @Test
    void a_file_whose_offset_went_over_to_its_copy_is_not_read_on_for_that() throws Exception {
        append("f.txt", numbers(1, 3));
        polls(other);
        Files.copy(file("f.txt"), file("copy.txt"));
        cut("f.txt", 0);
        append("f.txt", numbers(1, 2));
        settled(one);
        heardOnce("file changed: copy.txt Copied");
        append("f.txt", "3\n5\n");
        polls(one);
        Files.delete(file("f.txt"));
        cut("copy.txt", 0);
        settled(one);
        settled(other);
        assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "1", "2", "3", "5");
    }

    private void polls(HandPolledWatch watch) {
        clock.pass(Duration.ofMillis(20));
        watch.poll();
    }

    /** Lets it look until there is nothing more to wait for. */
    private void settled(HandPolledWatch watch) {
        for (int i = 0; i < 6; i++) {
            clock.pass(Duration.ofSeconds(3));
            watch.poll();
        }
    }
}
