package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.util.Optional;

/**
 * How a file is read: bounds of memory, and how text stands in it.
 *
 * @param chunkBytes at most this many bytes of a file become one chunk
 * @param maxLineBytes a longer line becomes a chunk of its own of which only the head is kept
 * @param text its charset, and what ends a line
 * @param sorting tells data lines from others; absent where every line is data
 */
public record ReadLimits(int chunkBytes, int maxLineBytes, FileText text, Optional<LineSorting> sorting) {

    /** Most lines of one chunk, whatever its bytes: a line costs some 200 bytes of memory while it is written. */
    public static final int MOST_LINES = 250_000;

    /** Bytes kept of a line that is too long. */
    public static final int HEAD_KEPT = 8 * 1024;

    public ReadLimits {
        if (chunkBytes < 1 || maxLineBytes < 1) {
            throw new IllegalArgumentException(
                    "chunk-bytes and max-line-bytes must be at least 1, were " + chunkBytes + " and " + maxLineBytes);
        }
    }

    /** In UTF-8, where every line is data. */
    public ReadLimits(int chunkBytes, int maxLineBytes, LineEnd lineEnd) {
        this(chunkBytes, maxLineBytes, FileText.utf8(lineEnd), Optional.empty());
    }

    /** The same with chunks of another length. */
    public ReadLimits withChunkBytes(int most) {
        return new ReadLimits(most, maxLineBytes, text, sorting);
    }

    /** The same with lines that are told apart. */
    public ReadLimits sorted(Optional<LineSorting> by) {
        return new ReadLimits(chunkBytes, maxLineBytes, text, by);
    }

    /** As the options of a watch have it. */
    public static ReadLimits of(WatchOptions options) {
        return new ReadLimits(
                options.get(Option.CHUNK_BYTES),
                options.get(Option.MAX_LINE_BYTES),
                FileText.of(options),
                Optional.empty());
    }

    /** Bytes of a line of {@code max-line-bytes} with its CRLF, or of a gap: so many without a line end are a line that is too long, or a gap. */
    long longestLine() {
        return Math.max(maxLineBytes + 2L * text.lineEnds().width(), Gap.LEAST);
    }
}
