package io.jumbo.offset;

import io.jumbo.tail.FileChange;
import io.jumbo.tail.FileChange.Known;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which stored offset belongs to a file that is there now, and brings the table in line with it. What happened to the file
 * is decided by {@link FileChange#between}; this class only fetches what that needs and carries out what it says, in the
 * caller's transaction.
 */
public final class Recognition {

    private final Offsets offsets;

    public Recognition(Offsets offsets) {
        this.offsets = offsets;
    }

    /**
     * A recognised file.
     *
     * @param change what happened to it
     * @param progress where to read on
     */
    public record Recognised(FileChange change, Progress progress) {}

    /**
     * Recognises a file. Afterwards a current offset is stored for its path.
     *
     * @param file to look into
     * @param path relative to the watched directory, forward slashes
     * @param now the file as observed
     * @throws IOException if the file cannot be read now
     */
    public Recognised recognise(Connection connection, Path file, String path, Observation now)
            throws SQLException, IOException {
        Optional<FileOffset> stored = offsets.find(connection, path);
        Optional<Known> samePath = stored.isEmpty() ? Optional.empty() : Optional.of(known(file, stored.get()));
        FileChange change = FileChange.between(now, samePath, List.of());
        if (!(change instanceof FileChange.Continued)) {
            change = FileChange.between(now, samePath, sameKey(connection, file, path, now));
        }
        return new Recognised(change, apply(connection, path, now, change));
    }

    private List<Known> sameKey(Connection connection, Path file, String path, Observation now)
            throws SQLException, IOException {
        List<Known> known = new ArrayList<>();
        if (now.fileKey().isPresent()) {
            for (FileOffset offset : offsets.findByKey(connection, now.fileKey().get(), path)) {
                known.add(known(file, offset));
            }
        }
        return known;
    }

    private static Known known(Path file, FileOffset offset) throws IOException {
        return new Known(offset.id(), offset.path(), offset.progress(), TailReader.match(file, offset.progress()));
    }

    private Progress apply(Connection connection, String path, Observation now, FileChange change) throws SQLException {
        if (change instanceof FileChange.Continued continued) {
            return continued.progress();
        }
        if (change instanceof FileChange.Renamed renamed) {
            if (renamed.displaced()) {
                offsets.setAside(connection, path);
            }
            offsets.rename(connection, renamed.from().id(), path, now.fileKey());
            return renamed.from().progress();
        }
        if (change instanceof FileChange.Truncated truncated) {
            offsets.forget(connection, path, truncated.before().nextByte());
        } else if (change instanceof FileChange.Rewritten rewritten) {
            offsets.forget(connection, path, rewritten.before().nextByte());
        } else if (change instanceof FileChange.Replaced) {
            offsets.setAside(connection, path);
        }
        offsets.create(connection, path, Progress.none(now.fileKey()));
        return Progress.none(now.fileKey());
    }
}
