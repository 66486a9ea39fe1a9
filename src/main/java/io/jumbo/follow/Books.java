package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The one place that brings the stored offsets in line with what happened to a file; in the caller's transaction. */
final class Books {

    private final Offsets offsets;
    private final String path;
    private final Observation now;
    private final Optional<FileOffset> stored;
    private final OtherOffsets others;

    /**
     * @param path that the file bears now
     * @param now the file as observed
     * @param stored the offset of that path
     * @param others further offsets that it was compared with
     */
    Books(Offsets offsets, String path, Observation now, Optional<FileOffset> stored, List<Known> others) {
        this.offsets = offsets;
        this.path = path;
        this.now = now;
        this.stored = stored;
        this.others = new OtherOffsets(offsets, path, now, others);
    }

    /** Nothing is changed, and the file is not read. */
    Recognised leaveAlone(FileChange change) {
        return new Recognised(change, Optional.empty(), List.of());
    }

    /** The path's own offset counts. */
    Recognised stay(FileChange change) throws SQLException {
        List<FileOffset> before = others.clearAway(Optional.empty());
        return new Recognised(change, Optional.of(noted(stored.orElseThrow())), before);
    }

    /** The path's own offset goes on at another place. */
    Recognised readOnAt(FileChange change, Progress place) throws SQLException {
        List<FileOffset> before = others.clearAway(Optional.empty());
        FileOffset offset = stored.orElseThrow();
        before.add(offset);
        offsets.moveTo(offset, place);
        if (change.consumed() == FileChange.Consumed.CHANGED) {
            offsets.linesChanged(offset.id());
        }
        return new Recognised(change, Optional.of(offset.moved(path, place)), before);
    }

    /** The path's own offset stays where it is, until the inserted lines are written. */
    Recognised readInsertion(FileChange change) throws SQLException {
        return readOnAt(change, stored.orElseThrow().progress().observedAs(now));
    }

    /** Another offset counts from now on, and gets this path. */
    Recognised move(FileChange change, Known from) throws SQLException {
        List<FileOffset> before = others.clearAway(Optional.of(from));
        before.addAll(makeRoom());
        return new Recognised(change, Optional.of(moved(from.offset())), before);
    }

    /** Another offset counts from now on, whose file was cut in place. The writer of that goes on, and need not write a header again: what was learnt stays with its path. */
    Recognised moveToCopy(FileChange change, Known from) throws SQLException {
        Recognised moved = move(change, from);
        Progress before = from.progress();
        if (before.learnt().isPresent() || before.littleEndian()) {
            offsets.create(from.path(), Progress.none(before.fileKey()).goingOnFrom(before));
        }
        return moved;
    }

    /**
     * The path gets a new offset.
     *
     * @param goesOn whether the writer of what stood there goes on, and need not write a header again
     */
    Recognised begin(FileChange change, boolean goesOn) throws SQLException {
        List<FileOffset> before = others.clearAway(Optional.empty());
        if (stored.isPresent()) {
            before.addAll(makeRoom());
            offsets.keepLatestSetAside(path);
        }
        Progress none = Progress.none(now.fileKey());
        Progress start = stored.map(FileOffset::progress)
                .filter(none::isOfSameFile)
                .map(other -> goesOn ? none.goingOnFrom(other) : none.inOrderOf(other))
                .orElse(none);
        return new Recognised(change, Optional.of(offsets.create(path, start)), before);
    }

    /** Another offset gets this path; then something happens to it there. */
    Recognised moveThen(Known from, FileChange then) throws SQLException {
        List<FileOffset> before = others.clearAway(Optional.of(from));
        before.addAll(makeRoom());
        FileOffset moved = moved(from.offset());
        Recognised there = then.carryOut(new Books(offsets, path, now, Optional.of(moved), List.of()));
        if (!there.before().isEmpty()) {
            before.add(from.offset()); // as it was stored, under the name that it had
        }
        return new Recognised(then, there.offset(), before);
    }

    /** What is stored of a file is kept as it is observed, for a file that moves is known by that. */
    private FileOffset noted(FileOffset offset) throws SQLException {
        Progress progress = offset.progress();
        Progress observed = progress.observedAs(now);
        boolean told = progress.equals(observed)
                || (now.size() > progress.nextByte() && progress.fileKey().equals(now.fileKey()));
        if (told && offset.state() == State.CURRENT) {
            return offset;
        }
        offsets.moveTo(offset, observed);
        return offset.moved(offset.path(), observed);
    }

    private FileOffset moved(FileOffset from) throws SQLException {
        offsets.rename(from, path, now);
        return from.moved(path, from.progress().observedAs(now));
    }

    /** Frees the path; returns the offset of what it held before, unless that is the very file and nothing was consumed of it. */
    private List<FileOffset> makeRoom() throws SQLException {
        if (stored.isEmpty()) {
            return List.of();
        } else if (stored.get().progress().nextByte() == 0
                && now.hasKeyOf(stored.get().progress())) {
            offsets.remove(stored.get());
            return List.of();
        }
        offsets.setAside(stored.get());
        return List.of(stored.get());
    }
}
