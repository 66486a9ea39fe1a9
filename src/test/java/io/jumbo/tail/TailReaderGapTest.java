package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.LineEnd;
import io.jumbo.support.GrowingFile;
import io.jumbo.support.LineModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of NUL bytes: data that has not arrived yet, or a hole that stays. One character in these tests is one byte. */
class TailReaderGapTest {

    private static final ReadLimits LIMITS = new ReadLimits(1 << 20, 1 << 20, LineEnd.LF);
    private static final String GAP = nuls(Gap.LEAST);

    private final List<String> lines = new ArrayList<>();
    private GrowingFile file;
    private Progress progress;
    private boolean atGap;

    @BeforeEach
    void create() throws IOException {
        file = GrowingFile.create();
        progress = Progress.none(Optional.empty());
    }

    @AfterEach
    void delete() throws IOException {
        file.close();
    }

    // ---- a block that is not data until text replaces it (scenario 90)

    @Test
    void block_at_the_end_is_read_once_text_has_replaced_it() throws IOException {
        append("1.0\n" + nuls(4096));
        assertThat(pass()).containsExactly("a.txt bytes 0 to 4, 1 lines");
        assertThat(atGap).isTrue();
        replace(4, "2.0\n3.0\n");
        assertThat(pass()).containsExactly("a.txt bytes 4 to 12, 2 lines");
        assertThat(atGap).as("the rest of the block").isTrue();
        assertThat(lines).containsExactly("1.0", "2.0", "3.0");
    }

    @Test
    void lines_behind_a_block_wait_for_it() throws IOException {
        append("1.0\n" + nuls(4096) + "\n2.0\n");
        assertThat(pass()).containsExactly("a.txt bytes 0 to 4, 1 lines");
        assertThat(pass()).isEmpty();
        assertThat(atGap).isTrue();
        replace(4, "x".repeat(4096));
        pass();
        assertThat(atGap).isFalse();
        assertThat(lines).containsExactly("1.0", "x".repeat(4096), "2.0");
    }

    @Test
    void line_that_is_torn_by_a_block_waits_for_it() throws IOException {
        append("1.0\n2." + GAP + "0\n3.0\n");
        assertThat(pass()).containsExactly("a.txt bytes 0 to 4, 1 lines");
        assertThat(atGap).isTrue();
        replace(6, "12345678");
        pass();
        assertThat(lines).containsExactly("1.0", "2.123456780", "3.0");
    }

    /** The size of a file is ahead of its data by what was written, which may be one short line. */
    @Test
    void few_bytes_at_the_end_may_be_the_beginning_of_a_block() throws IOException {
        append("1.0\n\0\0\0\0");
        pass();
        assertThat(atGap).isTrue();
        passSettled();
        assertThat(atGap).isFalse();
        replace(4, "2.0\n");
        pass();
        assertThat(atGap).isFalse();
        assertThat(lines).containsExactly("1.0", "2.0");
    }

    @Test
    void block_in_a_line_that_is_too_long_is_found_wherever_it_is() throws IOException {
        ReadLimits limits = new ReadLimits(100, 100, LineEnd.LF);
        int block = 64 * 1024;
        for (int before = block - Gap.LEAST - 1; before <= block + 1; before++) {
            file.rewriteFrom(0, latin1("x".repeat(before) + GAP + "x\n"));
            assertThat(pass(limits, false))
                    .as("%d bytes before the gap", before)
                    .isEmpty();
            assertThat(atGap).isTrue();
        }
        replace(block + 1, "x".repeat(Gap.LEAST));
        assertThat(pass(limits, false)).containsExactly("a.txt bytes 0 to 65547, 1 lines");
        assertThat(atGap).isFalse();
    }

    @Test
    void unfinished_line_that_is_too_long_may_end_with_the_beginning_of_a_block() throws IOException {
        append("x".repeat(1000) + "\0");
        pass(new ReadLimits(10, 10, LineEnd.LF), false);
        assertThat(atGap).isTrue();
    }

    // ---- what is no gap (scenario 67)

    @Test
    void few_bytes_inside_a_line_are_content() throws IOException {
        String few = nuls(Gap.LEAST - 1);
        append("1.0\n" + few + "2" + few + ".0" + few + "\n3.0\n");
        pass();
        assertThat(atGap).isFalse();
        assertThat(lines).containsExactly("1.0", few + "2" + few + ".0" + few, "3.0");
    }

    @Test
    void utf_16_has_no_gap() throws IOException {
        append("0.0\n"); // a file that begins as UTF-16 is not read at all
        append(new String("1.0\n2.0\n".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
        pass();
        assertThat(lines).containsExactly("0.0", "1\0.\0000\0", "\0002\0.\0000\0");
    }

    @Test
    void reader_that_has_not_met_the_gap_yet_is_not_at_it() throws IOException {
        append("1.0\n" + GAP);
        try (TailReader reader = open(LIMITS)) {
            assertThat(reader.next()).isPresent();
            assertThat(reader.isAtGap()).isFalse();
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isAtGap()).isTrue();
        }
    }

    // ---- a hole that stays: a writer that keeps its position although its file was emptied

    @Test
    void head_of_a_settled_file_is_passed_over() throws IOException {
        append(nuls(5000) + "1.0\n2.0\n");
        assertThat(pass()).isEmpty();
        assertThat(passSettled()).containsExactly("a.txt bytes 0 to 5000, a gap", "a.txt bytes 5000 to 5008, 2 lines");
        assertThat(lines).containsExactly("1.0", "2.0");
        assertThat(progress.lines()).as("a gap is no line").isEqualTo(2);
        assertThat(progress.evidence()).isEqualTo(LineModel.evidence(file.content(), 5008));
    }

    @Test
    void gap_is_a_chunk_without_lines_that_says_how_many_bytes_it_passes_over() throws IOException {
        append("1.0\n" + nuls(100) + "2.0\n");
        try (TailReader reader = open(LIMITS)) {
            reader.settled();
            assertThat(reader.next()).map(Chunk::gapBytes).contains(0L);
            Chunk gap = reader.next().orElseThrow();
            assertThat(gap.gapBytes()).isEqualTo(100);
            assertThat(gap.byteLength()).isEqualTo(100);
            assertThat(gap.records()).isEmpty();
            assertThat(gap.withRecords(List.of()).gapBytes()).isEqualTo(100);
            Chunk next = reader.next().orElseThrow();
            assertThat(next.gapBytes()).isZero();
            assertThat(next.records()).extracting(LineRecord::number).containsExactly(2L);
            assertThat(next.withRecords(List.of()).gapBytes())
                    .as("lines left out are no gap")
                    .isZero();
        }
    }

    @Test
    void gap_at_the_end_of_a_settled_file_is_an_unfinished_line() throws IOException {
        append("1.0\n" + nuls(200_000));
        assertThat(passSettled()).containsExactly("a.txt bytes 0 to 4, 1 lines");
        assertThat(atGap).isFalse();
        replace(4, "2.0\n");
        assertThat(passSettled()).containsExactly("a.txt bytes 4 to 8, 1 lines");
        append("3.0\n");
        passSettled();
        assertThat(lines).containsExactly("1.0", "2.0", "3.0");
    }

    @Test
    void gap_is_passed_over_although_the_line_behind_it_is_unfinished() throws IOException {
        append(GAP + "1.");
        assertThat(passSettled()).containsExactly("a.txt bytes 0 to 8, a gap");
        append("0\n");
        passSettled();
        assertThat(lines).containsExactly("1.0");
    }

    @Test
    void gap_inside_a_line_of_a_settled_file_is_content() throws IOException {
        append("1." + GAP + "0\n2.0" + GAP + "\n" + GAP + "3.0\n");
        passSettled();
        assertThat(lines).containsExactly("1." + GAP + "0", "2.0" + GAP, "3.0");
    }

    @Test
    void gap_before_a_terminator_leaves_a_blank_line() throws IOException {
        append(GAP + "\r\n1.0\n");
        passSettled();
        assertThat(lines).containsExactly("", "1.0");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 65_535, 65_536, 65_537, 131_072, 300_000})
    void length_of_the_line_behind_a_gap_is_its_own(int gap) throws IOException {
        append(nuls(gap) + "12345\n" + nuls(gap) + "123456\n" + nuls(gap));
        for (ReadLimits limits : List.of(
                new ReadLimits(1, 5, LineEnd.LF),
                new ReadLimits(100, 5, LineEnd.LF),
                new ReadLimits(1 << 20, 5, LineEnd.LF))) {
            progress = Progress.none(Optional.empty());
            try (TailReader reader = open(limits)) {
                reader.settled();
                assertThat(reader.next()).map(Chunk::gapBytes).contains((long) gap);
                assertThat(reader.next().orElseThrow().records().get(0).isTooLong())
                        .isFalse();
                assertThat(reader.next()).map(Chunk::gapBytes).contains((long) gap);
                Chunk last = reader.next().orElseThrow();
                assertThat(last.records().get(0).isTooLong()).isTrue();
                assertThat(last.records().get(0).byteLength()).isEqualTo(6);
                assertThat(last.after().evidence())
                        .isEqualTo(
                                LineModel.evidence(file.content(), last.after().nextByte()));
                assertThat(reader.next()).isEmpty();
            }
        }
    }

    /** A gigabyte takes ten times as long, of which the reader has a part: the kernel fills its cache with zeros. */
    @Test
    void gap_may_be_far_longer_than_a_chunk() throws IOException {
        int length = 100 << 20;
        file.extendTo(length);
        append("1.0\n");
        assertThat(passSettled())
                .containsExactly("a.txt bytes 0 to 104857600, a gap", "a.txt bytes 104857600 to 104857604, 1 lines");
        assertThat(lines).containsExactly("1.0");
        assertThat(Comparison.of(file.path(), progress, Optional.empty()).match())
                .isEqualTo(Match.SAME);
    }

    // ---- a gap and a file that changes

    @Test
    void gap_is_not_passed_over_beyond_the_end_that_was_set() throws IOException {
        append("1.0\n" + nuls(100) + "2.0\n");
        try (TailReader reader = open(LIMITS)) {
            reader.settled();
            reader.endAt(4);
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void gap_that_is_filled_after_it_was_passed_over_ends_the_pass() throws IOException {
        append(nuls(100) + "2.0\n");
        try (TailReader reader = open(LIMITS)) {
            reader.settled();
            assertThat(reader.next()).isPresent();
            replace(99, "\n");
            assertThatThrownBy(reader::next).hasMessage("a.txt is being rewritten; it is looked at again");
        }
    }

    /** At whatever look of the reader it happens. */
    @ParameterizedTest
    @ValueSource(ints = {100, 100_000})
    void gap_that_is_filled_while_it_is_looked_through_is_a_gap_or_lines_or_ends_the_pass(int length)
            throws IOException {
        byte[] before = latin1(nuls(length) + "1.0\n");
        byte[] after = latin1("2".repeat(length - 1) + "\n1.0\n");
        String gap = "a.txt bytes 0 to " + length + ", a gap";
        String twoLines = "a.txt bytes 0 to " + (length + 4) + ", 2 lines";
        List<String> outcomes = new ArrayList<>();
        for (int filledAt = 1; filledAt <= 20; filledAt++) {
            AtomicInteger looks = new AtomicInteger(-filledAt);
            RewrittenChannel channel =
                    new RewrittenChannel(before, now -> looks.incrementAndGet() < 0 ? before : after);
            try (TailReader reader = new TailReader(
                    new ReadSoFar(new OpenedFile(file.path(), channel, 1, "a.txt", Optional.empty()), progress, LIMITS),
                    channel,
                    LIMITS)) {
                reader.settled();
                outcomes.add(reader.next().map(Chunk::toString).orElse("nothing"));
            } catch (IOException e) {
                outcomes.add(e.getMessage());
            }
        }
        assertThat(outcomes)
                .startsWith(twoLines)
                .contains("a.txt is being rewritten; it is looked at again")
                .endsWith(gap)
                .isSubsetOf(twoLines, gap, "a.txt is being rewritten; it is looked at again");
    }

    // ---- strings of a fixed width

    @Test
    void blocks_in_several_finished_lines_in_a_row_are_content_at_once() throws IOException {
        String line = "1.0;OK" + nuls(12) + ";a" + nuls(9) + "\n";
        append("head\n" + line.repeat(3));
        assertThat(pass()).containsExactly("a.txt bytes 0 to " + (5 + 3 * line.length()) + ", 4 lines");
        assertThat(atGap).isFalse();
        append("2.0;OK" + nuls(12) + "\n");
        assertThat(pass()).as("the line before it says so").hasSize(1);
    }

    @Test
    void block_in_two_lines_in_a_row_or_at_the_beginning_of_one_is_waited_for() throws IOException {
        append(("1" + nuls(12) + "\n").repeat(2) + "2\n" + ("1" + nuls(12) + "\n").repeat(2));
        assertThat(pass()).isEmpty();
        assertThat(atGap).isTrue();
        append("3\n" + (nuls(12) + "4\n").repeat(4));
        assertThat(pass()).isEmpty();
        assertThat(atGap).isTrue();
    }

    @Test
    void block_that_was_waited_for_inside_a_line_is_content_in_the_lines_behind_it() throws IOException {
        append("1" + GAP + "2\n");
        assertThat(pass()).isEmpty();
        assertThat(passSettled()).hasSize(1);
        append("3" + GAP + "4\n");
        assertThat(pass()).hasSize(1);
        append(GAP + "5\n");
        assertThat(pass()).as("no line begins with one").isEmpty();
        assertThat(atGap).isTrue();
    }

    @Test
    void reader_learns_from_what_was_waited_for_and_can_be_told() throws IOException {
        append("1" + GAP + "2\n");
        try (TailReader reader = open(LIMITS)) {
            reader.next();
            assertThat(reader.hasNulsInLines()).isFalse();
            reader.settled();
            reader.next();
            assertThat(reader.hasNulsInLines()).isTrue();
        }
        try (TailReader reader = open(LIMITS)) {
            reader.nulsInLines();
            assertThat(reader.next()).isPresent();
        }
    }

    // ---- what is known to be settled, and what may follow it

    @Test
    void gap_that_was_waited_for_is_passed_over_and_a_new_one_behind_it_waits() throws IOException {
        append(nuls(100) + "1.0\n" + nuls(50));
        try (TailReader reader = open(LIMITS)) {
            reader.settledBelow(100);
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 0 to 100, a gap");
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 100 to 104, 1 lines");
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isAtGap()).isTrue();
        }
    }

    @Test
    void gap_that_was_waited_for_has_grown_meanwhile_and_is_passed_over_as_a_whole() throws IOException {
        append(nuls(200) + "1.0\n");
        try (TailReader reader = open(LIMITS)) {
            reader.settledBelow(100);
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 0 to 200, a gap");
        }
    }

    @Test
    void line_with_a_gap_that_was_waited_for_is_read_and_the_next_one_waits() throws IOException {
        append("1" + GAP + "2\n3" + GAP + "4\n");
        try (TailReader reader = open(LIMITS)) {
            reader.settledBelow(5);
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 0 to 11, 1 lines");
        }
    }

    @Test
    void lines_with_gaps_that_are_old_enough_are_read_together() throws IOException {
        append("1" + GAP + "2\n3" + GAP + "4\n5\n" + GAP);
        try (TailReader reader = open(LIMITS)) {
            reader.settledBelow(22);
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 0 to 22, 2 lines");
            assertThat(reader.next()).map(Chunk::toString).contains("a.txt bytes 22 to 24, 1 lines");
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isAtGap()).isTrue();
        }
    }

    @Test
    void line_that_was_waited_for_and_is_still_unfinished_waits() throws IOException {
        append("1" + GAP + "2");
        try (TailReader reader = open(LIMITS)) {
            reader.settledBelow(5);
            assertThat(reader.next()).isEmpty();
            assertThat(reader.progress().nextByte()).isZero();
        }
    }

    private void append(String latin1) throws IOException {
        file.append(latin1(latin1));
    }

    private void replace(long offset, String latin1) throws IOException {
        try (RandomAccessFile written = new RandomAccessFile(file.path().toFile(), "rw")) {
            written.seek(offset);
            written.write(latin1(latin1));
        }
    }

    private TailReader open(ReadLimits limits) throws IOException {
        return TailReader.open(file.path(), 1, "a.txt", progress, TailReader.observe(file.path()), limits);
    }

    private List<String> pass() throws IOException {
        return pass(LIMITS, false);
    }

    private List<String> passSettled() throws IOException {
        return pass(LIMITS, true);
    }

    /** One pass from the progress so far, which moves on; returns its chunks. */
    private List<String> pass(ReadLimits limits, boolean settled) throws IOException {
        List<String> chunks = new ArrayList<>();
        try (TailReader reader = open(limits)) {
            if (settled) {
                reader.settled();
            }
            for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                chunks.add(next.get().toString());
                next.get()
                        .records()
                        .forEach(line -> lines.add(new String(line.content(), StandardCharsets.ISO_8859_1)));
            }
            progress = reader.progress();
            atGap = reader.isAtGap();
        }
        return chunks;
    }

    private static String nuls(int count) {
        return "\0".repeat(count);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
