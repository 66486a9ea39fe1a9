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
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.util.Optional;

/** What happened to the file of an offset, if the one that is looked at is that file or took its place. Pure, given the sight. */
final class PathChange {

    private final Sight sight;
    private final Observation now;
    private final Known known;
    private final Progress before;
    private final boolean sameFile;

    PathChange(Sight sight, Known known) {
        this.sight = sight;
        this.now = sight.now();
        this.known = known;
        this.before = known.progress();
        this.sameFile = now.hasKeyOf(before);
    }

    /** Whether somebody may still be writing anew what was consumed; not if the file that was is there under another name. */
    boolean mayGrowBack() {
        if (known.isContinued()) {
            return false;
        } else if (sameFile || known.match() == Match.BEGINNING) {
            return !sight.settling().isOver(known.match());
        }
        return known.own() == Own.GONE && !sight.settling().isOverForSuccessor();
    }

    FileChange change() {
        if (known.isContinued()) {
            return Continuation.of(now, before);
        }
        Optional<FileChange> edit = sight.onRewrite() == OnRewrite.APPEND ? edit() : Optional.empty();
        return edit.orElseGet(() -> !sameFile
                ? new Replaced(before)
                : now.size() < before.nextByte() ? new Truncated(before) : new Rewritten(before));
    }

    /** What happened to it if it is believed to be the file whose lines are in the table. */
    private Optional<FileChange> edit() {
        if (known.match() == Match.INSERTED) {
            return known.insertion().map(Inserted::new);
        } else if (known.match() == Match.BEGINNING && !(sameFile && now.size() > 0)) {
            return Optional.empty();
        } else if (known.match() == Match.OTHER_END && !sameFile && !isSavedAnew()) {
            return Optional.empty();
        }
        return known.continued().map(place -> switch (known.match()) {
            case BEGINNING -> new CutBack(before, place);
            case OTHER_END -> new EndRewritten(before, place);
            case SAME_LINES -> new Edited(before, place, true);
            default -> new Edited(before, place, false);
        });
    }

    /** Whether another file took the place of the one with these lines to save them, and not to begin anew with the same header: most of what is known is there. */
    private boolean isSavedAnew() {
        long end = before.nextByte();
        long window = Math.min(end, Excerpt.WINDOW);
        long left = known.continued().map(Progress::nextByte).orElse(0L) - (end - window);
        return known.own() == Own.GONE && left * 4 >= window * 3;
    }
}
