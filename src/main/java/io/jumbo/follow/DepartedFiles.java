package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Observation;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after open files when a poll is over: one that left its path is read to its end, and for a minute longer, for its writer may not have noticed. One under its path is
 * let go when it has not changed for a while ({@link Times#QUIET_UNDER_ITS_PATH}), so that a disk can be unmounted. For one thread at a time, as {@link WatchedFiles}.
 */
record DepartedFiles(Watch watch, WatchedFiles files, OpenFiles openFiles, MissingFiles missing) {

    private static final Logger LOG = LoggerFactory.getLogger(DepartedFiles.class);

    /** Those that are to be read on; what became of the others is noted. */
    List<OpenFile> toReadOn() throws SQLException, IOException {
        openFiles.keepShare(); // another watch may have joined, or the process has run out
        while (!openFiles.displaced().isEmpty()) {
            handOver(openFiles.displaced().peek());
            openFiles.displaced().remove();
        }
        List<OpenFile> toReadOn = new ArrayList<>();
        Siblings siblings = new Siblings(watch.directory());
        for (OpenFile open : openFiles.all()) {
            if (!openFiles.contains(open)) {
                continue; // another one took its place just now
            }
            if (!open.file().isOpen()) {
                openFiles.close(open); // it is opened again when it is read, or looked for if it left its path
            } else if (openFiles.isUnderItsPath(open)) {
                open.isUnderItsPath();
                if (isQuietUnderItsPath(open)) {
                    openFiles.close(open);
                }
            } else if (!isQuiet(open) && isDeparted(open, siblings)) {
                toReadOn.add(open);
            }
        }
        return toReadOn;
    }

    /** Whether it was read to its end, as far as it has an end, and has not changed for a while. What is written to it from now on a poll will see. */
    private boolean isQuietUnderItsPath(OpenFile open) {
        return watch.now() - open.readAt() >= Times.QUIET_UNDER_ITS_PATH
                && files.isExamined(open.path(), watch.file(open.path()));
    }

    /** Whether it was read to its end, has not changed since, and may yet. */
    private boolean isQuiet(OpenFile open) {
        return open.awayUnchangedSince()
                .filter(since -> watch.now() - since < linger())
                .flatMap(since -> Disk.ask(open::observed))
                .filter(now -> open.watched().isExamined(now) && !endsUnfinished(open, now))
                .isPresent();
    }

    private boolean endsUnfinished(OpenFile open, Observation now) {
        return open.watched().endsUnfinished(now, watch.recordTimeout(), watch.now());
    }

    /** Not let go before what it ends with counts as complete. */
    private long linger() {
        return watch.recordTimeout()
                .map(nanos -> Math.max(Times.LINGER, nanos + 2 * watch.pollInterval()))
                .orElse(Times.LINGER);
    }

    /** Whether it is to be read on for its own offset. */
    private boolean isDeparted(OpenFile open, Siblings siblings) throws SQLException, IOException {
        Optional<FileOffset> offset = watch.inTransaction(offsets -> offsets.findById(open.fileId()));
        if (offset.isEmpty() || !Succession.isOf(open, offset.get())) {
            handOver(open);
        } else if (!offset.get().path().equals(open.path())) {
            // It was found under another name, or is the copy of one that was.
            openFiles.renamed(open, offset.get().path());
        } else {
            try {
                return isToReadOn(open, offset.get(), siblings);
            } catch (IOException e) {
                LOG.debug("{} left its path and cannot be looked at now", open.path(), e);
            }
        }
        return false;
    }

    /** Its offset went over to a copy, or made room for the one that another instance stored when it met the file: then that one counts. */
    private void handOver(OpenFile open) throws SQLException, IOException {
        watch.inTransaction(offsets -> new Succession(watch, openFiles, offsets, open).offset())
                .ifPresentOrElse(offset -> openFiles.handOver(open, offset), () -> openFiles.close(open));
    }

    private boolean isToReadOn(OpenFile open, FileOffset offset, Siblings siblings) throws SQLException, IOException {
        long now = watch.now();
        long size = open.file().size();
        boolean unread = size > offset.progress().nextByte() && open.file().continues(offset.progress());
        if (open.awayUnchangedSince().isEmpty() && unread) {
            watch.listeners().tell(events -> events.fileLeft(watch.name(), open.path()));
        }
        open.isAway(open.observed(), now); // also if it holds less now: somebody writes it
        if (unread && (!open.watched().isExamined(open.observed()) || endsUnfinished(open, open.observed()))) {
            open.isAwayWithNews(open.observed(), offset.progress().nextByte(), now);
            watch.behind()
                    .note(
                            open.watched(),
                            watch.behind()
                                    .of(open.watched())
                                    .writtenTo(offset.progress().nextByte())
                                    .seen(size, now));
            return open.watched().agenda().isFree(now);
        }
        open.watched().examined(open.observed(), offset.progress().nextByte());
        if (now - open.awayUnchangedSince().get() >= linger()) {
            letGo(open, offset, size, siblings);
        }
        return false;
    }

    private void letGo(OpenFile open, FileOffset offset, long size, Siblings siblings)
            throws SQLException, IOException {
        // Of content that is not the one consumed, nothing was read.
        long seen = open.file().continues(offset.progress())
                ? Math.max(size, open.watched().seenBytes())
                : offset.progress().nextByte() + size;
        openFiles.close(open);
        missing.letGo(offset, size, seen, siblings);
    }
}
