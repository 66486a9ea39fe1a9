package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which offset counts for an open file whose own one was deleted, or went over to another file. In the transaction of the offsets. */
record Succession(Watch watch, OpenFiles openFiles, Offsets offsets, OpenFile open) {

    /** Whether a file is open for an offset, whose key another host may know otherwise; or, while that is set aside, its copy. */
    static boolean isOf(OpenFile open, FileOffset offset) {
        return OpenFiles.isOf(open.file(), offset)
                || (offset.isSetAside() ? open.isCopy() : offset.path().equals(open.path()));
    }

    /** The one that counts from now on; none if nothing is to be read of it, or another open file has it. */
    Optional<FileOffset> offset() throws SQLException {
        if (open.file().fileKey().isEmpty()) {
            return Optional.empty();
        }
        List<FileOffset> stored = offsets.findByKey(open.file().fileKey().get()).stream()
                .filter(offset -> !isAnothers(offset))
                .filter(offset -> !offset.isSetAside() || isContinued(offset))
                .toList();
        return stored.isEmpty()
                ? first()
                : stored.stream()
                        .filter(this::isContinued)
                        .max(Comparator.comparingLong(
                                offset -> offset.progress().nextByte()))
                        .filter(offset -> !openFiles.hasFileOf(offset));
    }

    private boolean isContinued(FileOffset offset) {
        return Disk.ask(() -> open.file().continues(offset.progress())).orElse(false);
    }

    /** Whether an offset is about another file, on another device, which has the same file key. */
    private boolean isAnothers(FileOffset offset) {
        Path there = watch.file(offset.path());
        return Disk.observe(there)
                .filter(now -> now.fileKey().equals(open.file().fileKey()))
                .filter(now -> !open.file().isAt(there))
                .isPresent();
    }

    /**
     * The offset that a poll would have stored for a file that was copied and cut, if it had met it once more before it left its path. None if what it holds are
     * lines that were consumed before, or if its path is another file's by now.
     */
    private Optional<FileOffset> first() throws SQLException {
        Optional<FileOffset> copy = offsets.findById(open.fileId())
                .filter(offset -> !offset.isSetAside() && !offset.path().equals(open.path()))
                .filter(offset -> Disk.ask(() -> open.file().holdsOther(offset.progress()))
                        .orElse(false));
        if (copy.isEmpty()
                || openFiles.isUnderItsPath(open)
                || offsets.find(open.path()).isPresent()) {
            return Optional.empty();
        }
        Progress start =
                Progress.none(open.file().fileKey()).goingOnFrom(copy.get().progress());
        FileOffset created = offsets.create(open.path(), start);
        return Optional.of(created).filter(offset -> OpenFiles.isOf(open.file(), offset));
    }
}
