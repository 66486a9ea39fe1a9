package io.jumbo.app.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawnViewTest {

    private final Screen screen = new Screen(60);
    private final DrawnView view = new DrawnView(screen.stream(), StandardCharsets.ISO_8859_1);
    private final PrintStream out = view.above(screen.stream());

    @Test
    void lines_are_drawn_anew_where_they_stand() {
        out.println("the log");
        view.show(List.of(line("a.txt", 10), line("b.txt", 20)), 0);
        view.show(List.of(line("a.txt", 11), line("b.txt", 20)), 0);
        assertThat(screen.rows())
                .containsExactly(
                        "the log", "data: a.txt 11 %, 7 rows/s, 9 s left", "data: b.txt 20 %, 7 rows/s, 9 s left");
    }

    @Test
    void what_is_printed_comes_to_stand_above_them() {
        view.show(List.of(line("a.txt", 10), line("b.txt", 20)), 0);
        out.println("one");
        assertThat(screen.rows()).containsExactly("one");
        view.show(List.of(line("a.txt", 11), line("b.txt", 20)), 0);
        out.print("two\nthree\n");
        view.show(List.of(line("b.txt", 21)), 0);
        assertThat(screen.rows()).containsExactly("one", "two", "three", "data: b.txt 21 %, 7 rows/s, 9 s left");
    }

    @Test
    void same_lines_are_there_again_after_something_was_printed() {
        view.show(List.of(line("a.txt", 10)), 0);
        out.println("one");
        view.show(List.of(line("a.txt", 10)), 0);
        assertThat(screen.rows()).containsExactly("one", "data: a.txt 10 %, 7 rows/s, 9 s left");
    }

    @Test
    void nothing_is_drawn_into_a_line_that_is_not_finished() {
        view.show(List.of(line("a.txt", 10)), 0);
        out.print("half ");
        out.flush();
        view.show(List.of(line("a.txt", 11)), 0);
        assertThat(screen.rows()).containsExactly("half ");
        out.println("a line");
        view.show(List.of(line("a.txt", 12)), 0);
        assertThat(screen.rows()).containsExactly("half a line", "data: a.txt 12 %, 7 rows/s, 9 s left");
    }

    @Test
    void streams_share_the_terminal() {
        PrintStream err = view.above(screen.stream());
        view.show(List.of(line("a.txt", 10)), 0);
        err.println("an error");
        err.write('x');
        err.flush();
        out.println();
        view.show(List.of(line("a.txt", 10)), 0);
        assertThat(screen.rows()).containsExactly("an error", "x", "data: a.txt 10 %, 7 rows/s, 9 s left");
    }

    @Test
    void none_is_left_behind() {
        out.println("the log");
        view.show(List.of(line("a.txt", 10)), 3);
        assertThat(screen.rows())
                .containsExactly("the log", "data: a.txt 10 %, 7 rows/s, 9 s left", "and 3 more files are behind");
        view.show(List.of(), 0);
        assertThat(screen.rows()).containsExactly("the log");
        out.println("more of it");
        assertThat(screen.rows()).containsExactly("the log", "more of it");
    }

    @Test
    void nothing_is_sent_to_the_terminal_while_nothing_is_behind_or_nothing_is_new() {
        view.show(List.of(), 0);
        assertThat(screen.received()).isZero();
        view.show(List.of(line("a.txt", 10)), 0);
        long once = screen.received();
        view.show(List.of(line("a.txt", 10)), 0);
        assertThat(screen.received()).isEqualTo(once);
    }

    /** One that wraps would be two rows, of which one would stay. */
    @Test
    void line_is_cut_where_the_terminal_ends_and_the_log_is_not() {
        Screen narrow = new Screen(20);
        DrawnView cramped = new DrawnView(narrow.stream(), StandardCharsets.ISO_8859_1);
        cramped.show(List.of(line("a.txt", 10)), 0);
        assertThat(narrow.rows()).containsExactly("data: a.txt 10 %, 7t");
        cramped.above(narrow.stream()).println("a line of the log that is long");
        assertThat(narrow.rows()).containsExactly("a line of the log th", "at is long");
    }

    private static BacklogLine line(String path, long percent) {
        return new BacklogLine(
                new FileOfWatch("data", 1), path, percent, 100, Optional.of(7.0), Optional.of(Duration.ofSeconds(9)));
    }
}
