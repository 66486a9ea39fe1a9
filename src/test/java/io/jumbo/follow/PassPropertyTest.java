package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.FileContents;
import io.jumbo.support.GrowingFile;
import io.jumbo.support.LineModel;
import io.jumbo.support.LineModel.Line;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Passes over one file as a {@link Follower} makes them, with everything that is remembered between two of them: what was examined, where to
 * end. Whatever fails in between, memory never changes which lines are written.
 */
class PassPropertyTest {

    private static final int NEVER = Integer.MAX_VALUE;

    /**
     * One poll's worth of misfortune.
     *
     * @param rewrite whether the write first destroys what was not yet written to the database
     * @param write what the instrument appends
     * @param failAfter chunks after which the write of the next one fails
     * @param endAfter complete lines after which the pass is told to end
     */
    record Step(boolean rewrite, byte[] write, int failAfter, int endAfter) {}

    @Provide
    Arbitrary<List<Step>> scripts() {
        Arbitrary<Integer> sometimes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 4), Arbitraries.just(NEVER), Arbitraries.just(NEVER));
        Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false, false);
        return Combinators.combine(seldom, FileContents.write(), sometimes, sometimes)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<ReadLimits> limits() {
        return FileContents.limits();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void memory_and_failures_between_passes_never_change_the_lines(
            @ForAll("scripts") List<Step> script, @ForAll("limits") ReadLimits limits) throws IOException {
        try (GrowingFile file = GrowingFile.create()) {
            Database database = new Database();
            WatchedFile watched = new WatchedFile("a.txt");
            for (Step step : script) {
                if (step.rewrite()) {
                    file.rewriteFrom(database.progress.nextByte(), step.write());
                } else {
                    file.append(step.write());
                }
                endAfter(step.endAfter(), watched, file, database, limits);
                poll(file, watched, database, limits, step.failAfter());
            }
            file.append("end\n".getBytes(StandardCharsets.UTF_8));
            long mostPolls = file.content().length + 2L;
            while (poll(file, watched, database, limits, NEVER)) {
                assertThat(--mostPolls).as("polls until nothing is new").isPositive();
            }
            assertThat(database.lines).isEqualTo(LineModel.lines(file.content(), limits));
        }
    }

    private static void endAfter(int lines, WatchedFile watched, GrowingFile file, Database database, ReadLimits limits)
            throws IOException {
        List<Line> all = LineModel.lines(file.content(), limits);
        int index = database.lines.size() + lines;
        if (lines != NEVER && index < all.size()) {
            watched.endAt(all.get(index).firstByte());
        }
    }

    /** Returns false if the file was left alone, since there is nothing new in it. */
    private static boolean poll(
            GrowingFile file, WatchedFile watched, Database database, ReadLimits limits, int failAfter)
            throws IOException {
        Observation now = TailReader.observe(file.path());
        if (watched.isExamined(now)) {
            return false;
        }
        TailReader reader = TailReader.open(file.path(), 1, "a.txt", database.progress, now, limits);
        try (Pass pass = new Pass(watched, now, reader, () -> false, ForkJoinPool.commonPool())) {
            int written = 0;
            while (pass.hasNext()) {
                Chunk chunk = pass.next();
                pass.hasNext(); // Camel's split asks for the next one before this one is written
                if (written == failAfter) {
                    watched.forgetExamined();
                    return true;
                }
                database.write(chunk);
                pass.handedOut().written(chunk);
                written++;
                assertThat(pass.handedOut().writtenTo()).isEqualTo(database.progress.nextByte());
            }
            pass.noteRead();
            return true;
        }
    }

    /** Takes chunks by compare-and-set, as the offset row does. */
    private static final class Database {
        private final List<Line> lines = new ArrayList<>();
        private Progress progress = Progress.none(Optional.empty());

        void write(Chunk chunk) {
            assertThat(chunk.before().nextByte()).isEqualTo(progress.nextByte());
            assertThat(chunk.before().evidence()).isEqualTo(progress.evidence());
            chunk.records().forEach(line -> lines.add(Line.of(line)));
            progress = chunk.after();
        }
    }
}
