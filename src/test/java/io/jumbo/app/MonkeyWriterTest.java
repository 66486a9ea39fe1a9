package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonkeyWriterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_764_000_000_123L), ZoneOffset.UTC);

    @TempDir
    Path directory;

    /** Runs nothing by itself: keeps what is to be done next, and after how long. */
    private static final class Agenda extends ScheduledThreadPoolExecutor {
        private final List<Long> pauses = new ArrayList<>();
        private Runnable next = () -> {};

        Agenda() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            pauses.add(unit.toMillis(delay));
            next = command;
            return null;
        }
    }

    @Test
    void appends_the_time_as_one_line_after_each_pause_of_at_most_ten_seconds() throws IOException {
        Agenda agenda = new Agenda();
        Path file = directory.resolve("data/fake_data.txt");
        try (MonkeyWriter monkey = new MonkeyWriter(file, CLOCK, new Random(7), agenda)) {
            monkey.start();
            assertThat(file).doesNotExist();
            for (int turn = 0; turn < 100; turn++) {
                agenda.next.run();
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(100).containsOnly("1764000000.123");
        assertThat(agenda.pauses).hasSize(101).allMatch(pause -> pause >= 0 && pause <= 10_000);
        assertThat(agenda.pauses.stream().distinct().count()).isGreaterThan(50);
    }

    @Test
    void goes_on_after_a_write_that_failed() throws IOException {
        Agenda agenda = new Agenda();
        Path file = Files.createDirectory(directory.resolve("fake_data.txt"));
        try (MonkeyWriter monkey = new MonkeyWriter(file, CLOCK, new Random(7), agenda)) {
            monkey.start();
            agenda.next.run();
            Files.delete(file);
            agenda.next.run();
        }
        assertThat(file).hasContent("1764000000.123");
    }

    @Test
    void writes_nothing_after_it_was_closed() {
        Agenda agenda = new Agenda();
        MonkeyWriter monkey = new MonkeyWriter(directory.resolve("fake_data.txt"), CLOCK, new Random(7), agenda);
        monkey.start();
        monkey.close();

        agenda.next.run();

        assertThat(agenda.pauses).hasSize(1);
    }
}
