package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.RewriteScenarioIT.Way;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that do not write behind the last line: on top of the file, in front of a footer, or where lines stand already. */
class InsertedLinesScenarioIT extends Scenario {

    @ParameterizedTest
    @EnumSource
    void newest_line_on_top_becomes_the_only_new_row(Way way) throws Exception {
        append("f.txt", "3\n2\n1\n");
        start();
        rowsBecome("3", "2", "1");
        write(way, "4\n3\n2\n1\n");
        settles("f.txt");
        rowsBecome("3", "2", "1", "4");
        write(way, "6\n5\n4\n3\n2\n1\n");
        settles("f.txt");
        rowsBecome("3", "2", "1", "4", "6", "5");
        append("f.txt", "0\n");
        rowsBecome("3", "2", "1", "4", "6", "5", "0");
    }

    @ParameterizedTest
    @EnumSource
    void lines_in_front_of_a_footer_become_the_only_new_rows(Way way) throws Exception {
        String[] first =
                Stream.concat(Stream.of(numbered(1, 2_000)), Stream.of("END")).toArray(String[]::new);
        append("f.txt", numbers(1, 2_000) + "END\n");
        start();
        rowsBecome(first);
        stop();
        write(way, numbers(1, 2_003) + "END\n");
        start();
        settles("f.txt");
        rowsBecome(Stream.concat(Stream.of(first), Stream.of(numbered(2_001, 2_003)))
                .toArray(String[]::new));
        assertThat(database.column("SELECT next_byte FROM jumbo_offsets WHERE path = 'f.txt' AND replaced_at IS NULL"))
                .isEqualTo(List.of(String.valueOf(numbers(1, 2_003).length() + 4)));
    }

    /** What can be known of them is said. */
    @Test
    void lines_that_are_overwritten_where_they_stand_are_told_and_noted() throws Exception {
        append("f.txt", numbers(10_000, 10_999));
        start();
        rowsBecome(
                IntStream.rangeClosed(10_000, 10_999).mapToObj(String::valueOf).toArray(String[]::new));
        for (int time = 0; time < 4; time++) {
            try (RandomAccessFile file = new RandomAccessFile(file("f.txt").toFile(), "rw")) {
                file.seek(6 * (500 + time));
                file.write(("2000" + time).getBytes(StandardCharsets.US_ASCII));
            }
            pollsPass(2);
        }
        hears("lines overwritten: f.txt");
        heardOnce("lines overwritten: f.txt");
        assertThat(database.column("SELECT path FROM jumbo_offsets WHERE changed_at IS NOT NULL"))
                .isEqualTo(List.of("f.txt"));
    }

    private void write(Way way, String text) throws IOException {
        if (way == Way.BY_RENAMING) {
            Path anew = Files.writeString(temporary.resolve("anew"), text);
            Files.move(anew, file("f.txt"), StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.writeString(file("f.txt"), text);
        }
    }
}
