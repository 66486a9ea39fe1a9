package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.GrowingFile;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedFileTest {

    private static final ReadLimits LIMITS = new ReadLimits(10, 10);

    private final WatchedFile file = new WatchedFile("run/a.txt");

    @Test
    void counts_as_examined_only_while_it_looks_the_same_in_everything() {
        Observation seen = new Observation(10, Optional.of("inode 7"), FileTime.fromMillis(1_000));
        assertThat(file.isExamined(seen)).isFalse();
        file.examined(seen);
        assertThat(file.isExamined(seen)).isTrue();
        assertThat(file.isExamined(new Observation(11, seen.fileKey(), seen.modified())))
                .as("grown, although its time stands still")
                .isFalse();
        assertThat(file.isExamined(new Observation(10, Optional.of("inode 8"), seen.modified())))
                .as("replaced")
                .isFalse();
        assertThat(file.isExamined(new Observation(10, seen.fileKey(), FileTime.fromMillis(999))))
                .as("rewritten, and the clock went back")
                .isFalse();
        file.forgetExamined();
        assertThat(file.isExamined(seen)).isFalse();
        assertThat(file.isExamined()).isFalse();
    }

    @Test
    void is_forgotten_when_a_poll_did_not_meet_it() {
        file.seenIn(4);
        assertThat(file.wasSeenSince(4)).isTrue();
        assertThat(file.wasSeenSince(5)).isFalse();
    }

    @Test
    void is_held_longer_from_failure_to_failure_until_it_is_released() {
        long now = 0;
        assertThat(file.isHeld(now)).isFalse();
        file.hold(now);
        assertThat(file.isHeld(now)).isTrue();
        now += Duration.ofMillis(250).toNanos();
        assertThat(file.isHeld(now)).isFalse();
        file.hold(now);
        assertThat(file.isHeld(now + Duration.ofMillis(250).toNanos())).isTrue();
        file.release();
        assertThat(file.isHeld(now)).isFalse();
        file.hold(now);
        assertThat(file.isHeld(now + Duration.ofMillis(250).toNanos())).isFalse();
    }

    @Test
    void only_a_change_is_news() {
        assertThat(file.unreadable(false)).isFalse();
        assertThat(file.unreadable(true)).isTrue();
        assertThat(file.unreadable(true)).isFalse();
        assertThat(file.unreadable(false)).isTrue();
        assertThat(file.heldBack(false)).isFalse();
        assertThat(file.heldBack(true)).isTrue();
        assertThat(file.heldBack(true)).isFalse();
        assertThat(file.heldBack(false)).isTrue();
    }

    @Test
    void search_for_the_end_of_a_long_line_goes_on_in_the_next_pass() throws IOException {
        try (GrowingFile growing = GrowingFile.create()) {
            growing.append(bytes("x".repeat(100)));
            searchedTo(growing, 100);
            growing.append(bytes("x".repeat(100)));
            Observation now = TailReader.observe(growing.path());
            try (TailReader reader = open(growing, now)) {
                file.prepare(reader, now);
                assertThat(reader.scannedTo()).isEqualTo(100);
            }
        }
    }

    @Test
    void search_starts_anew_when_the_file_got_shorter() throws IOException {
        try (GrowingFile growing = GrowingFile.create()) {
            growing.append(bytes("x".repeat(100)));
            searchedTo(growing, 100);
            growing.rewriteFrom(0, bytes("x".repeat(99)));
            Observation now = TailReader.observe(growing.path());
            try (TailReader reader = open(growing, now)) {
                file.prepare(reader, now);
                assertThat(reader.scannedTo()).isZero();
            }
        }
    }

    @Test
    void end_set_for_one_pass_holds_for_that_pass_only() throws IOException {
        try (GrowingFile growing = GrowingFile.create()) {
            growing.append(bytes("1\n2\n"));
            Observation now = TailReader.observe(growing.path());
            file.endAt(2);
            try (TailReader reader = open(growing, now)) {
                file.prepare(reader, now);
                assertThat(reader.next()).map(Object::toString).contains("a.txt bytes 0 to 2, 1 lines");
                assertThat(reader.next()).isEmpty();
                assertThat(file.passDone(reader, reader.progress())).as("whole").isFalse();
            }
            try (TailReader reader = open(growing, now)) {
                file.prepare(reader, now);
                assertThat(reader.next()).map(Object::toString).contains("a.txt bytes 0 to 4, 2 lines");
                assertThat(file.passDone(reader, reader.progress())).as("whole").isTrue();
            }
        }
    }

    private void searchedTo(GrowingFile growing, long expected) throws IOException {
        Observation now = TailReader.observe(growing.path());
        try (TailReader reader = open(growing, now)) {
            file.prepare(reader, now);
            assertThat(reader.next()).isEmpty();
            assertThat(reader.scannedTo()).isEqualTo(expected);
            file.passDone(reader, reader.progress());
        }
    }

    private static TailReader open(GrowingFile growing, Observation now) throws IOException {
        return TailReader.open(growing.path(), "a.txt", Progress.none(now.fileKey()), now, LIMITS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
