package io.jumbo.follow;

import io.jumbo.follow.ReadingElsewhere.Answer;
import io.jumbo.follow.Trace.Occasion;
import io.jumbo.follow.WatchedFile.Trouble;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.offset.OffsetMovedException;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.Listing;
import io.jumbo.tail.Observation;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of files that left their paths, or lost what was consumed of them, and does what follows from that {@link Departure}. For one thread at a time, as {@link
 * WatchedFiles}.
 */
final class MissingFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MissingFiles.class);

    private final Watch watch;
    private final OpenFiles openFiles;
    private final WatchedFiles files;
    private final ReadingElsewhere reading;

    /** Files that were let go under another name, by the keys of their current rows, and how long they were. */
    private final Map<Long, Long> letGo = new HashMap<>();

    private boolean setAsideLookedFor;

    MissingFiles(Watch watch, OpenFiles openFiles, WatchedFiles files) {
        this.watch = watch;
        this.openFiles = openFiles;
        this.files = files;
        this.reading = new ReadingElsewhere(watch, files, openFiles);
    }

    /**
     * Looks for files that polls do not meet any more.
     *
     * @return those that are dealt with; of the others it is not certain that they are not there
     */
    List<WatchedFile> lookFor(List<WatchedFile> missing) throws SQLException, IOException {
        Around around = around(new Siblings(watch.directory()));
        List<WatchedFile> dealtWith = new ArrayList<>();
        for (WatchedFile file : missing) {
            if (!Listing.isGone(watch.file(file.path()))) {
                notObservable(file);
                continue;
            }
            dealtWith.add(file);
            Optional<FileOffset> offset = watch.inTransaction(offsets -> offsets.find(file.path()));
            if (offset.isPresent()) {
                long seen = file.seenBytes(offset.get());
                openFiles.departed(offset.get(), seen);
                readOnOrGone(DiskTrace.ofGone(around, offset.get()), seen);
            }
        }
        return dealtWith;
    }

    /** Tells once that a file cannot be seen, and has it looked into when it can be. */
    private void notObservable(WatchedFile file) {
        file.forgetExamined();
        if (file.trouble(Trouble.UNREADABLE)) {
            watch.standing().trouble(file, WatchState.WAITING, "it is not listed any more; nothing follows from that");
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
        letGo.keySet().retainAll(stored.stream().map(FileOffset::id).collect(Collectors.toSet()));
        Around around = around(new Siblings(watch.directory()));
        for (FileOffset offset : stored) {
            if (offset.state() == State.CURRENT && !files.isMet(offset.path())) {
                readOnOrGone(new DiskTrace(around, Occasion.NOT_MET, offset), 0);
            }
        }
        if (!setAsideLookedFor) {
            setAsideLookedFor = true; // unless one of them has to be looked for again
            for (FileOffset offset : watch.inTransaction(Offsets::allSetAside)) {
                setAsideLookedFor &= readSetAside(offset, around.siblings());
            }
        }
    }

    private Around around(Siblings siblings) {
        return new Around(watch, openFiles, letGo, siblings);
    }

    private void readOnOrGone(DiskTrace trace, long seenBytes) throws SQLException, IOException {
        switch (Departure.of(trace)) {
            case ELSEWHERE ->
                reading.in(trace.elsewhere().orElseThrow(), trace.offset()); // if not now, with the next comparison
            case GONE -> gone(trace.offset(), seenBytes);
            case NOT_OBSERVABLE, BY_HANDLE, KNOWN_ELSEWHERE, GOES_ON, IN_COPY -> {}
        }
    }

    /** Reads on what is left of a file that was replaced, or in a copy of one that was cut. Returns whether that is decided; if not, it is asked again. */
    private boolean readSetAside(FileOffset offset, Siblings siblings) {
        List<Path> found = offset.state() == State.REPLACED
                ? siblings.findLonger(offset).stream().toList()
                : siblings.copiesOf(offset, offset.progress().nextByte() + 1);
        return siblings.canBeSearched(offset) && reading.inOneOf(found, offset) != Answer.LATER;
    }

    /**
     * Looks for what a path, or its file, held before: a file another one has replaced, or a copy of one that was cut, may bear a name that no
     * pattern matches, and is then read on there.
     *
     * @return how many bytes that were seen of it can never be read, which is noted in the caller's transaction
     */
    long replaced(Offsets offsets, Siblings siblings, Recognised recognised) throws SQLException {
        long abandoned = 0;
        for (FileOffset before : recognised.before()) {
            long seen = seenBytes(before);
            openFiles.departed(before, seen);
            long unread = Math.max(0, seen - before.progress().nextByte());
            if (isLost(new DiskTrace(around(siblings), before, recognised, unread)) && unread > 0) {
                offsets.abandon(before.id(), unread);
                abandoned += unread;
            }
        }
        return abandoned;
    }

    /** What was set aside is not under its path any more. */
    private long seenBytes(FileOffset before) {
        return Math.max(openFiles.seenBytes(before), before.isSetAside() ? 0 : files.seenBytes(before));
    }

    private boolean isLost(DiskTrace trace) {
        Answer answer = switch (Departure.of(trace)) {
            case GOES_ON, BY_HANDLE -> Answer.YES;
            case ELSEWHERE, KNOWN_ELSEWHERE -> reading.in(trace.elsewhere().orElseThrow(), trace.offset());
            case IN_COPY -> reading.inOneOf(trace.copies(), trace.offset());
            case NOT_OBSERVABLE -> Answer.LATER;
            case GONE -> Answer.NO;
        };
        setAsideLookedFor &= answer != Answer.LATER;
        return answer == Answer.NO;
    }

    /**
     * A file that left its path was read to its end. It is gone, and what is unfinished in it is lost, unless its directory has it under another
     * name: then it is opened again when it grows, and known by the time of its last change when it comes back as it is.
     */
    void letGo(FileOffset offset, long size, long seenBytes, Siblings siblings) throws SQLException, IOException {
        DiskTrace trace = new DiskTrace(around(siblings), Occasion.LET_GO, offset);
        switch (Departure.of(trace)) {
            case ELSEWHERE, KNOWN_ELSEWHERE -> {
                letGo.put(offset.id(), size);
                Observation now = TailReader.observe(trace.elsewhere().orElseThrow());
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
}
