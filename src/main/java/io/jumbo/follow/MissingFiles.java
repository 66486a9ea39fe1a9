package io.jumbo.follow;

import io.jumbo.follow.Books.Recognised;
import io.jumbo.follow.Trace.Occasion;
import io.jumbo.follow.WatchedFile.Trouble;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.offset.OffsetMovedException;
import io.jumbo.offset.Offsets;
import io.jumbo.option.Option;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Listing;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of files that left their paths, or lost what was consumed of them, and does what follows from that {@link Departure}. For one thread at a time, as {@link
 * WatchedFiles}.
 */
final class MissingFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MissingFiles.class);

    private final Watch watch;
    private final HeldFiles held;
    private final WatchedFiles files;

    /** Files that were let go under another name, and how long they were. */
    private final Map<Long, Long> letGo = new HashMap<>();

    private long forgetAt;
    private boolean restsLookedFor;

    MissingFiles(Watch watch, HeldFiles held, WatchedFiles files) {
        this.watch = watch;
        this.held = held;
        this.files = files;
        this.forgetAt = watch.now();
    }

    /**
     * Looks for files that polls do not meet any more.
     *
     * @return those that are dealt with; of the others it is not certain that they are not there
     */
    List<WatchedFile> lookFor(List<WatchedFile> missing) throws SQLException, IOException {
        DiskTrace.Around around = around();
        List<WatchedFile> dealtWith = new ArrayList<>();
        for (WatchedFile file : missing) {
            if (!Listing.isGone(watch.file(file.path()))) {
                notObservable(file);
                continue;
            }
            dealtWith.add(file);
            Optional<FileOffset> offset = watch.inTransaction(offsets -> offsets.find(file.path()));
            if (offset.isPresent()) {
                held.left(offset.get(), file.seenBytes());
                readOnOrGone(new DiskTrace(around, Occasion.NOT_MET, offset.get()), file.seenBytes());
            }
        }
        return dealtWith;
    }

    /** Tells once that a file cannot be seen, and has it looked into when it can be. */
    private void notObservable(WatchedFile file) {
        file.forgetExamined();
        if (file.trouble(Trouble.UNREADABLE)) {
            Throwable cause =
                    new NoSuchFileException(file.path(), null, "not listed any more; nothing follows from that");
            watch.listeners().tell(events -> events.fileUnreadable(watch.name(), file.path(), cause));
        }
    }

    /**
     * Looks for the files of stored offsets that no poll has met since the start; and, once, for what the process before did not get to
     * read of files that were replaced or cut.
     */
    void compare(List<FileOffset> stored) throws SQLException, IOException {
        DiskTrace.Around around = around();
        for (FileOffset offset : stored) {
            if (offset.state() == State.CURRENT && !files.isMet(offset.path())) {
                readOnOrGone(new DiskTrace(around, Occasion.NOT_MET, offset), 0);
            }
        }
        if (!restsLookedFor) {
            restsLookedFor = true; // unless one of them has to be looked for again
            for (FileOffset offset : watch.inTransaction(Offsets::allSetAside)) {
                restsLookedFor &= readRestOn(offset, around.siblings());
            }
        }
    }

    private DiskTrace.Around around() {
        return new DiskTrace.Around(watch, held, letGo, new Siblings(watch));
    }

    private void readOnOrGone(DiskTrace left, long seenBytes) throws SQLException, IOException {
        switch (Departure.of(left)) {
            case ELSEWHERE ->
                reading(left.elsewhere().orElseThrow(), left.offset()); // if not now, with the next comparison
            case GONE -> gone(left.offset(), seenBytes);
            case NOT_OBSERVABLE, BY_HANDLE, KNOWN_ELSEWHERE, GOES_ON, IN_COPY -> {}
        }
    }

    /** Reads on what is left of a file that was replaced, or in a copy of one that was cut. Returns whether that is decided; if not, it is asked again. */
    private boolean readRestOn(FileOffset offset, Siblings siblings) {
        boolean replaced = offset.state() == State.REPLACED;
        List<Path> found = replaced
                ? siblings.find(offset).filter(file -> mayHoldMore(file, offset)).stream()
                        .toList()
                : siblings.copiesOf(offset, offset.progress().nextByte() + 1);
        return siblings.canBeSearched(offset) && readingInOne(found, offset) != Reading.LATER;
    }

    /** Also if it cannot be looked into now. */
    private static boolean mayHoldMore(Path file, FileOffset offset) {
        try {
            return TailReader.observe(file).goesBeyond(offset.progress())
                    && Comparison.of(file, offset.progress(), Optional.empty()).match() == Match.SAME;
        } catch (IOException e) {
            LOG.debug("{} cannot be looked into", file, e);
            return true;
        }
    }

    /**
     * Looks for what a path, or its file, held before: a file another one has replaced, or a copy of one that was cut, may bear a name that no
     * pattern matches, and is then read on there.
     *
     * @return how many bytes that were seen of it can never be read, which is noted in the caller's transaction
     */
    long replaced(Offsets offsets, Recognised recognised) throws SQLException {
        long abandoned = 0;
        for (FileOffset before : recognised.before()) {
            long seen = seenBytes(before);
            held.left(before, seen);
            long unread = Math.max(0, seen - before.progress().nextByte());
            if (isLost(new DiskTrace(around(), before, recognised, unread)) && unread > 0) {
                offsets.abandon(before.id(), unread);
                abandoned += unread;
            }
        }
        return abandoned;
    }

    /** What was set aside is not under its path any more. */
    private long seenBytes(FileOffset before) {
        return Math.max(held.seenBytes(before), before.isSetAside() ? 0 : files.seenBytes(before.path()));
    }

    private boolean isLost(DiskTrace left) {
        Reading reading = switch (Departure.of(left)) {
            case GOES_ON, BY_HANDLE -> Reading.YES;
            case ELSEWHERE, KNOWN_ELSEWHERE -> reading(left.elsewhere().orElseThrow(), left.offset());
            case IN_COPY -> readingInOne(left.copies(), left.offset());
            case NOT_OBSERVABLE -> Reading.LATER;
            case GONE -> Reading.NO;
        };
        restsLookedFor &= reading != Reading.LATER;
        return reading == Reading.NO;
    }

    /**
     * A file that left its path was read to its end. It is gone, and what is unfinished in it is lost, unless its directory has it under another
     * name: then it is held again when it grows, and known by the time of its last change when it comes back as it is.
     */
    void letGo(FileOffset offset, long size, long seenBytes) throws SQLException, IOException {
        DiskTrace left = new DiskTrace(around(), Occasion.LET_GO, offset);
        switch (Departure.of(left)) {
            case ELSEWHERE, KNOWN_ELSEWHERE -> {
                letGo.put(offset.id(), size);
                Observation now = TailReader.observe(left.elsewhere().orElseThrow());
                if (now.size() == size) {
                    noted(offset, now);
                }
            }
            case GONE -> gone(offset, seenBytes);
            case NOT_OBSERVABLE, BY_HANDLE, GOES_ON, IN_COPY -> {}
        }
    }

    private void noted(FileOffset offset, Observation now) throws SQLException, IOException {
        try {
            watch.inTransaction(offsets -> {
                offsets.moveTo(offset, offset.progress().observedAs(now));
                return now;
            });
        } catch (OffsetMovedException e) {
            LOG.debug("{}: another instance knows {} better", watch.name(), offset.path(), e);
        }
    }

    private void gone(FileOffset offset, long seenBytes) throws SQLException, IOException {
        long unread = Math.max(0, seenBytes - offset.progress().nextByte());
        boolean news = watch.inTransaction(offsets -> {
            if (unread > 0) {
                offsets.abandon(offset.id(), unread);
            }
            return offsets.gone(offset.id());
        });
        if (news) {
            watch.listeners().tell(events -> events.fileGone(watch.name(), offset.path()));
        }
        if (unread > 0) {
            watch.listeners().tell(events -> events.bytesAbandoned(watch.name(), offset.path(), unread));
        }
    }

    /** Deletes the offsets of files that are gone for long, once in a while. */
    void forget() throws SQLException, IOException {
        if (watch.now() - forgetAt < 0) {
            return;
        }
        Duration after = watch.options().get(Option.FORGET_AFTER);
        watch.inTransaction(offsets -> offsets.forget(after, held.ids())).stream()
                .distinct()
                .forEach(path -> watch.listeners().tell(events -> events.fileForgotten(watch.name(), path)));
        forgetAt = watch.now() + Times.FORGET;
    }

    /** Whether what is left is read in a file. */
    private enum Reading {
        /** By polls, which meet that name, or from now on by a handle. */
        YES,
        /** It cannot be looked into now, or too many are open: it is asked again. */
        LATER,
        NO
    }

    private Reading reading(Path file, FileOffset offset) {
        if (files.isMet(watch.path(file))) {
            return Reading.YES;
        } else if (!held.hasRoom()) {
            return Reading.LATER;
        }
        try {
            Optional<HeldFile> found = HeldFile.open(file, offset.id(), TailReader.observe(file));
            if (found.isPresent() && found.get().continues(offset.progress())) {
                held.add(found.get(), offset);
                return Reading.YES;
            }
            found.ifPresent(Closing::close);
            return Reading.NO;
        } catch (IOException e) {
            LOG.debug("{} cannot be looked into", file, e);
            return Reading.LATER;
        }
    }

    /** The first of several files in which it is read, now or later. */
    private Reading readingInOne(List<Path> copies, FileOffset offset) {
        Reading reading = Reading.NO;
        for (Path copy : copies) {
            Reading here = reading(copy, offset);
            if (here == Reading.YES) {
                return here;
            }
            reading = here == Reading.LATER ? here : reading;
        }
        return reading;
    }
}
