package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that were read last, kept open, as many as {@link Handles} allow: so that one that is deleted, or moved to where no poll looks, before
 * its last bytes were read is read to its end all the same ({@link DepartedFiles}). After a crash
 * nothing is open any more; what was deleted meanwhile is lost, what was renamed within its directory is found by its file key.
 * For one thread at a time, as {@link WatchedFiles}.
 */
final class OpenFiles {

    /** Those that left their paths are not let go of before they are read; beyond so many times our share no further ones are searched for. */
    private static final int MOST_DEPARTED = 4;

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private final Watch watch;
    private final PassFailures failures;
    private final Handles handles;
    private final Map<Long, OpenFile> files = new LinkedHashMap<>(16, 0.75f, true);

    /** Those whose offset went over to another file that is open for it; what becomes of them is asked after the poll. */
    private final Queue<OpenFile> displaced = new ArrayDeque<>();

    OpenFiles(Watch watch, PassFailures failures) {
        this.watch = watch;
        this.failures = failures;
        this.handles = watch.handles();
        handles.joined();
    }

    /** Keeps a file open that is about to be read under its path. */
    void open(FileOffset offset, Observation now) {
        OpenFile open = files.get(offset.id());
        Path file = watch.file(offset.path());
        if (open != null
                && open.file().isOpen()
                && open.file().isAt(file)
                && open.path().equals(offset.path())) {
            open.readAt(watch.now());
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
            LOG.debug("{} cannot be kept open; it is read by its name", file, e);
        }
    }

    /** Keeps the file of an offset open that is not under its path any more, or a copy of it. */
    void add(HeldFile file, FileOffset offset) {
        for (OpenFile other : all()) {
            if (other.file().isSameAs(file)) {
                close(other);
            } else if (other.fileId() == file.fileId()) {
                files.remove(other.fileId());
                displaced.add(other);
            }
        }
        files.put(file.fileId(), new OpenFile(file, offset.path(), !isOf(file, offset), watch.now()));
        keepShare();
    }

    /** It is about another offset from now on. */
    void handOver(OpenFile open, FileOffset offset) {
        forgotten(open);
        files.remove(open.fileId(), open);
        add(open.file().forOffset(offset.id()), offset);
    }

    /** Its offset has another path by now. */
    void renamed(OpenFile open, String path) {
        forgotten(open);
        files.put(open.fileId(), new OpenFile(open.file(), path, open.isCopy(), open.readAt()));
    }

    void close(OpenFile open) {
        Closing.close(open.file());
        files.remove(open.fileId(), open);
        forgotten(open);
    }

    private void forgotten(OpenFile open) {
        failures.forgotten(open.watched());
        watch.behind().forget(open.watched());
    }

    /** Lets go of all of them. */
    void close() {
        all().forEach(this::close);
        displaced.forEach(this::close);
        displaced.clear();
        handles.left();
    }

    /** The process ran out of handles: lets go of all that are under their paths. Returns whether there were any. */
    boolean giveBack() {
        handles.ranOut();
        return keep(0);
    }

    /** Keeps no more than our share. */
    void keepShare() {
        keep(handles.share());
    }

    /**
     * Lets go of those read longest ago, of as many as are too many; only of such as are under their paths: what left its path stays open until it was read, even
     * if that makes a few more.
     */
    private boolean keep(int most) {
        int before = files.size();
        for (OpenFile open : all()) {
            if (files.size() > most && isUnderItsPath(open)) {
                close(open);
            }
        }
        return files.size() < before;
    }

    boolean isUnderItsPath(OpenFile open) {
        return open.file().isAt(watch.file(open.path()));
    }

    /** Whether one more that is not under its path may be kept open. */
    boolean hasRoom() {
        return files.size() < MOST_DEPARTED * Math.max(1, handles.share());
    }

    List<OpenFile> all() {
        return List.copyOf(files.values());
    }

    /** Those whose offset went over to another one since, until they have been dealt with. */
    Queue<OpenFile> displaced() {
        return displaced;
    }

    /** Whether it is the one that is open for its offset. */
    boolean contains(OpenFile open) {
        return files.get(open.fileId()) == open;
    }

    /** Keys of the offset rows of all of them. */
    Set<Long> ids() {
        return Set.copyOf(files.keySet());
    }

    /** The very file of this offset, if it is open. */
    Optional<HeldFile> fileOf(FileOffset offset) {
        return Optional.ofNullable(files.get(offset.id()))
                .map(OpenFile::file)
                .filter(file -> file.isOpen() && isOf(file, offset));
    }

    boolean hasFileOf(FileOffset offset) {
        return fileOf(offset).isPresent();
    }

    static boolean isOf(HeldFile file, FileOffset offset) {
        return file.fileKey().equals(offset.progress().fileKey());
    }

    /** The file that is read on at a place, if it is open and nothing but it is under its path. */
    Optional<HeldFile> at(String path, Place place) {
        Optional<OpenFile> there = Optional.ofNullable(files.get(place.fileId()))
                .filter(open -> !open.isCopy()
                        && open.path().equals(path)
                        && open.file().fileKey().equals(place.progress().fileKey())
                        && isUnderItsPath(open));
        there.ifPresent(open -> open.readAt(watch.now()));
        return there.map(OpenFile::file);
    }

    /** Notes how many bytes were seen of a file under the path that it left, if it is open. */
    void departed(FileOffset offset, long seenBytes) {
        if (hasFileOf(offset)) {
            files.get(offset.id()).watched().observed(seenBytes);
        }
    }

    /** The most bytes that were seen of a file, as far as it has left its path. */
    long seenBytes(FileOffset offset) {
        return hasFileOf(offset) ? files.get(offset.id()).watched().seenBytes() : 0;
    }

    /** Has those that left their paths looked into again: the database may have come back from a backup. */
    void forgetExamined() {
        files.values().forEach(open -> open.watched().forgetExamined());
    }
}
