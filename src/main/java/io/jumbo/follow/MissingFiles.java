package io.jumbo.follow;

import io.jumbo.follow.Books.Recognised;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of files that a poll did not meet: renamed within their directory to a name that no pattern matches, and then read on
 * there; gone, and then forgotten after the time of {@code forget-after}; or not to be seen just now, and then nothing at all follows from
 * that. For one thread at a time, as {@link WatchedFiles}.
 */
final class MissingFiles {

    private static final long FORGET_NANOS = Duration.ofMinutes(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(MissingFiles.class);

    private final Watch watch;
    private final HeldFiles held;
    private final WatchedFiles files;

    /** Files that were let go under another name, and how long they were. */
    private final Map<Long, Long> letGo = new HashMap<>();

    private long forgetAt;
    private boolean replacedLookedFor;

    MissingFiles(Watch watch, HeldFiles held, WatchedFiles files) {
        this.watch = watch;
        this.held = held;
        this.files = files;
        this.forgetAt = watch.now();
    }

    /**
     * Looks for files that were there before.
     *
     * @return those that are dealt with; of the others it is not certain that they are not there
     */
    List<WatchedFile> lookFor(List<WatchedFile> missing) throws SQLException, IOException {
        Search search = new Search();
        List<WatchedFile> dealtWith = new ArrayList<>();
        for (WatchedFile file : missing) {
            if (!Listing.isGone(watch.file(file.path()))) {
                notObservable(file);
                continue;
            }
            dealtWith.add(file);
            Optional<FileOffset> offset = watch.inTransaction(offsets -> offsets.find(file.path()));
            offset.ifPresent(left -> held.left(left, file.seenBytes()));
            if (offset.isPresent() && !held.holds(offset.get())) {
                search.readOnOrGone(offset.get(), file.seenBytes());
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
        Search search = new Search();
        for (FileOffset offset : stored) {
            if (offset.state() == State.CURRENT
                    && !files.isMet(offset.path())
                    && !held.holds(offset)
                    && Listing.isGone(watch.file(offset.path()))) {
                search.readOnOrGone(offset, 0);
            }
        }
        if (!replacedLookedFor) {
            for (FileOffset offset : watch.inTransaction(Offsets::allSetAside)) {
                search.readRestOn(offset);
            }
            replacedLookedFor = true;
        }
    }

    /**
     * Looks for what a path, or its file, held before: a file another one has replaced, or a copy of one that was cut, may bear a name that no
     * pattern matches, and is then read on there.
     *
     * @return how many bytes that were seen of it can never be read, which is noted in the caller's transaction
     */
    long replaced(Offsets offsets, Recognised recognised) throws SQLException {
        Search search = new Search();
        long abandoned = 0;
        for (FileOffset before : recognised.before()) {
            long seen = seenBytes(before);
            held.left(before, seen);
            long unread = Math.max(0, seen - before.progress().nextByte());
            if (!isReadOn(recognised, before, unread, search) && unread > 0) {
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

    private boolean isReadOn(Recognised recognised, FileOffset before, long unread, Search search) {
        FileOffset now = recognised.offset().orElseThrow();
        if (now.id() == before.id()) {
            return recognised.change().isEdit(); // not if it was cut back
        } else if (now.progress().isOfSameFile(before.progress())) {
            return Stream.of(before.path(), now.path())
                    .distinct()
                    .anyMatch(path -> search.readOnInCopy(before.at(path), unread));
        }
        return held.holds(before) || search.readOn(before);
    }

    /**
     * A file that left its path was read to its end. It is gone, and what is unfinished in it is lost, unless its directory has it under another
     * name: then it is held again when it grows, and known by the time of its last change when it comes back as it is.
     */
    void letGo(FileOffset offset, long seenBytes) throws SQLException, IOException {
        Optional<Path> file = new Search().find(offset);
        if (file.isPresent()) {
            letGo.put(offset.id(), seenBytes);
            Observation now = TailReader.observe(file.get());
            if (now.size() == seenBytes) {
                noted(offset, now);
            }
        } else if (offset.state() != State.CURRENT || Listing.isGone(watch.file(offset.path()))) {
            gone(offset, seenBytes);
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
        forgetAt = watch.now() + FORGET_NANOS;
    }

    /** One search, which lists each directory once. */
    private final class Search {

        private final Map<Path, Map<String, Path>> listed = new HashMap<>();

        void readOnOrGone(FileOffset offset, long seenBytes) throws SQLException, IOException {
            Optional<Path> file = find(offset);
            if (file.isEmpty()) {
                gone(offset, seenBytes);
            } else if (hasGrown(file.get(), offset)) {
                hold(file.get(), offset); // if polls meet it, they know it by its key
            }
        }

        /** Whether the file is in its directory under a name that is not polled, and will be read on there. */
        boolean readOn(FileOffset offset) {
            Optional<Path> file = find(offset);
            return file.isPresent() && hold(file.get(), offset);
        }

        /** Whether there is something in it that was not there when it was let go. */
        private boolean hasGrown(Path file, FileOffset offset) {
            try {
                return TailReader.observe(file).size() != letGo.getOrDefault(offset.id(), -1L);
            } catch (IOException e) {
                return false;
            }
        }

        /**
         * The file of an offset under any name: by its key and what was consumed of it, or, if that was nothing, by its name. One that cannot be
         * read may be it.
         */
        Optional<Path> find(FileOffset offset) {
            return offset.progress().fileKey().map(siblings(offset)::get).filter(file -> mayBe(file, offset));
        }

        private boolean mayBe(Path file, FileOffset offset) {
            try {
                return offset.progress().nextByte() > 0
                        ? Comparison.of(file, offset.progress(), Optional.empty())
                                        .match()
                                == Match.SAME
                        : isNamedAfter(file, offset);
            } catch (IOException e) {
                LOG.debug("{} cannot be looked into", file, e);
                return true;
            }
        }

        private boolean isNamedAfter(Path file, FileOffset offset) {
            String name = Path.of(offset.path()).getFileName().toString();
            return file.getFileName().toString().startsWith(name);
        }

        /**
         * Whether there is a copy under a name that is not polled, with all bytes that were seen and more, which will be read on. Only one that is
         * named after the file: two files may well begin with the same lines.
         */
        boolean readOnInCopy(FileOffset offset, long unread) {
            long bytes = offset.progress().nextByte() + Math.max(1, unread);
            return offset.progress().nextByte() > 0
                    && siblings(offset).values().stream()
                            .filter(file -> isNamedAfter(file, offset))
                            .filter(file -> Comparison.isCopy(file, offset.progress(), bytes))
                            .anyMatch(file -> hold(file, offset));
        }

        /** Reads on what is left of a file that was replaced, or in a copy of one that was cut. */
        void readRestOn(FileOffset offset) {
            if (offset.state() == State.REPLACED) {
                find(offset)
                        .filter(file -> Comparison.isCopy(
                                file, offset.progress(), offset.progress().nextByte() + 1))
                        .ifPresent(file -> hold(file, offset));
            } else {
                readOnInCopy(offset, 0);
            }
        }

        private boolean hold(Path file, FileOffset offset) {
            if (files.isMet(watch.path(file)) || !held.hasRoom()) {
                return false;
            }
            try {
                Optional<HeldFile> found = HeldFile.open(file, offset.id(), TailReader.observe(file));
                if (found.isPresent() && found.get().continues(offset.progress())) {
                    held.add(found.get(), offset);
                    return true;
                }
                found.ifPresent(Closing::close);
                return false;
            } catch (IOException e) {
                LOG.debug("{} cannot be looked into", file, e);
                return false;
            }
        }

        private Map<String, Path> siblings(FileOffset offset) {
            return listed.computeIfAbsent(watch.file(offset.path()).getParent(), Listing::keys);
        }
    }
}
