package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several things that happen to files before they are looked at again. */
class BetweenPollsScenarioIT extends HandPolledScenario {

    private static final String[] RESULTS = {"OK", "FAIL", "OK", "FAIL", "OK", "FAIL"};

    /** A directory in which nothing is left is not believed. */
    @BeforeEach
    void another_file() {
        append("other.txt", "");
    }

    // ---- a result in each file, and few different ones

    @Test
    void results_that_repeat_are_read_each_time_a_file_replaces_the_one_before() throws Exception {
        for (String result : RESULTS) {
            append("temporary", result + "\n");
            Files.move(file("temporary"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
            for (int i = 0; i < 3; i++) {
                polls(one, Duration.ofMillis(500));
            }
        }
        assertThat(rows()).containsExactly(RESULTS);
    }

    @Test
    void results_that_repeat_are_read_each_time_the_file_before_is_moved_out_of_the_pattern() throws Exception {
        for (int i = 0; i < RESULTS.length; i++) {
            append("f.txt", RESULTS[i] + "\n");
            polls(one, Duration.ofMillis(500));
            polls(one, Duration.ofMillis(500));
            Files.move(file("f.txt"), file("f.txt." + i));
        }
        assertThat(rows()).containsExactly(RESULTS);
    }

    @Test
    void a_result_that_is_written_in_place_and_then_replaced_by_an_equal_one_is_read_twice() throws Exception {
        append("f.txt", "OK\n");
        polls(one);
        cut("f.txt", 0);
        append("f.txt", "FAIL\n");
        settled(one);
        append("temporary", "OK\n");
        Files.move(file("temporary"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        settled(one);
        assertThat(rows()).containsExactly("OK", "FAIL", "OK");
    }

    // ---- cut and renamed

    @Test
    void lines_unread_of_a_file_that_was_cut_and_renamed_are_found_although_another_file_has_its_name()
            throws Exception {
        append("f.txt", numbers(1, 3));
        polls(one);
        append("f.txt", numbers(4, 5));
        Files.copy(file("f.txt"), file("f.txt.1"));
        cut("f.txt", 0);
        append("f.txt", numbers(6, 6));
        Files.move(file("f.txt"), file("g.txt"));
        append("f.txt", numbers(101, 120));
        settled(one);
        assertThat(rows()).contains(numbered(1, 6)).contains(numbered(101, 120)).hasSize(26);
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void nothing_is_counted_of_a_file_that_was_read_cut_and_renamed_when_another_file_has_its_name() throws Exception {
        append("f.txt", numbers(1, 3));
        polls(one);
        cut("f.txt", 0);
        append("f.txt", numbers(6, 6));
        Files.move(file("f.txt"), file("g.txt"));
        append("f.txt", numbers(101, 120));
        settled(one);
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    @Test
    void an_unfinished_line_is_read_on_although_a_file_that_was_cut_back_took_the_name() throws Exception {
        append("f.txt", numbers(1, 3));
        append("g.txt", "11\n1");
        polls(one);
        polls(one);
        Files.move(file("g.txt"), file("g.txt.1"));
        cut("f.txt", 4);
        Files.move(file("f.txt"), file("g.txt"));
        settled(one);
        append("g.txt.1", "2\n");
        settled(one);
        assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "11", "12");
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    // ---- who holds what

    /** Its offset is the copy's by then, and no poll meets it any more. */
    @Test
    void lines_of_a_file_that_was_copied_and_cut_and_moved_out_of_the_pattern_are_read() throws Exception {
        append("f.txt", numbers(1, 3));
        polls(one);
        Files.copy(file("f.txt"), file("copy.txt"));
        cut("f.txt", 0);
        append("f.txt", numbers(4, 5));
        Files.move(file("f.txt"), file("away"));
        settled(one);
        assertThat(rows()).containsExactly(numbered(1, 5));
        Files.move(file("away"), file("g.txt"));
        settled(one);
        append("g.txt", numbers(6, 6));
        settled(one);
        assertThat(rows()).containsExactly(numbered(1, 6));
    }

    /** It is the file that is held open which the new one begins like, and nothing is under its name. */
    @Test
    void a_file_that_begins_like_one_that_was_moved_away_does_not_wait_for_it() throws Exception {
        append("f.txt", numbers(1, 300));
        polls(one);
        append("f.txt", numbers(301, 302));
        Files.move(file("f.txt"), file("away"));
        append("g.txt", numbers(1, 300) + numbers(999, 999));
        settled(one);
        assertThat(rows()).hasSize(603).contains("302", "999");
    }

    /** A temporary file that was seen with a beginning of what was in it at last. */
    @Test
    void a_file_that_was_renamed_onto_the_one_it_continues_is_not_read_on_for_its_former_name() throws Exception {
        append("f.txt", numbers(1, 3));
        polls(one);
        append("temporary.txt", numbers(1, 2));
        settled(one);
        append("temporary.txt", numbers(3, 5));
        Files.move(file("temporary.txt"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        settled(one);
        Files.move(file("f.txt"), file("away"));
        for (int i = 0; i < 5; i++) {
            settled(one);
        }
        assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "1", "2", "4", "5");
    }
}
