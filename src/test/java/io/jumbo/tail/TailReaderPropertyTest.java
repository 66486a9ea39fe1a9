package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.support.FileContents;
import io.jumbo.support.GrowingFile;
import io.jumbo.support.LineModel;
import io.jumbo.support.LineModel.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written, in whatever portions, and wherever a pass begins: the lines handed out are the lines of the file. */
class TailReaderPropertyTest {

    @Provide
    Arbitrary<List<byte[]>> writes() {
        return FileContents.writes();
    }

    @Provide
    Arbitrary<ReadLimits> limits() {
        return FileContents.limits();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void lines_of_all_passes_are_the_lines_of_the_complete_file(
            @ForAll("writes") List<byte[]> writes, @ForAll("limits") ReadLimits limits) throws IOException {
        try (GrowingFile file = GrowingFile.create()) {
            List<Line> handedOut = new ArrayList<>();
            Progress progress = Progress.none(TailReader.observe(file.path()).fileKey());
            for (byte[] write : writes) {
                file.append(write);
                progress = pass(file, progress, limits, handedOut);
                assertThat(progress.nextByte())
                        .as("after a pass only an unfinished line is left")
                        .isEqualTo(LineModel.completeBytes(
                                file.content(), limits.text().lineEnd()));
            }
            assertThat(handedOut).isEqualTo(LineModel.lines(file.content(), limits));
            assertThat(progress.lines()).isEqualTo(handedOut.size());
        }
    }

    /**
     * What happens before one pass, and how it is made.
     *
     * @param fills whether everything behind the offset is written anew, as if blocks were replaced by text
     * @param write what is appended
     */
    record Step(boolean fills, byte[] write, boolean settled) {}

    @Provide
    Arbitrary<List<Step>> stepsWithGaps() {
        Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false);
        return Combinators.combine(seldom, FileContents.writeWithGaps(), Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void lines_and_gaps_of_each_pass_are_those_of_the_file(
            @ForAll("stepsWithGaps") List<Step> steps, @ForAll("limits") ReadLimits limits) throws IOException {
        try (GrowingFile file = GrowingFile.create()) {
            Progress progress = Progress.none(TailReader.observe(file.path()).fileKey());
            for (Step step : steps) {
                file.rewriteFrom(step.fills() ? progress.nextByte() : file.content().length, step.write());
                long from = progress.nextByte();
                long number = progress.lines() + 1;
                List<LineModel.Pass> expected = new ArrayList<>();
                expected.add(LineModel.pass(file.content(), from, number, limits, step.settled()));
                if (Gap.mostLinesInARow(limits.text().lineEnds(), file.content(), 0) > 0) {
                    // The reader may have learnt that NULs are content here.
                    expected.add(LineModel.passOverNuls(file.content(), from, number, limits, step.settled()));
                }
                List<Line> handedOut = new ArrayList<>();
                Found found = pass(file, progress, limits, step.settled(), handedOut);
                progress = found.progress();
                assertThat(new LineModel.Pass(handedOut, found.gapBytes(), progress.nextByte(), found.atGap()))
                        .isIn(expected);
            }
        }
    }

    private static List<Byte> lineEnds(ReadLimits limits) {
        return limits.text().lineEnd() == LineEnd.CR ? List.of((byte) '\n', (byte) '\r') : List.of((byte) '\n');
    }

    private static boolean isSecondHalf(byte[] content, Chunk chunk) {
        int at = (int) chunk.before().nextByte();
        return chunk.byteLength() == 1 && at > 0 && content[at - 1] == '\r' && content[at] == '\n';
    }

    private record Found(Progress progress, long gapBytes, boolean atGap) {}

    private static Progress pass(GrowingFile file, Progress from, ReadLimits limits, List<Line> handedOut)
            throws IOException {
        return pass(file, from, limits, false, handedOut).progress();
    }

    /** Opens the file anew at the stored progress, as every poll does, and checks each chunk against the bytes of the file. */
    private static Found pass(GrowingFile file, Progress from, ReadLimits limits, boolean settled, List<Line> handedOut)
            throws IOException {
        long gapBytes = 0;
        byte[] content = file.content();
        Progress expectedBefore = from;
        Observation now = TailReader.observe(file.path());
        try (TailReader reader = TailReader.open(file.path(), 1, "a.txt", from, now, limits)) {
            if (settled) {
                reader.settled();
            }
            for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                Chunk chunk = next.get();
                Progress after = chunk.after();
                assertThat(chunk.path()).isEqualTo("a.txt");
                assertThat(chunk.before()).as("no gap, no overlap").isEqualTo(expectedBefore);
                assertThat(after.nextByte()).isGreaterThan(chunk.before().nextByte());
                assertThat(content[(int) after.nextByte() - 1])
                        .as("a chunk ends with a line, or is a gap")
                        .isIn(chunk.gapBytes() > 0 ? List.of((byte) 0) : lineEnds(limits));
                assertThat(chunk.gapBytes()).isIn(0L, chunk.byteLength());
                boolean isSecondHalf = limits.text().lineEnd() == LineEnd.CR && isSecondHalf(content, chunk);
                assertThat(chunk.gapBytes() > 0 || isSecondHalf)
                        .as("nothing without a line but a gap or a LF")
                        .isEqualTo(chunk.records().isEmpty());
                assertThat(after.lines())
                        .isEqualTo(chunk.before().lines() + chunk.records().size());
                assertThat(after.evidence()).isEqualTo(LineModel.evidence(content, after.nextByte()));
                assertThat(after.fileKey()).isEqualTo(now.fileKey());
                gapBytes += chunk.gapBytes();
                assertThat(chunk.byteLength() <= limits.chunkBytes()
                                || chunk.gapBytes() > 0
                                || chunk.records().size() == 1)
                        .as("only a single line may be longer than a chunk")
                        .isTrue();
                chunk.records().forEach(line -> handedOut.add(Line.of(line)));
                expectedBefore = after;
            }
            assertThat(reader.progress()).isEqualTo(expectedBefore);
            return new Found(expectedBefore, gapBytes, reader.isAtGap());
        }
    }
}
