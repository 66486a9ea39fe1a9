package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.support.FileContents;
import io.jumbo.support.LineModel;
import io.jumbo.support.LineModel.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * A file that is rewritten while it is read, between any two looks at it. Lines may be lost with the content they stood in, but no line is
 * handed out that did not stand like this in the file at one time: no line of two halves, and no line in the middle of another.
 */
class ContinuityPropertyTest {

    private static final int LOOKS = 40;

    /**
     * What the instrument does between two looks: replaces a stretch. Places are in thousandths of what is there.
     *
     * @param from where the stretch begins
     * @param length of the stretch; 1000 is all that is left
     */
    record Rewrite(boolean happens, int from, int length, byte[] by) {

        byte[] applied(byte[] now) {
            if (!happens) {
                return now;
            }
            int start = (int) (now.length * (long) from / 1000);
            int end = start + (int) ((now.length - start) * (long) length / 1000);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.write(now, 0, start);
            content.writeBytes(by);
            content.write(now, end, now.length - end);
            return content.toByteArray();
        }
    }

    @Provide
    Arbitrary<List<Rewrite>> rewrites() {
        Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false);
        Arbitrary<Integer> place = Arbitraries.oneOf(
                Arbitraries.of(0, 1000), Arbitraries.integers().between(0, 1000));
        return Combinators.combine(seldom, place, place, contents())
                .as(Rewrite::new)
                .list()
                .ofSize(LOOKS);
    }

    /** Short lines of digits, so that a torn one often looks like a good one, and everything else that files may hold. */
    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<byte[]> numbers = Arbitraries.of("1\n", "22\n", "333\n", "4444\r\n", "\n", "55555")
                .list()
                .ofMaxSize(40)
                .map(lines -> String.join("", lines).getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> gaps = Arbitraries.of("1\n", "22\n", "55555", "\0", "\0".repeat(8), "\0".repeat(2000))
                .list()
                .ofMaxSize(10)
                .map(lines -> String.join("", lines).getBytes(StandardCharsets.UTF_8));
        return Arbitraries.frequencyOf(Tuple.of(3, numbers), Tuple.of(1, FileContents.write()), Tuple.of(1, gaps));
    }

    @Provide
    Arbitrary<ReadLimits> limits() {
        return FileContents.limits();
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void no_line_is_handed_out_that_never_stood_in_the_file(
            @ForAll("contents") byte[] first,
            @ForAll("rewrites") List<Rewrite> rewrites,
            @ForAll("limits") ReadLimits limits,
            @ForAll boolean settled)
            throws IOException {
        List<byte[]> versions = new ArrayList<>(List.of(first));
        Iterator<Rewrite> script = rewrites.iterator();
        RewrittenChannel channel = new RewrittenChannel(first, now -> {
            byte[] next = script.hasNext() ? script.next().applied(now) : now;
            if (next != now) {
                versions.add(next);
            }
            return next;
        });
        Progress expectedBefore = Progress.none(Optional.empty());
        try (TailReader reader = new TailReader(
                new ReadSoFar(
                        new OpenedFile(Path.of("a.txt"), channel, 1, "a.txt", Optional.empty()),
                        expectedBefore,
                        limits),
                channel,
                limits)) {
            if (settled) {
                reader.settled();
            }
            for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                Chunk chunk = next.get();
                assertThat(chunk.before()).isEqualTo(expectedBefore);
                assertThat(versions)
                        .as("contents of the file of which one holds %s", chunk)
                        .anyMatch(content -> chunk.gapBytes() > 0
                                ? holdsEndOfGap(content, chunk)
                                : holds(content, chunk, limits, settled));
                expectedBefore = chunk.after();
            }
        } catch (IOException e) {
            assertThat(e.getMessage())
                    .isIn(
                            "a.txt is being rewritten; it is looked at again",
                            "the file changes faster than it can be read");
        }
    }

    private static boolean holds(byte[] content, Chunk chunk, ReadLimits limits, boolean settled) {
        List<Line> lines = LineModel.lines(content, limits).stream()
                .map(ContinuityPropertyTest::unnumbered)
                .toList();
        return chunk.records().stream().allMatch(line -> {
            if (line.isTooLong()) {
                return beginsWith(content, line, limits.text().lineEnd(), settled);
            }
            return settled
                    ? lines.contains(unnumbered(Line.of(line)))
                            || standsBehindGap(content, line, limits.text().lineEnd())
                    : lines.contains(unnumbered(Line.of(line)))
                            && !latin1(line.content()).contains("\0".repeat(8));
        });
    }

    /** Of a line that is too long only the head is kept; where it ends in a file that changes meanwhile nobody can tell. */
    private static boolean beginsWith(byte[] content, LineRecord line, LineEnd lineEnd, boolean settled) {
        String all = latin1(content);
        String head = latin1(line.content());
        int start = (int) line.firstByte();
        boolean behindGap = settled && all.startsWith("\0", start - 1);
        return ends(lineEnd).noneMatch(head::contains)
                && all.startsWith(head, start)
                && (start == 0 || ends(lineEnd).anyMatch(end -> all.startsWith(end, start - 1)) || behindGap);
    }

    /** A gap is longer than what is compared of it before the next line is taken. */
    private static boolean standsBehindGap(byte[] content, LineRecord line, LineEnd lineEnd) {
        String all = latin1(content);
        String text = latin1(line.content());
        int start = (int) line.firstByte();
        return all.startsWith("\0", start - 1)
                && Stream.concat(Stream.of("\r\n"), ends(lineEnd)).anyMatch(end -> all.startsWith(text + end, start));
    }

    private static Stream<String> ends(LineEnd lineEnd) {
        return lineEnd == LineEnd.CR ? Stream.of("\n", "\r") : Stream.of("\n");
    }

    /** Whether all bytes are NUL that are compared before the next line is taken. */
    private static boolean holdsEndOfGap(byte[] content, Chunk gap) {
        int end = (int) gap.after().nextByte();
        int length = (int) Math.min(Evidence.WINDOW, gap.gapBytes());
        return content.length >= end && latin1(content).startsWith("\0".repeat(length), end - length);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The number may be another one: as many lines before it were other lines. */
    private static Line unnumbered(Line line) {
        return new Line(0, line.firstByte(), line.byteLength(), line.tooLong(), line.content(), line.text());
    }
}
