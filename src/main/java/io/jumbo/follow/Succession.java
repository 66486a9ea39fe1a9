package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which offset counts for an open file whose own one was deleted, or went over to another file. In the transaction of the offsets. */
final class Succession {

    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

    private final Watch watch;
    private final OpenFiles openFiles;
    private final Offsets offsets;
    private final OpenFile open;

    Succession(Watch watch, OpenFiles openFiles, Offsets offsets, OpenFile open) {
        this.watch = watch;
        this.openFiles = openFiles;
        this.offsets = offsets;
        this.open = open;
    }

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
        try {
            return open.file().continues(offset.progress());
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at any more", open.path(), e);
            return false;
        }
    }

    /** Whether an offset is about another file, on another device, which has the same file key. */
    private boolean isAnothers(FileOffset offset) {
        Path there = watch.file(offset.path());
        try {
            return TailReader.observe(there).fileKey().equals(open.file().fileKey())
                    && !open.file().isAt(there);
        } catch (IOException e) {
            return false; // nothing is there that could be another file
        }
    }

    /**
     * The offset that a poll would have stored for a file that was copied and cut, if it had met it once more before it left its path. None if what it holds are
     * lines that were consumed before, or if its path is another file's by now.
     */
    private Optional<FileOffset> first() throws SQLException {
        Optional<FileOffset> copy = offsets.findById(open.fileId());
        try {
            boolean wasCut = copy.isPresent()
                    && !copy.get().isSetAside()
                    && !copy.get().path().equals(open.path())
                    && open.file().holdsOther(copy.get().progress());
            if (!wasCut
                    || openFiles.isUnderItsPath(open)
                    || offsets.find(open.path()).isPresent()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at any more", open.path(), e);
            return Optional.empty();
        }
        FileOffset created =
                offsets.create(open.path(), Progress.none(open.file().fileKey()));
        return Optional.of(created).filter(offset -> OpenFiles.isOf(open.file(), offset));
    }
}
