package io.jumbo.tail;

import java.util.List;

/**
 * Consecutive complete lines of <em>one</em> file, a gap in front of a line, or the LF of a line that its CR had ended: one exchange, one transaction. Immutable; its bytes are its own and are never
 * reused, since Camel's split asks for the next chunk before this one is written.
 */
public final class Chunk {

    private final long fileId;
    private final String path;
    private final long firstByte;
    private final Progress before;
    private final Progress after;
    private final long fileSize;
    private final List<LineRecord> records;

    Chunk(long fileId, String path, Progress before, Progress after, long fileSize, List<LineRecord> records) {
        this(fileId, path, before.nextByte(), before, after, fileSize, records);
    }

    private Chunk(
            long fileId,
            String path,
            long firstByte,
            Progress before,
            Progress after,
            long fileSize,
            List<LineRecord> records) {
        this.fileId = fileId;
        this.path = path;
        this.firstByte = firstByte;
        this.before = before;
        this.after = after;
        this.fileSize = fileSize;
        this.records = records;
    }

    /** Key of the file's row in {@code jumbo_offsets}. */
    public long fileId() {
        return fileId;
    }

    /** The file, relative to the watched directory, with forward slashes. */
    public String path() {
        return path;
    }

    /** Offset in the file of the first byte that this chunk covers: where {@link #before} ends, unless its lines were inserted into what was written. */
    public long firstByte() {
        return firstByte;
    }

    /** The file's progress up to this chunk's first byte. */
    public Progress before() {
        return before;
    }

    /** The file's progress once this chunk is written. */
    public Progress after() {
        return after;
    }

    /**
     * Length of the file in bytes when this chunk was read: what is behind the chunk was there then, lines or not. Never less than the chunk's
     * last byte.
     */
    public long fileSize() {
        return fileSize;
    }

    /** The lines in file order, empty ones included; none if the chunk is a gap or a LF. */
    public List<LineRecord> records() {
        return records;
    }

    /** Bytes of the file that this chunk covers. */
    public long byteLength() {
        return after.nextByte() - before.nextByte();
    }

    /**
     * NUL bytes that this chunk passes over: all of its bytes if it is a gap, otherwise 0. There was no data at this place of the
     * file, and none came for as long as anybody may wait for it.
     */
    public long gapBytes() {
        return after.lines() == before.lines() && byteLength() >= Gap.LEAST ? byteLength() : 0;
    }

    /**
     * The same stretch of the file with other records, for a route's own steps before the insert: records may be left out or given
     * other text. The offset still moves past the whole stretch: what is left out here is left out for good.
     */
    public Chunk withRecords(List<LineRecord> edited) {
        return new Chunk(fileId, path, firstByte, before, after, fileSize, List.copyOf(edited));
    }

    /** The same lines, which stand elsewhere than behind what was consumed before. */
    Chunk at(long place) {
        return new Chunk(fileId, path, place, before, after, fileSize, records);
    }

    /** Whether its lines were inserted into what was written, and stand in front of it or between two pieces of it. */
    public boolean isInserted() {
        return firstByte < before.nextByte();
    }

    @Override
    public String toString() {
        String what = gapBytes() > 0 ? "a gap" : records.size() + " lines";
        return path + " bytes " + firstByte + " to " + (firstByte + byteLength()) + ", " + what;
    }
}
