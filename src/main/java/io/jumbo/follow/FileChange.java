package io.jumbo.follow;

import io.jumbo.events.TailEvents;
import io.jumbo.follow.Books.Recognised;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Excerpt;
import io.jumbo.tail.Insertion;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a file since its offset was stored. A file is what was read of it. Its path and file key only say which stored offsets to compare it with; if several agree
 * with its content, the one that has read furthest wins. A file that is new here is known by its content alone.
 *
 * <p>What it cannot tell: a file replaced by another one that starts with exactly the consumed bytes is taken for its continuation;
 * a file of which nothing was consumed yet matches any content; a change of consumed lines between the first and the last {@value
 * Evidence#WINDOW} bytes that leaves their length as it was is not seen. {@link OnRewrite} says what to do where only the user knows.
 */
sealed interface FileChange {

    /** With so many other files of the same content, another one is none of a copy. */
    int HABIT = 2;

    /** Brings the stored offsets in line with it. */
    Recognised carryOut(Books books) throws SQLException;

    /** Tells it, unless the file just grew or is as it was. */
    void tell(TailEvents events, String watch, String path);

    /** Whether the file is left alone until it has settled. */
    default boolean isUnsettled() {
        return false;
    }

    /** Whether it is another name of a file. */
    default boolean isLink() {
        return false;
    }

    /** Whether the file still holds what was consumed of it, where it was. */
    default boolean isContinuation() {
        return false;
    }

    /** Whether the file goes on in spite of a change of what was consumed. */
    default boolean isEdit() {
        return false;
    }

    /** Whether lines were changed that stay in the table as they were. */
    default boolean isOfWrittenLines() {
        return false;
    }

    /** The lines that stand in front of consumed content and are to be read first. */
    default Optional<Insertion> insertion() {
        return Optional.empty();
    }

    /** A file never seen before: read from byte 0. */
    record New() implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.begin(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileFound(watch, path);
        }
    }

    /** The consumed content and nothing behind it, whatever the file key. */
    record Unchanged(Progress progress) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.stay(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            // nothing happened
        }

        @Override
        public boolean isContinuation() {
            return true;
        }
    }

    /** The consumed content and more, whatever the file key: read on. Also a file that was rewritten as a longer copy of itself. */
    record Grown(Progress progress) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.stay(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            // its lines tell
        }

        @Override
        public boolean isContinuation() {
            return true;
        }
    }

    /** Consumed under {@code from}, now found here: its offset moves along, and one stored for this path makes room. */
    record Renamed(Known from) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.move(this, from);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileRenamed(watch, path, from.path());
        }
    }

    /** A second name of a file that still is where it was: it is read there. */
    record Linked(Known to) implements FileChange {

        @Override
        public Recognised carryOut(Books books) {
            return books.leaveAlone(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileLinked(watch, path, to.path());
        }

        @Override
        public boolean isLink() {
            return true;
        }
    }

    /** A copy of a file that was cut after it was copied (copytruncate): its offset moves along, what it did not get to is read here. */
    record Copied(Known from) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.move(this, from);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileCopied(watch, path, from.path());
        }
    }

    /**
     * A copy of a file that is still whole and may be cut next, or that is not to be seen and may be cut when it is: wait. Once it has settled, it
     * is {@link New}.
     */
    record BeingCopied(Known from) implements FileChange {

        @Override
        public Recognised carryOut(Books books) {
            return books.leaveAlone(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileUnsettled(watch, path);
        }

        @Override
        public boolean isUnsettled() {
            return true;
        }
    }

    /** The same file, cut to less than was consumed, with other content or none: what it holds now is new, from byte 0. */
    record Truncated(Progress before) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.begin(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileTruncated(watch, path, before.nextByte());
        }
    }

    /** The same file, cut to a beginning of what was consumed: nothing in it is new; read on from its end. */
    record CutBack(Progress before, Progress now) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.readOnAt(this, now);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileCutBack(watch, path, before.nextByte(), now.nextByte());
        }
    }

    /** All that was consumed is there, and new lines in front of it or between two pieces of it: read these, and on behind it. */
    record Inserted(Insertion lines) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.readInsertion(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.linesInserted(watch, path, lines.at(), lines.length());
        }

        @Override
        public boolean isEdit() {
            return true;
        }

        @Override
        public Optional<Insertion> insertion() {
            return Optional.of(lines);
        }
    }

    /** Other lines stand in the place of the last ones that were consumed, as a footer with a total: read on where they begin. */
    record EndRewritten(Progress before, Progress now) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.readOnAt(this, now);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileEndRewritten(watch, path, before.nextByte(), now.nextByte());
        }

        @Override
        public boolean isEdit() {
            return true;
        }
    }

    /**
     * Consumed lines were changed, the last of them are still there: read on behind them.
     *
     * @param sameLines whether only their ends are other ones
     */
    record Edited(Progress before, Progress now, boolean sameLines) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.readOnAt(this, now);
        }

        @Override
        public boolean isOfWrittenLines() {
            return !sameLines;
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileEdited(watch, path, now.nextByte());
        }

        @Override
        public boolean isEdit() {
            return true;
        }
    }

    /** The same file with other content: read from byte 0. */
    record Rewritten(Progress before) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.begin(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileRewritten(watch, path, before.nextByte());
        }
    }

    /** Another file under the same path: read from byte 0; the old one may turn up under another name. */
    record Replaced(Progress before) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.begin(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileReplaced(watch, path);
        }
    }

    /** The consumed content is not there, but somebody may just be writing it anew: wait until it has settled, within a bound. */
    record BeingRewritten(Progress before) implements FileChange {

        @Override
        public Recognised carryOut(Books books) {
            return books.leaveAlone(this);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            events.fileUnsettled(watch, path);
        }

        @Override
        public boolean isUnsettled() {
            return true;
        }
    }

    /** Held open, and so known to be the very file that was under another name, but with other content: its offset moves along, and what happened there counts. */
    record RenamedAndChanged(Known from, FileChange then) implements FileChange {

        @Override
        public Recognised carryOut(Books books) throws SQLException {
            return books.moveThen(from, then);
        }

        @Override
        public void tell(TailEvents events, String watch, String path) {
            then.tell(events, watch, path);
        }
    }

    /** Decides; changes nothing. */
    static FileChange between(Sight sight) throws SQLException, IOException {
        Observation now = sight.now();
        Optional<Known> samePath = sight.samePath();
        Optional<Known> continued = samePath.filter(Known::isContinued);
        boolean sameFile =
                samePath.filter(known -> now.hasKeyOf(known.progress())).isPresent();
        boolean consumed = continued.filter(known -> !known.isOfNothing()).isPresent();
        if (consumed && sameFile) {
            return readOn(now, continued.get().progress());
        }
        Optional<Known> moved = moved(sight, continued, sameFile);
        if (moved.isPresent() && isCertain(moved.get())) {
            return moved.get().own() == Own.WHOLE ? new Linked(moved.get()) : new Renamed(moved.get());
        }
        if (consumed) {
            Progress progress = continued.get().progress();
            return original(sight)
                    .filter(FileChange::isCopied)
                    .filter(copied -> copied.progress().nextByte() > progress.nextByte())
                    .<FileChange>map(Copied::new)
                    .orElseGet(() -> readOn(now, progress));
        }
        Optional<Known> changed = sameFile ? Optional.empty() : heldWithOtherContent(sight);
        if (changed.isPresent()) {
            FileChange then = under(sight, sight.asOfSamePath(changed.get()));
            return then.isUnsettled() ? then : new RenamedAndChanged(changed.get(), then);
        }
        if (samePath.isPresent() && continued.isEmpty() && mayGrowBack(now, samePath.get(), sight.settling())) {
            return new BeingRewritten(samePath.get().progress());
        }
        boolean holdsAll = sight.onRewrite() == OnRewrite.APPEND
                && samePath.filter(known -> known.match() == Match.INSERTED).isPresent();
        Optional<Known> original = holdsAll ? Optional.empty() : original(sight);
        if (original.isPresent()) {
            return isCopied(original.get()) ? new Copied(original.get()) : new BeingCopied(original.get());
        }
        FileChange here = samePath.isEmpty() ? new New() : here(now, samePath.get(), sight.onRewrite());
        boolean readOnHere = sameFile || here.isEdit();
        return moved.isPresent() && !readOnHere ? new Renamed(moved.get()) : here;
    }

    /**
     * The offset of its file key whose file it is. Of two offsets that match, the one that knows more of the content is its own, of equal ones that of its file key; one of 0
     * matches anything.
     */
    private static Optional<Known> moved(Sight sight, Optional<Known> continued, boolean sameFile)
            throws SQLException, IOException {
        long least = continued.map(known -> known.progress().nextByte()).orElse(-1L) + (sameFile ? 1 : 0);
        return sight.sameKey().stream()
                .filter(Known::isContinued)
                .filter(known -> known.progress().nextByte() >= least)
                .filter(known -> known.own() == Own.WHOLE || isMoved(sight.now(), known))
                .findFirst();
    }

    /** Not if all that agrees is an inode of which nothing was consumed: what the path held, and content that was consumed elsewhere, know better. */
    private static boolean isCertain(Known moved) {
        return !moved.isOfNothing() || moved.own() == Own.WHOLE;
    }

    private static Optional<Known> heldWithOtherContent(Sight sight) throws SQLException, IOException {
        return sight.sameKey().stream()
                .filter(known -> known.own() == Own.HELD && !known.isOfNothing())
                .findFirst();
    }

    /** The file that it is a copy of, or may be. Two files alike may be a file and its copy; where there are three, equal files are the habit here. */
    private static Optional<Known> original(Sight sight) throws SQLException, IOException {
        List<Known> alike = sight.sameContent();
        boolean habit = sight.isOneOfMany()
                || alike.stream()
                                .filter(known -> known.own() == Own.WHOLE && known.isContinued())
                                .count()
                        >= HABIT;
        return alike.stream()
                .filter(known -> known.own() == Own.CUT
                        ? isCopied(known)
                        : !habit && !sight.settling().isOverForCopy(known.match()))
                .max(Comparator.comparingLong((Known known) -> known.progress().nextByte())
                        .thenComparing(FileChange::isCopied));
    }

    /** Whether a file with this content is certain to be a copy: its original holds it no more. */
    private static boolean isCopied(Known original) {
        return original.own() == Own.CUT && original.isContinued();
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
    static boolean isMoved(Observation now, Known known) {
        Optional<Instant> then = known.progress().modified();
        boolean untouched = then.map(now.modified()::equals).orElse(known.own() != Own.GONE);
        return untouched || known.own() == Own.HELD || (known.own() != Own.GONE && now.goesBeyond(known.progress()));
    }

    /** What happened to the file at a path, of which nothing else is asked. */
    private static FileChange under(Sight sight, Known known) {
        return !known.isContinued() && mayGrowBack(sight.now(), known, sight.settling())
                ? new BeingRewritten(known.progress())
                : here(sight.now(), known, sight.onRewrite());
    }

    /** What happened if the file at this path is the one that was there, or took its place. */
    private static FileChange here(Observation now, Known known, OnRewrite onRewrite) {
        Progress before = known.progress();
        if (known.isContinued()) {
            return readOn(now, before);
        }
        boolean sameFile = now.hasKeyOf(before);
        Optional<FileChange> believed =
                onRewrite == OnRewrite.APPEND ? stillTheSame(now, known, sameFile) : Optional.empty();
        if (believed.isPresent()) {
            return believed.get();
        }
        if (!sameFile) {
            return new Replaced(before);
        }
        return now.size() < before.nextByte() ? new Truncated(before) : new Rewritten(before);
    }

    /** Whether another file took the place of the one with these lines to save them, and not to begin anew with the same header: most of what is known is there. */
    private static boolean isSavedAnew(Known known) {
        long end = known.progress().nextByte();
        long window = Math.min(end, Excerpt.WINDOW);
        long left = known.continued().map(Progress::nextByte).orElse(0L) - (end - window);
        return known.own() == Own.GONE && left * 4 >= window * 3;
    }

    /** What happened to it if it is believed to be the file whose lines are in the table. */
    private static Optional<FileChange> stillTheSame(Observation now, Known known, boolean sameFile) {
        if (known.match() == Match.INSERTED) {
            return known.insertion().map(Inserted::new);
        } else if (known.match() == Match.BEGINNING && !(sameFile && now.size() > 0)) {
            return Optional.empty();
        } else if (known.match() == Match.OTHER_END && !sameFile && !isSavedAnew(known)) {
            return Optional.empty();
        }
        Progress before = known.progress();
        return known.continued().map(place -> switch (known.match()) {
            case BEGINNING -> new CutBack(before, place);
            case OTHER_END -> new EndRewritten(before, place);
            case SAME_LINES -> new Edited(before, place, true);
            default -> new Edited(before, place, false);
        });
    }
}
