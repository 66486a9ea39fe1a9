package io.jumbo.app.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.ManualClock;
import io.jumbo.tail.Chunks;
import io.jumbo.write.Written;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogDisplayTest {

    private final ManualClock clock = new ManualClock();
    private final Backlogs backlogs = new Backlogs(clock, line -> {});
    private final List<String> shown = new ArrayList<>();

    @Test
    void more_files_than_a_terminal_has_room_for_are_counted() {
        behind(11);
        try (BacklogDisplay display = new BacklogDisplay(backlogs, this::keep)) {
            display.show();
            assertThat(shown).hasSize(9).startsWith("data: 1.txt 20 %").endsWith("data: 8.txt 20 %", "3 more");
            for (int file = 1; file <= 4; file++) {
                backlogs.fileCaughtUp("data", file + ".txt");
            }
            display.show();
            assertThat(shown).hasSize(8).startsWith("data: 5.txt 20 %").endsWith("data: 11.txt 20 %", "0 more");
        }
    }

    @Test
    void nothing_is_shown_after_the_end() {
        behind(1);
        BacklogDisplay display = new BacklogDisplay(backlogs, this::keep);
        display.show();
        display.close();
        assertThat(shown).containsExactly("0 more");
        display.show();
        assertThat(shown).containsExactly("0 more");
    }

    @Test
    void standard_streams_are_given_back() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        Screen screen = new Screen(80);
        try (BacklogDisplay display =
                new BacklogDisplay(backlogs, new DrawnView(screen.stream(), StandardCharsets.ISO_8859_1))) {
            display.start();
            assertThat(System.out).isNotSameAs(out);
            assertThat(System.err).isNotSameAs(err);
        }
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
        assertThat(screen.rows()).isEmpty();
    }

    private void keep(List<BacklogLine> files, int more) {
        shown.clear();
        files.forEach(file -> shown.add(file.text().replaceAll(",.*", "")));
        shown.add(more + " more");
    }

    private void behind(int files) {
        for (int file = 1; file <= files; file++) {
            written(file, 0, 100);
        }
        clock.pass(Duration.ofSeconds(2));
        for (int file = 1; file <= files; file++) {
            written(file, 100, 200);
        }
    }

    private void written(int file, long from, long to) {
        backlogs.chunkWritten(
                "data",
                new Written(Chunks.stretch(file, file + ".txt", from, to, 1_000), to - from, List.of(), () -> {}));
    }
}
