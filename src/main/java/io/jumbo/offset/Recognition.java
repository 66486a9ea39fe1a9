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
        if (change instanceof FileChange.Continued continued
                && continued.progress().nextByte() > 0) {
            return new Recognised(change, continued.progress());
        }
        List<FileOffset> elsewhere = now.fileKey().isPresent()
                ? offsets.findByKey(connection, now.fileKey().get(), path)
                : List.of();
        List<Known> sameKey = new ArrayList<>();
        for (FileOffset offset : elsewhere) {
            sameKey.add(known(file, offset));
        }
        change = FileChange.between(now, samePath, sameKey);
        if (change instanceof FileChange.Continued continued) {
            return new Recognised(change, continued.progress());
        }
        if (change instanceof FileChange.Renamed renamed) {
            makeRoom(connection, stored);
            FileOffset from = elsewhere.get(sameKey.indexOf(renamed.from()));
            offsets.rename(connection, from, path, now.fileKey());
            return new Recognised(change, from.progress());
        }
        if (change instanceof FileChange.Truncated || change instanceof FileChange.Rewritten) {
            offsets.forget(connection, stored.orElseThrow());
        } else {
            makeRoom(connection, stored);
        }
        Progress start = Progress.none(now.fileKey());
        offsets.create(connection, path, start);
        return new Recognised(change, start);
    }

    private void makeRoom(Connection connection, Optional<FileOffset> stored) throws SQLException {
        if (stored.isPresent()) {
            offsets.setAside(connection, stored.get());
        }
    }

    private static Known known(Path file, FileOffset offset) throws IOException {
        return new Known(offset.path(), offset.progress(), TailReader.match(file, offset.progress()));
    }
}
