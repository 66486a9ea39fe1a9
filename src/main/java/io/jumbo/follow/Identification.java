package io.jumbo.follow;

import io.jumbo.follow.LeftAlone.BeingCopied;
import io.jumbo.follow.LeftAlone.BeingRewritten;
import io.jumbo.follow.LeftAlone.Linked;
import io.jumbo.follow.Move.Copied;
import io.jumbo.follow.Move.Renamed;
import io.jumbo.follow.Move.RenamedAndChanged;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of the stored offsets a file is read on from, if from any. Pure, given the sight. */
final class Identification {

    /** With so many other files of the same content, another one is none of a copy. */
    static final int HABIT = 2;

    private final Sight sight;
    private final Observation now;
    private final Optional<Known> samePath;
    private final Optional<Known> continued;
    private final boolean sameFile;

    Identification(Sight sight) throws SQLException, IOException {
        this.sight = sight;
        this.now = sight.now();
        this.samePath = sight.samePath();
        this.continued = samePath.filter(Known::isContinued);
        this.sameFile = samePath.filter(known -> now.hasKeyOf(known.progress())).isPresent();
    }

    FileChange change() throws SQLException, IOException {
        Optional<Progress> consumed =
                continued.filter(known -> !known.isOfNothing()).map(Known::progress);
        if (consumed.isPresent() && sameFile) {
            return Continuation.of(now, consumed.get());
        }
        Optional<Known> moved = moved();
        if (moved.isPresent() && isCertain(moved.get())) {
            return moved.get().own() == Own.WHOLE ? new Linked(moved.get()) : new Renamed(moved.get());
        }
        return consumed.isPresent() ? copyOr(consumed.get()) : changed(moved);
    }

    private FileChange copyOr(Progress progress) throws SQLException, IOException {
        return original()
                .filter(Identification::isCopied)
                .filter(copied -> copied.progress().nextByte() > progress.nextByte())
                .<FileChange>map(Copied::new)
                .orElseGet(() -> Continuation.of(now, progress));
    }

    /** The path has an offset of nothing, of other content, or none. */
    private FileChange changed(Optional<Known> moved) throws SQLException, IOException {
        Optional<Known> opened = sameFile ? Optional.empty() : openWithOtherContent();
        if (opened.isPresent()) {
            Known there = sight.asOfSamePath(opened.get());
            PathChange change = new PathChange(sight, there);
            return change.mayGrowBack()
                    ? new BeingRewritten(there.progress())
                    : new RenamedAndChanged(opened.get(), change.change());
        }
        Optional<PathChange> here = samePath.map(known -> new PathChange(sight, known));
        if (here.filter(PathChange::mayGrowBack).isPresent()) {
            return new BeingRewritten(samePath.get().progress());
        }
        boolean holdsAll = sight.onRewrite() == OnRewrite.APPEND
                && samePath.filter(known -> known.match() == Match.INSERTED).isPresent();
        Optional<Known> original = holdsAll ? Optional.empty() : original();
        if (original.isPresent()) {
            return isCopied(original.get()) ? new Copied(original.get()) : new BeingCopied(original.get());
        }
        FileChange change = here.map(PathChange::change).orElseGet(Beginning.New::new);
        boolean readOnHere = sameFile || change.consumed().isEdit();
        return moved.isPresent() && !readOnHere ? new Renamed(moved.get()) : change;
    }

    /**
     * The offset of its file key whose file it is. Of two offsets that match, the one that knows more of the content is its own, of equal ones that of its file key; one of 0
     * matches anything.
     */
    private Optional<Known> moved() throws SQLException, IOException {
        long least = continued.map(known -> known.progress().nextByte()).orElse(-1L) + (sameFile ? 1 : 0);
        return sight.sameKey().stream()
                .filter(Known::isContinued)
                .filter(known -> known.progress().nextByte() >= least)
                .filter(known -> known.own() == Own.WHOLE || isMoved(now, known))
                .findFirst();
    }

    /** Not if all that agrees is an inode of which nothing was consumed: what the path held, and content that was consumed elsewhere, know better. */
    private static boolean isCertain(Known moved) {
        return !moved.isOfNothing() || moved.own() == Own.WHOLE;
    }

    private Optional<Known> openWithOtherContent() throws SQLException, IOException {
        return sight.sameKey().stream()
                .filter(known -> known.own() == Own.OPEN && !known.isOfNothing())
                .findFirst();
    }

    /** The file that it is a copy of, or may be. Two files alike may be a file and its copy; where there are three, equal files are the habit here. */
    private Optional<Known> original() throws SQLException, IOException {
        List<Known> alike = sight.sameContent();
        boolean habit = sight.isOneOfMany()
                || alike.stream()
                                .filter(known -> known.own() == Own.WHOLE && known.isContinued())
                                .count()
                        >= HABIT;
        return alike.stream()
                .filter(known -> known.own().isCut()
                        ? isCopied(known)
                        : !habit && !sight.settling().isOverForCopy(known.match()))
                .max(Comparator.comparingLong((Known known) -> known.progress().nextByte())
                        .thenComparing(Identification::isCopied));
    }

    /** Whether a file with this content is certain to be a copy: its original holds it no more. */
    private static boolean isCopied(Known original) {
        return original.own().isCut() && original.isContinued();
    }

    /** Inodes are reused: a file that was touched but holds no byte more than was consumed holds lines that were written once more. */
    static boolean isMoved(Observation now, Known known) {
        Optional<Instant> then = known.progress().modified();
        boolean untouched = then.map(now.modified()::equals).orElse(known.own() != Own.GONE);
        return untouched || known.own() == Own.OPEN || (known.own() != Own.GONE && now.goesBeyond(known.progress()));
    }
}
