package io.jumbo.follow;

import io.jumbo.follow.Beginning.Replaced;
import io.jumbo.follow.Beginning.Rewritten;
import io.jumbo.follow.Beginning.Truncated;
import io.jumbo.follow.Edit.CutBack;
import io.jumbo.follow.Edit.Edited;
import io.jumbo.follow.Edit.EndRewritten;
import io.jumbo.follow.Edit.Inserted;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Excerpt;
import io.jumbo.tail.Match;
import io.jumbo.tail.Progress;
import java.util.Optional;

/** What happened to the file of an offset, if the one that is looked at is that file or took its place. Pure, given the sight. */
record PathChange(Sight sight, Known known) {

    /** Whether somebody may still be writing anew what was consumed; not if the file that was is there under another name. */
    boolean mayGrowBack() {
        if (known.isContinued()) {
            return false;
        } else if (isSameFile() || known.match() == Match.BEGINNING) {
            return !sight.settling().isOver(known.match());
        }
        return known.own() == Own.GONE && !sight.settling().isOverForSuccessor();
    }

    FileChange change() {
        if (known.isContinued()) {
            return Continuation.of(sight.now(), known.progress());
        }
        Optional<FileChange> edit = sight.onRewrite() == OnRewrite.APPEND ? edit() : Optional.empty();
        return edit.orElseGet(this::other);
    }

    private FileChange other() {
        Progress before = known.progress();
        return !isSameFile()
                ? new Replaced(before)
                : sight.now().size() < before.nextByte() ? new Truncated(before) : new Rewritten(before);
    }

    private boolean isSameFile() {
        return sight.now().hasKeyOf(known.progress());
    }

    /** What happened to it if it is believed to be the file whose lines are in the table. */
    private Optional<FileChange> edit() {
        if (known.match() == Match.INSERTED) {
            return known.insertion().map(Inserted::new);
        } else if (known.match() == Match.BEGINNING
                && !(isSameFile() && sight.now().size() > 0)) {
            return Optional.empty();
        } else if (known.match() == Match.OTHER_END && !isSameFile() && !isSavedAnew()) {
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

    /** Whether another file took the place of the one with these lines to save them, and not to begin anew with the same header: most of what is known is there. */
    private boolean isSavedAnew() {
        long end = known.progress().nextByte();
        long window = Math.min(end, Excerpt.WINDOW);
        long left = known.continued().map(Progress::nextByte).orElse(0L) - (end - window);
        return known.own() == Own.GONE && left * 4 >= window * 3;
    }
}
