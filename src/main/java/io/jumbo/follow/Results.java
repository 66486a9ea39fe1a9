package io.jumbo.follow;

import io.jumbo.option.Option;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Diagnosis;
import io.jumbo.write.Written;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes note of what comes of visits: what is written, and how they end. For who holds the lock of {@link Follower}. */
final class Results {

    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    private final Watch watch;
    private final Looks looks;
    private final ReadOnFiles readOn;
    private final PassFailures failures;
    private final Turns turns;
    private final EarlyPasses early;

    Results(Watch watch, Looks looks, ReadOnFiles readOn, PassFailures failures, Turns turns) {
        this.watch = watch;
        this.looks = looks;
        this.readOn = readOn;
        this.failures = failures;
        this.turns = turns;
        this.early = new EarlyPasses(watch.options().get(Option.POLL_INTERVAL), watch.now());
    }

    /** A chunk is committed. */
    void written(Visit visit, Written written) {
        Chunk chunk = written.chunk();
        visit.pass().orElseThrow().handedOut().written(chunk);
        looks.written(visit.file(), chunk.after());
        watch.standing().written();
        watch.behind()
                .note(
                        visit.file(),
                        watch.behind().of(visit.file()).writtenTo(chunk.after().nextByte()));
        failures.chunkWritten(
                visit.file(), chunk.after().lines() - chunk.before().lines());
        watch.listeners().tell(events -> events.chunkWritten(watch.name(), written));
        if (chunk.gapBytes() > 0) {
            watch.listeners()
                    .tell(events -> events.gapSkipped(watch.name(), chunk.path(), chunk.firstByte(), chunk.gapBytes()));
        }
    }

    /** A visit did not fail, or somebody dealt with its failure. */
    void completed(Visit visit) {
        if (visit.isLeftAlone()) {
            rest(visit.file(), 1);
        } else if (visit.pass().isEmpty()) {
            visit.file().agenda().failed(watch.now()); // it could not be looked into, and somebody dealt with that
        } else {
            completed(visit, visit.pass().get());
        }
    }

    private void completed(Visit visit, Pass pass) {
        WatchedFile file = visit.file();
        boolean complete = pass.isComplete();
        pass.noteRead();
        if (hasAllLines(pass)) {
            watch.behind()
                    .note(
                            file,
                            watch.behind()
                                    .of(file)
                                    .completeTo(
                                            pass.handedOut().writtenTo(),
                                            pass.observed().size()));
        }
        if (complete) {
            file.agenda().restUntil(watch.now() + early.rest(watch.now(), needsNoPoll(visit)));
        }
        file.awaited().atGap(pass.gapAt(), pass.observed().size(), watch.now(), watch.mostBetweenLooks());
        failures.passSucceeded(file, pass);
        tellOfLineless(file, pass);
        if (!complete) {
            turns.unfinished();
        }
        if (complete && file.catchesUp()) {
            watch.listeners().tell(events -> events.fileCaughtUp(watch.name(), file.path()));
        }
    }

    /** Whether the next pass needs none. Who made a visit without one has just looked whether the file is under its path. */
    private boolean needsNoPoll(Visit visit) {
        return visit.isAlone() ? readOn.place(visit.file()).isPresent() : readOn.contains(visit.file());
    }

    /** Whether every complete line is written that the file held before the pass: no gap is in the way, and no header that is not the right one. */
    private static boolean hasAllLines(Pass pass) {
        return pass.isComplete()
                && pass.gapAt().isEmpty()
                && pass.diagnosis().filter(Diagnosis::isCertainOfHeader).isEmpty();
    }

    private void tellOfLineless(WatchedFile file, Pass pass) {
        Optional<Diagnosis> diagnosis = pass.diagnosis();
        watch.standing()
                .header(file, diagnosis.filter(Diagnosis::isCertainOfHeader).map(Diagnosis::words));
        if (file.awaited().lineless(diagnosis, pass.observed(), watch.now())) {
            watch.listeners()
                    .tell(events -> events.fileWithoutLines(watch.name(), file.path(), diagnosis.orElseThrow()));
        }
    }

    void failed(Visit visit, Throwable failure) {
        WatchedFile file = visit.file();
        file.forgetExamined();
        if (visit.isAlone() && Causes.isContention(failure)) {
            file.agenda().shared(watch.now());
            LOG.debug("{}: another instance writes {}; polls look what it wrote", watch.name(), file.path());
            return;
        }
        looks.forget();
        Optional<HandedOut> chunks = visit.pass().map(Pass::handedOut);
        failures.passFailed(
                file, chunks.map(HandedOut::writtenTo).orElse(0L), chunks.flatMap(HandedOut::underway), failure);
        if (file.agenda().isFree(watch.now())) {
            turns.unfinished();
        } else {
            // With long intervals its back-off is over at the next poll, and being first again it would keep the others
            // waiting for ever.
            rest(file, 1.5);
        }
    }

    private void rest(WatchedFile file, double polls) {
        file.agenda().restUntil(watch.now() + Math.round(watch.pollInterval() * polls));
    }
}
