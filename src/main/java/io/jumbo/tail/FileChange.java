package io.jumbo.tail;

import io.jumbo.option.OnRewrite;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a file since its offset was stored. The consumed content is the identity: path and file key are
 * asked where to look for it, and of those that agree the one that knows more of it counts; for a file that is new here, the content alone.
 *
 * <p>What it cannot tell: a file replaced by another one that starts with exactly the consumed bytes is taken for its continuation;
 * a file of which nothing was consumed yet matches any content; a change of consumed lines between the first and the last {@value
 * Evidence#WINDOW} bytes that leaves their length as it was is not seen. {@link OnRewrite} says what to do where only the user knows.
 */
public sealed interface FileChange {

    /** A file never seen before: read from byte 0. */
    record New() implements FileChange {}

    /** The consumed content and nothing behind it, whatever the file key. */
    record Unchanged(Progress progress) implements FileChange {}

    /** The consumed content and more, whatever the file key: read on. Also a file that was rewritten as a longer copy of itself. */
    record Grown(Progress progress) implements FileChange {}

    /** Consumed under {@code from}, now found here: its offset moves along, and one stored for this path makes room. */
    record Renamed(Known from) implements FileChange {}

    /** A second name of a file that still is where it was: it is read there. */
    record Linked(Known to) implements FileChange {}

    /** A copy of a file that was cut after it was copied (copytruncate): its offset moves along, what it did not get to is read here. */
    record Copied(Known from) implements FileChange {}

    /**
     * A copy of a file that is still whole and may be cut next, or that is not to be seen and may be cut when it is: wait. Once it has settled, it
     * is {@link New}.
     */
    record BeingCopied(Known from) implements FileChange {}

    /** The same file, cut to less than was consumed, with other content or none: what it holds now is new, from byte 0. */
    record Truncated(Progress before) implements FileChange {}

    /** The same file, cut to a beginning of what was consumed: nothing in it is new; read on from its end. */
    record CutBack(Progress before, Progress now) implements FileChange {}

    /** Consumed lines were changed, the last of them are still there: read on behind them. */
    record Edited(Progress before, Progress now) implements FileChange {}

    /** The same file with other content: read from byte 0. */
    record Rewritten(Progress before) implements FileChange {}

    /** Another file under the same path: read from byte 0; the old one may turn up under another name. */
    record Replaced(Progress before) implements FileChange {}

    /** The consumed content is not there, but somebody may just be writing it anew: wait until it has settled, within a bound. */
    record BeingRewritten(Progress before) implements FileChange {}

    /** There is no such file any more, and its directory can be listed. */
    record Gone() implements FileChange {}

    /** It cannot be looked at now, which says nothing about whether it still exists: keep everything, try again. */
    record NotObservable() implements FileChange {}

    /**
     * A stored offset, compared with the observed file.
     *
     * @param path where the file was seen last, relative to the watched directory
     * @param match how the observed file's content compares
     * @param continued where the file is read on if it was cut back or edited
     * @param own what is at {@code path} now, where that was asked
     */
    record Known(String path, Progress progress, Match match, Optional<Progress> continued, Own own) {

        /** A stored offset of which nothing but the content was compared. */
        public Known(String path, Progress progress, Match match) {
            this(path, progress, match, Optional.empty(), Own.ELSEWHERE);
        }
    }

    /** What is at the path that a stored offset bears. */
    enum Own {
        /** Its own file, with the consumed content. */
        WHOLE,
        /** Its own file, but cut or rewritten. */
        CUT,
        /** Not its file, which is held open: nobody else can have been given its file key. */
        HELD,
        /** No file, another file, or one that cannot be looked at. */
        ELSEWHERE,
        /** No file, and that for longer than a rename takes; or the very path asked about, which another file had meanwhile; or nothing is known of it but a file key. */
        GONE
    }

    /**
     * Decides; reads nothing and changes nothing.
     *
     * @param now the file as observed
     * @param samePath the offset stored for its path
     * @param sameKey offsets stored for its file key under other paths, the current ones first
     * @param sameContent offsets of other files whose consumed content it holds, or may be about to hold
     * @param settling for how long it has been looked at without finding what was consumed
     */
    static FileChange between(
            Observation now,
            Optional<Known> samePath,
            List<Known> sameKey,
            List<Known> sameContent,
            Settling settling,
            OnRewrite onRewrite) {
        boolean continues = samePath.isPresent() && samePath.get().match() == Match.SAME;
        boolean sameFile = samePath.isPresent() && now.hasKeyOf(samePath.get().progress());
        long consumed = continues ? samePath.get().progress().nextByte() : -1;
        // Of two offsets that match, the one that knows more of the content is its own, of equal ones that of its file
        // key; one of 0 matches anything.
        Optional<Known> moved = sameKey.stream()
                .filter(known -> known.match() == Match.SAME)
                .filter(known -> sameFile
                        ? known.progress().nextByte() > consumed
                        : known.progress().nextByte() >= consumed)
                .filter(known -> known.own() == Own.WHOLE || isMoved(now, known))
                .findFirst();
        if (moved.isPresent() && isCertain(moved.get())) {
            return moved.get().own() == Own.WHOLE ? new Linked(moved.get()) : new Renamed(moved.get());
        }
        if (consumed > 0) {
            return readOn(now, samePath.get().progress());
        }
        if (samePath.isPresent() && !continues && mayGrowBack(now, samePath.get(), settling)) {
            return new BeingRewritten(samePath.get().progress());
        }
        Optional<Known> original = sameContent.stream()
                .filter(known -> known.own() == Own.CUT ? isCopied(known) : !settling.isOverForCopy(known.match()))
                .max(Comparator.comparingLong((Known known) -> known.progress().nextByte())
                        .thenComparing(FileChange::isCopied));
        if (original.isPresent()) {
            return isCopied(original.get()) ? new Copied(original.get()) : new BeingCopied(original.get());
        }
        FileChange here = samePath.isEmpty() ? new New() : here(now, samePath.get(), onRewrite);
        boolean readOnHere = sameFile || here instanceof Edited;
        return moved.isPresent() && !readOnHere ? new Renamed(moved.get()) : here;
    }

    /** Not if all that agrees is an inode of which nothing was consumed: what the path held, and content that was consumed elsewhere, know better. */
    static boolean isCertain(Known moved) {
        return moved.progress().nextByte() > 0 || moved.own() == Own.WHOLE;
    }

    /** Whether a file with this content is certain to be a copy: its original holds it no more. */
    private static boolean isCopied(Known original) {
        return original.own() == Own.CUT && original.match() == Match.SAME;
    }

    /** Whether somebody may still be writing anew what was consumed; not if the file that was is there under another name. */
    private static boolean mayGrowBack(Observation now, Known known, Settling settling) {
        if (now.hasKeyOf(known.progress()) || known.match() == Match.BEGINNING) {
            return !settling.isOver(known.match());
        }
        return known.own() == Own.GONE && !settling.isOverForSuccessor();
    }

    private static FileChange readOn(Observation now, Progress progress) {
        return now.goesBeyond(progress) ? new Grown(progress) : new Unchanged(progress);
    }

    /** Inodes are reused: a file that was touched but holds no byte more than was consumed holds lines that were written once more. */
    private static boolean isMoved(Observation now, Known known) {
        Optional<Instant> then = known.progress().modified();
        boolean untouched = then.map(now.modified()::equals).orElse(known.own() != Own.GONE);
        return untouched || known.own() == Own.HELD || (known.own() != Own.GONE && now.goesBeyond(known.progress()));
    }

    /** What happened if the file at this path is the one that was there, or took its place. */
    private static FileChange here(Observation now, Known known, OnRewrite onRewrite) {
        Progress before = known.progress();
        if (known.match() == Match.SAME) {
            return readOn(now, before);
        }
        boolean sameFile = now.hasKeyOf(before);
        if (onRewrite == OnRewrite.APPEND && known.continued().isPresent()) {
            if (known.match() == Match.EDITED) {
                return new Edited(before, known.continued().get());
            }
            if (known.match() == Match.BEGINNING && sameFile && now.size() > 0) {
                return new CutBack(before, known.continued().get());
            }
        }
        if (!sameFile) {
            return new Replaced(before);
        }
        return now.size() < before.nextByte() ? new Truncated(before) : new Rewritten(before);
    }

    /** What becomes of a stored offset when a file is read on from another one. */
    enum Leftover {
        /** It is about another file, or about lines that may come in elsewhere. */
        KEPT,
        /** It is about this very file, which still begins with what was consumed: whoever holds it would read what is read for the other one. */
        DELETED,
        /** It is about this very file, which does not hold what was consumed any more: it is kept for the copy, should there be one. */
        CUT
    }

    /**
     * What becomes of an offset other than the one that the observed file is read on from. Of two offsets of one file both would be read on: one under its name,
     * the other one by who holds it open.
     */
    static Leftover leftover(Observation now, Known other) {
        if (!now.hasKeyOf(other.progress()) || other.own() == Own.WHOLE) {
            return Leftover.KEPT;
        } else if (other.progress().nextByte() == 0 || (other.match() == Match.SAME && isMoved(now, other))) {
            return Leftover.DELETED;
        }
        return other.match() != Match.SAME && other.own() == Own.HELD ? Leftover.CUT : Leftover.KEPT;
    }

    /**
     * Decides about a file that was not listed.
     *
     * @param certain whether it is certain that it is not there: its directory can be listed and holds other files
     */
    static FileChange absent(boolean certain) {
        return certain ? new Gone() : new NotObservable();
    }
}
