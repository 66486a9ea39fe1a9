package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.route.HandPolledWatch;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on one directory, each of which knows only of the files that it holds open itself. */
class TwoInstancesScenarioIT extends HandPolledScenario {

    private HandPolledWatch other;

    @BeforeEach
    void second_instance() throws Exception {
        other = instance();
    }

    @AfterEach
    void close_the_second() {
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

    /** Its offset is the other's by then, and who holds the file reads it on from there. */
    @Test
    void a_file_is_read_by_who_holds_it_when_the_one_that_took_it_for_a_new_one_is_gone() throws Exception {
        append("f.txt", "1");
        polls(other);
        Files.move(file("f.txt"), file("away"));
        polls(one);
        Files.move(file("away"), file("g.txt"));
        polls(one);
        heardOnce("file changed: g.txt New");
        one.close();
        append("g.txt", "\n2\n");
        Files.delete(file("g.txt"));
        settled(other);
        assertThat(rows()).containsExactly("1", "2");
    }

    /** The same of one that was read before. */
    @Test
    void a_file_that_was_copied_and_cut_is_read_by_who_holds_it_when_the_one_that_saw_it_is_gone() throws Exception {
        append("f.txt", numbers(1, 3));
        polls(other);
        Files.copy(file("f.txt"), file("copy.txt"));
        cut("f.txt", 0);
        settled(one);
        heardOnce("file changed: copy.txt Copied");
        one.close();
        append("f.txt", numbers(4, 5));
        Files.delete(file("f.txt"));
        settled(other);
        assertThat(rows()).containsExactly(numbered(1, 5));
    }

    /** A temporary file, which was seen while it was empty. */
    @Test
    void a_file_of_which_nothing_was_read_has_one_offset_when_it_is_renamed_onto_the_one_it_continues()
            throws Exception {
        append("f.txt", numbers(1, 3));
        append("temporary.txt", "");
        polls(other);
        append("temporary.txt", numbers(1, 5));
        Files.move(file("temporary.txt"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        settled(one);
        assertThat(rows()).containsExactly(numbered(1, 5));
        append("f.txt", numbers(6, 6));
        Files.delete(file("f.txt"));
        settled(other);
        assertThat(rows()).containsExactly(numbered(1, 6));
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

    /** The same of a temporary file that was read while less was in it. */
    @Test
    void a_file_of_which_lines_were_read_has_one_offset_when_it_is_renamed_onto_the_one_it_continues()
            throws Exception {
        append("f.txt", numbers(1, 3));
        polls(one);
        append("temporary.txt", numbers(1, 2));
        settled(one);
        settled(other);
        append("temporary.txt", numbers(3, 5));
        Files.move(file("temporary.txt"), file("f.txt"), StandardCopyOption.REPLACE_EXISTING);
        settled(one);
        Files.delete(file("f.txt"));
        settled(other);
        assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "1", "2", "4", "5");
    }

    /** The offset that was stored for it under its new name is set aside by then. */
    @Test
    void a_file_that_the_other_one_read_under_another_name_is_not_read_again_by_who_holds_it() throws Exception {
        append("f.txt", numbers(1, 1));
        append("other.txt", "");
        polls(one);
        polls(other);
        Files.copy(file("f.txt"), file("copy.txt"));
        cut("f.txt", 0);
        append("f.txt", numbers(2, 4));
        Files.move(file("f.txt"), file("g.txt"));
        settled(one);
        Files.move(file("other.txt"), file("g.txt"), StandardCopyOption.REPLACE_EXISTING);
        settled(one);
        settled(other);
        assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    void bytes_that_both_of_them_saw_are_counted_once() throws Exception {
        append("g.txt", numbers(11, 11));
        append("f.txt", numbers(1, 3) + "4");
        polls(one);
        polls(other);
        cut("f.txt", 0);
        settled(one);
        settled(other);
        assertThat(database.column("SELECT sum(abandoned_bytes) FROM jumbo_offsets"))
                .containsExactly("1");
    }
}
