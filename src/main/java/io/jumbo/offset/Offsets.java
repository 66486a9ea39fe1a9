package io.jumbo.offset;

import io.jumbo.tail.Evidence;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The offsets of one watch, within one transaction: nothing that is done here outlives its rollback. As a transaction of PostgreSQL at READ COMMITTED sees
 * them: what others have committed, and what it did itself.
 *
 * <p>At most one row per path is current. A row whose file was replaced stays, set aside, until its file turns up under another name. Every failure is an {@link
 * SQLException}, after which the transaction must be rolled back.
 */
public interface Offsets {

    /** The offsets of a watch in {@code jumbo_offsets}, in the transaction of a connection. */
    static Offsets of(Connection connection, String watch) {
        return new PostgresOffsets(connection, watch);
    }

    /** The current offset of a path. */
    Optional<FileOffset> find(String path) throws SQLException;

    /**
     * Offsets stored for a file key, but for the current one of a path: current ones first, then those of replaced files, the latest
     * first.
     */
    List<FileOffset> findByKey(String fileKey, String exceptPath) throws SQLException;

    /** All offsets stored for a file key, in the same order. */
    List<FileOffset> findByKey(String fileKey) throws SQLException;

    /** A file's offset, current or set aside. */
    Optional<FileOffset> findById(long fileId) throws SQLException;

    /**
     * Offsets of other files whose consumed content begins in one of these ways, but for the current one of a path, the latest thirty-two.
     *
     * @param heads as in {@link Evidence#head}
     */
    List<FileOffset> findByHead(List<String> heads, String exceptPath, Optional<String> exceptKey) throws SQLException;

    /** The current offsets of all files of the watch. */
    List<FileOffset> all() throws SQLException;

    /** The offsets that were set aside, but for those of which bytes were abandoned; the latest come last. */
    List<FileOffset> allSetAside() throws SQLException;

    /** Whether this watch ever stored anything. */
    boolean any() throws SQLException;

    /** Stores the first offset of a path, unless another instance stored one already; returns the one that is stored now. */
    FileOffset create(String path, Progress progress) throws SQLException;

    /**
     * Moves a file's offset by compare-and-set, and holds its row until the transaction ends.
     *
     * @param fileId key of its row, current or set aside
     * @param path for the message
     * @throws OffsetMovedException if the row does not stand at {@code before}, with the same evidence
     * @throws SQLException with SQLSTATE 55P03 if another transaction is moving it right now
     */
    void advance(long fileId, String path, Progress before, Progress after) throws SQLException;

    /**
     * Notes how a file is observed now, or where in it is read on, without anything having been written.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    void moveTo(FileOffset offset, Progress progress) throws SQLException;

    /**
     * Gives an offset the path its file, or its copy, bears now. What was set aside when the file was cut goes along with it.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    void rename(FileOffset offset, String path, Observation now) throws SQLException;

    /**
     * Frees a path for another file: its offset is kept for the case that its own file, or a copy of it, turns up elsewhere.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    void setAside(FileOffset offset) throws SQLException;

    /**
     * Sets aside what was consumed of a file before it was cut and got this path, whose current offset counts for what it holds now.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    void cut(FileOffset offset, String path) throws SQLException;

    /**
     * Deletes an offset whose file is read on from another one, so that nobody reads on from there.
     *
     * @throws OffsetMovedException if the row is no longer as it was read
     */
    void remove(FileOffset offset) throws SQLException;

    /** Keeps ten of the offsets that were set aside from a path, the latest. */
    void keepLatestSetAside(String path) throws SQLException;

    /** Notes that a file is gone; returns whether that is news. Does nothing to an offset that was set aside. */
    boolean gone(long fileId) throws SQLException;

    /** Counts bytes of a file that were seen and can never be read. */
    void abandon(long fileId, long bytes) throws SQLException;

    /** Notes that lines of a file were changed after they were written, so that what they say now may be in no table. */
    void linesChanged(long fileId) throws SQLException;

    /**
     * Deletes the offsets of files that were gone, or replaced, for longer than {@code after}.
     *
     * @param except keys of rows to keep
     * @return the paths, with repetitions
     */
    List<String> forget(Duration after, Set<Long> except) throws SQLException;
}
