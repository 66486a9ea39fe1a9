package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that were read last, held open, as many as {@link Handles} allow: so that one that is deleted, or moved to where no poll looks, before
 * its last bytes were read is read to its end all the same, and for a minute longer, for its writer may not have noticed. A file that was read to its
 * end is let go when it has not changed for a while ({@link Times#QUIET_UNDER_ITS_PATH}), so that a disk can be unmounted. After a crash
 * nothing is held any more; what was deleted meanwhile is lost, what was renamed within its directory is found by its file key.
 * For one thread at a time, as {@link WatchedFiles}.
 */
final class HeldFiles {

    /** Those that left their paths are not let go of before they are read; beyond so many times our share no further ones are searched for. */
    private static final int MOST_LEFT = 4;

    private static final Logger LOG = LoggerFactory.getLogger(HeldFiles.class);

    private final Watch watch;
    private final Failures failures;
    private final WatchedFiles watched;
    private final Handles handles;
    private final Map<Long, Held> files = new LinkedHashMap<>(16, 0.75f, true);

    /** Those whose offset went over to another file that is held for it; what becomes of them is asked after the poll. */
    private final Queue<Held> displaced = new ArrayDeque<>();

    HeldFiles(Watch watch, Failures failures, WatchedFiles watched, Handles handles) {
        this.watch = watch;
        this.failures = failures;
        this.watched = watched;
        this.handles = handles;
        handles.joined();
    }

    /** Who is told that a file that left its path was read to its end, how long it is and how many bytes were seen of it, and is let go. */
    @FunctionalInterface
    interface Gone {
        void tell(FileOffset offset, long size, long seenBytes) throws SQLException, IOException;
    }

    /** Holds a file that is about to be read under its path. */
    void hold(FileOffset offset, Observation now) {
        Held held = files.get(offset.id());
        Path file = watch.file(offset.path());
        if (held != null
                && held.file().isOpen()
                && held.file().isAt(file)
                && held.path().equals(offset.path())) {
            held.readAt(watch.now());
            return;
        }
        if (handles.share() == 0) {
            return;
        }
        try {
            HeldFile.open(file, offset.id(), now).ifPresent(opened -> add(opened, offset));
        } catch (IOException e) {
            if (Handles.areOut(e)) {
                giveBack();
            }
            LOG.debug("{} cannot be held open; it is read by its name", file, e);
        }
    }

    /** Has those that left their paths looked into again: the database may have come back from a backup. */
    void forgetExamined() {
        files.values().forEach(held -> held.watched().forgetExamined());
    }

    /** Whether one more that is not under its path may be held. */
    boolean hasRoom() {
        return files.size() < MOST_LEFT * Math.max(1, handles.share());
    }

    /** Holds the file of an offset that is not under its path any more, or a copy of it. */
    void add(HeldFile file, FileOffset offset) {
        for (Held other : List.copyOf(files.values())) {
            if (other.file().isSameAs(file)) {
                close(other);
            } else if (other.file().fileId() == file.fileId()) {
                files.remove(other.file().fileId());
                displaced.add(other);
            }
        }
        Held held = new Held(file, offset.path(), !isOf(file, offset));
        held.readAt(watch.now());
        files.put(file.fileId(), held);
        keep(handles.share());
    }

    /** The process ran out of handles: lets go of all that are under their paths. Returns whether there were any. */
    boolean giveBack() {
        handles.ranOut();
        return keep(0);
    }

    /**
     * Lets go of those read longest ago, of as many as are too many; only of such as are under their paths: what left its path is held until it was read, even
     * if that makes a few more.
     */
    private boolean keep(int most) {
        int before = files.size();
        for (Held held : List.copyOf(files.values())) {
            if (files.size() > most && held.file().isAt(watch.file(held.path()))) {
                close(held);
            }
        }
        return files.size() < before;
    }

    /** Whether it was read to its end, as far as it has an end, and has not changed for a while. What is written to it from now on a poll will see. */
    private boolean isQuietUnderItsPath(Held held) {
        return watch.now() - held.readAt() >= Times.QUIET_UNDER_ITS_PATH
                && watched.isExamined(held.path(), watch.file(held.path()));
    }

    /** The very file of this offset, if it is held. */
    Optional<HeldFile> fileOf(FileOffset offset) {
        return Optional.ofNullable(files.get(offset.id()))
                .map(Held::file)
                .filter(file -> file.isOpen() && isOf(file, offset));
    }

    /** The file that is read on at a place, if it is open and nothing but it is under its path. */
    Optional<HeldFile> at(String path, Place place) {
        Optional<Held> open = Optional.ofNullable(files.get(place.fileId()))
                .filter(held -> !held.isCopy()
                        && held.path().equals(path)
                        && held.file().fileKey().equals(place.progress().fileKey())
                        && held.file().isAt(watch.file(path)));
        open.ifPresent(held -> held.readAt(watch.now()));
        return open.map(Held::file);
    }

    private static boolean isOf(HeldFile file, FileOffset offset) {
        return file.fileKey().equals(offset.progress().fileKey());
    }

    boolean holds(FileOffset offset) {
        return fileOf(offset).isPresent();
    }

    /** Notes how many bytes were seen of a file under the path that it left, if it is held. */
    void left(FileOffset offset, long seenBytes) {
        if (holds(offset)) {
            files.get(offset.id()).watched().observed(seenBytes);
        }
    }

    /** The most bytes that were seen of a file, as far as it has left its path. */
    long seenBytes(FileOffset offset) {
        return holds(offset) ? files.get(offset.id()).watched().seenBytes() : 0;
    }

    /** Keys of the offset rows of all files held. */
    Set<Long> ids() {
        return Set.copyOf(files.keySet());
    }

    /**
     * Looks after the files that left their paths.
     *
     * @param pass reads one of them on
     * @param gone told of an offset whose file was read to its end
     */
    void afterPoll(Consumer<Held> pass, Gone gone) throws SQLException, IOException {
        keep(handles.share()); // another watch may have joined, or the process has run out
        while (!displaced.isEmpty()) {
            holdForAnother(displaced.peek());
            displaced.remove();
        }
        for (Held held : List.copyOf(files.values())) {
            if (files.get(held.file().fileId()) != held) {
                continue; // another one took its place just now
            }
            if (!held.file().isOpen()) {
                close(held); // it is held again when it is read, or looked for if it left its path
                continue;
            }
            if (held.file().isAt(watch.file(held.path()))) {
                held.isUnderItsPath();
                if (isQuietUnderItsPath(held)) {
                    close(held);
                }
                continue;
            }
            if (isQuiet(held)) {
                continue;
            }
            Optional<FileOffset> offset =
                    watch.inTransaction(offsets -> offsets.findById(held.file().fileId()));
            if (offset.isEmpty() || !isHeldFor(offset.get(), held)) {
                holdForAnother(held);
            } else if (offset.get().path().equals(held.path())) {
                try {
                    left(held, offset.get(), pass, gone);
                } catch (IOException e) {
                    LOG.debug("{} left its path and cannot be looked at now", held.path(), e);
                }
            } else {
                failures.forgotten(held.watched()); // it was found under another name, or is the copy of one that was
                files.put(
                        held.file().fileId(), new Held(held.file(), offset.get().path(), held.isCopy()));
            }
        }
    }

    /** Its offset went over to a copy, or made room for the one that another instance stored when it met the file: then that one counts. */
    private void holdForAnother(Held held) throws SQLException, IOException {
        Optional<FileOffset> current = watch.inTransaction(offsets -> currentOffset(offsets, held));
        if (current.isEmpty()) {
            close(held);
            return;
        }
        failures.forgotten(held.watched());
        files.remove(held.file().fileId(), held);
        add(held.file().forOffset(current.get().id()), current.get());
    }

    private Optional<FileOffset> currentOffset(Offsets offsets, Held held) throws SQLException {
        if (held.file().fileKey().isEmpty()) {
            return Optional.empty();
        }
        List<FileOffset> stored = offsets.findByKey(held.file().fileKey().get()).stream()
                .filter(offset -> !isAnothers(offset, held))
                .filter(offset -> !offset.isSetAside() || isContinuedBy(held, offset))
                .toList();
        return stored.isEmpty()
                ? firstOffset(offsets, held)
                : stored.stream()
                        .filter(offset -> isContinuedBy(held, offset))
                        .max(Comparator.comparingLong(
                                offset -> offset.progress().nextByte()))
                        .filter(offset -> !holds(offset));
    }

    private static boolean isContinuedBy(Held held, FileOffset offset) {
        try {
            return held.file().continues(offset.progress());
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at any more", held.path(), e);
            return false;
        }
    }

    /** Whether an offset is about another file, on another device, which has the same file key. */
    private boolean isAnothers(FileOffset offset, Held held) {
        Path there = watch.file(offset.path());
        try {
            return TailReader.observe(there).fileKey().equals(held.file().fileKey())
                    && !held.file().isAt(there);
        } catch (IOException e) {
            return false; // nothing is there that could be another file
        }
    }

    /**
     * The offset that a poll would have stored for a file that was copied and cut, if it had met it once more before it left its path. None if what it holds are
     * lines that were consumed before, or if its path is another file's by now.
     */
    private Optional<FileOffset> firstOffset(Offsets offsets, Held held) throws SQLException {
        Optional<FileOffset> copy = offsets.findById(held.file().fileId());
        try {
            boolean wasCut = copy.isPresent()
                    && !copy.get().isSetAside()
                    && !copy.get().path().equals(held.path())
                    && held.file().holdsOther(copy.get().progress());
            if (!wasCut
                    || held.file().isAt(watch.file(held.path()))
                    || offsets.find(held.path()).isPresent()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at any more", held.path(), e);
            return Optional.empty();
        }
        FileOffset created =
                offsets.create(held.path(), Progress.none(held.file().fileKey()));
        return Optional.of(created).filter(offset -> isOf(held.file(), offset));
    }

    /** Whether it is the file of this offset, whose key another host may know otherwise; or, while that is set aside, its copy. */
    private static boolean isHeldFor(FileOffset offset, Held held) {
        return isOf(held.file(), offset)
                || (offset.isSetAside() ? held.isCopy() : offset.path().equals(held.path()));
    }

    /** Whether it was read to its end, has not changed since, and may yet. */
    private boolean isQuiet(Held held) {
        try {
            return held.leftUnchangedSince().isPresent()
                    && held.watched().isExamined(held.observed())
                    && watch.now() - held.leftUnchangedSince().get() < Times.LINGER;
        } catch (IOException e) {
            return false;
        }
    }

    private void left(Held held, FileOffset offset, Consumer<Held> pass, Gone gone) throws SQLException, IOException {
        long now = watch.now();
        long size = held.file().size();
        boolean unread = size > offset.progress().nextByte() && held.file().continues(offset.progress());
        if (held.leftUnchangedSince().isEmpty() && unread) {
            watch.listeners().tell(events -> events.fileLeft(watch.name(), held.path()));
        }
        held.looksLike(held.observed(), now); // also if it holds less now: somebody writes it
        if (unread && !held.watched().isExamined(held.observed())) {
            held.leftUnchangedSince(now);
            if (held.watched().agenda().isFree(now)) {
                pass.accept(held);
            }
            return;
        }
        held.watched().examined(held.observed(), offset.progress().nextByte());
        if (now - held.leftUnchangedSince().get() >= Times.LINGER) {
            release(held, offset, size, gone);
        }
    }

    private void release(Held held, FileOffset offset, long size, Gone gone) throws SQLException, IOException {
        // Of content that is not the one consumed, nothing was read.
        long seen = held.file().continues(offset.progress())
                ? Math.max(size, held.watched().seenBytes())
                : offset.progress().nextByte() + size;
        close(held);
        gone.tell(offset, size, seen);
    }

    private void close(Held held) {
        Closing.close(held.file());
        files.remove(held.file().fileId(), held);
        failures.forgotten(held.watched());
    }

    /** Lets go of all of them. */
    void close() {
        List.copyOf(files.values()).forEach(this::close);
        displaced.forEach(this::close);
        displaced.clear();
        handles.left();
    }
}
