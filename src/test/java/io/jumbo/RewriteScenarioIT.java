package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.OnRewrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are written anew, by programs that do not append. The simple forms are in {@link FileScenarioIT}. */
class RewriteScenarioIT extends Scenario {

    /** How a program writes a file anew. */
    enum Way {
        /** Cut to nothing, and written in one go. */
        IN_PLACE,
        /** Written beside it, and renamed over it. */
        BY_RENAMING
    }

    // ---- other content

    /** Scenarios 32 and 33, and 34 for a file that is another one. */
    @ParameterizedTest
    @CsvSource({"false, 2", "true, 9"})
    void a_file_replaced_by_one_of_other_content_is_read_from_its_start(boolean stopped, int lines) throws Exception {
        append("f.txt", numbers(11, 15));
        start();
        rowsBecome(numbered(11, 15));
        if (stopped) {
            stop();
        }
        write(Way.BY_RENAMING, numbers(21, 20 + lines));
        if (stopped) {
            start();
        }
        rowsBecome(Stream.concat(Stream.of(numbered(11, 15)), Stream.of(numbered(21, 20 + lines)))
                .toArray(String[]::new));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Scenario 38: nobody knows whether they are the same measurements, but they were written again. */
    @Test
    void the_same_lines_in_a_file_that_was_empty_for_a_while_are_rows_again() throws Exception {
        append("f.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        write(Way.IN_PLACE, "");
        settles("f.txt");
        hears("file changed: f.txt Truncated");
        append("f.txt", numbers(1, 3));
        rowsBecome("1", "2", "3", "1", "2", "3");
    }

    // ---- a longer copy of itself

    /** Scenario 35, while stopped. */
    @ParameterizedTest
    @EnumSource
    void a_file_written_anew_with_a_further_line_while_stopped_adds_that_line_only(Way way) throws Exception {
        append("f.txt", numbers(1, 10));
        start();
        rowsBecome(numbered(1, 10));
        stop();
        write(way, numbers(1, 11));
        start();
        rowsBecome(numbered(1, 11));
        append("f.txt", numbers(12, 12));
        rowsBecome(numbered(1, 12));
    }

    /** Scenario 35, by a program that takes its time: polls see every state in between, most of them with half a line. */
    @Test
    void a_file_written_anew_slowly_adds_its_new_line_only() throws Exception {
        append("f.txt", numbers(1, 500));
        start();
        rowsBecome(numbered(1, 500));
        String anew = numbers(1, 501);
        for (int times = 1; times <= 2; times++) {
            write(Way.IN_PLACE, "");
            for (int from = 0; from < anew.length(); from += 277) {
                pollsPass(2);
                append("f.txt", anew.substring(from, Math.min(anew.length(), from + 277)));
            }
            rowsBecome(numbered(1, 500 + times));
            anew += "502\n";
        }
    }

    // ---- old lines changed

    /** Scenario 37: small, and too big to be looked through at each poll. */
    @ParameterizedTest
    @CsvSource({
        "IN_PLACE, 20, CHANGED",
        "IN_PLACE, 20, LONGER",
        "IN_PLACE, 2000, CHANGED",
        "IN_PLACE, 2000, LONGER",
        "BY_RENAMING, 20, CHANGED",
        "BY_RENAMING, 2000, LONGER"
    })
    void a_changed_old_line_is_no_row_and_what_follows_the_old_lines_is(Way way, int lines, String change)
            throws Exception {
        append("f.txt", measurements(1, lines));
        start();
        rowsBecome(measured(1, lines));
        write(way, changed(lines, change) + measurements(lines + 1, lines + 1));
        if (events.beginningWith("file changed: f.txt Unsettled").isEmpty()) {
            pollsPass(2);
        }
        timePasses(Duration.ofSeconds(2));
        rowsBecome(measured(1, lines + 1));
        append("f.txt", measurements(lines + 2, lines + 2));
        rowsBecome(measured(1, lines + 2));
    }

    /** Scenario 37, while stopped. */
    @ParameterizedTest
    @EnumSource
    void an_old_line_changed_while_stopped_is_no_row(Way way) throws Exception {
        append("f.txt", measurements(1, 20));
        start();
        rowsBecome(measured(1, 20));
        stop();
        write(way, changed(20, "LONGER") + measurements(21, 21));
        start();
        if (way == Way.IN_PLACE) {
            settles("f.txt");
        }
        rowsBecome(measured(1, 21));
        heardOnce("file changed: f.txt Edited");
    }

    /** Scenario 37. */
    @ParameterizedTest
    @EnumSource
    void a_file_with_a_changed_old_line_is_read_again_if_that_is_wished(Way way) throws Exception {
        append("f.txt", measurements(1, 20));
        start(watch().onRewrite(OnRewrite.RELOAD));
        rowsBecome(measured(1, 20));
        String anew = changed(20, "LONGER") + measurements(21, 21);
        write(way, anew);
        if (way == Way.IN_PLACE) {
            settles("f.txt");
        }
        rowsBecome(Stream.concat(Stream.of(measured(1, 20)), anew.lines()).toArray(String[]::new));
        assertThat(events.beginningWith("bytes abandoned")).isEmpty();
    }

    /** Scenario 37: the number of measurements stands in the first line. */
    @ParameterizedTest
    @CsvSource({"IN_PLACE, 5", "BY_RENAMING, 1000"})
    void a_header_that_changes_with_every_measurement_is_a_row_once(Way way, int before) throws Exception {
        append("f.txt", "count " + before + "\n" + measurements(1, before));
        start();
        String header = "count " + before;
        rowsBecome(with(header, measured(1, before)));
        for (int count = before + 1; count <= before + 3; count++) {
            events.news();
            write(way, "count " + (count * 10) + "\n" + measurements(1, count));
            if (way == Way.IN_PLACE) {
                settles("f.txt");
            }
            rowsBecome(with(header, measured(1, count)));
            heardOnce("file changed: f.txt Edited");
        }
    }

    // ---- cut at the front, or back

    /** Scenario 37: {@code tail -n 100 f.txt > t; cat t > f.txt}, or with {@code mv}. */
    @ParameterizedTest
    @EnumSource
    void a_file_whose_oldest_lines_are_cut_off_goes_on_behind_its_last(Way way) throws Exception {
        append("f.txt", measurements(1, 250));
        start();
        rowsBecome(measured(1, 250));
        write(way, measurements(151, 250));
        if (way == Way.IN_PLACE) {
            settles("f.txt");
        }
        hears("file changed: f.txt Edited");
        append("f.txt", measurements(251, 252));
        rowsBecome(measured(1, 252));
        stop();
        write(way, measurements(153, 253));
        start();
        if (way == Way.IN_PLACE) {
            eventually(() -> assertThat(events.beginningWith("file changed: f.txt Unsettled"))
                    .hasSize(2));
            timePasses(Duration.ofSeconds(2));
        }
        rowsBecome(measured(1, 253));
    }

    /** Scenario 32: its last lines are taken back, and others written. */
    @Test
    void a_file_cut_back_to_a_beginning_of_itself_adds_what_is_appended_only() throws Exception {
        append("f.txt", numbers(1, 10));
        start();
        rowsBecome(numbered(1, 10));
        cut("f.txt", numbers(1, 6).length());
        settles("f.txt");
        hears("file changed: f.txt CutBack");
        rowsBecome(numbered(1, 10));
        append("f.txt", numbers(11, 12));
        rowsBecome(numbered(1, 12));
    }

    private void write(Way way, String text) throws IOException {
        if (way == Way.BY_RENAMING) {
            Path anew = Files.writeString(temporary.resolve("anew"), text);
            Files.move(anew, file("f.txt"), StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.writeString(file("f.txt"), text);
        }
    }

    private static String changed(int lines, String change) {
        String line = measured(lines / 2, lines / 2)[0];
        String other = line.replace("value", "other") + (change.equals("LONGER") ? " and more" : "");
        return measurements(1, lines).replace(line + "\n", other + "\n");
    }

    private static String[] with(String header, String... lines) {
        return Stream.concat(Stream.of(header), Stream.of(lines)).toArray(String[]::new);
    }

    private static String[] measured(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> String.format(Locale.ROOT, "value %06d", n))
                .toArray(String[]::new);
    }

    private static String measurements(int first, int last) {
        return String.join("\n", measured(first, last)) + "\n";
    }
}
