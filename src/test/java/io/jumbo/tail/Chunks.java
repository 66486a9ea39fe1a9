package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Chunks for tests of the steps that follow the reading, without a file. */
public final class Chunks {

    private Chunks() {}

    /** A file's lines from its first byte on, each ended by a LF. */
    public static Chunk of(String path, String... lines) {
        return of(1, path, lines);
    }

    /** The same, of the file with this key. */
    public static Chunk of(long fileId, String path, String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ConsumedContent content = new ConsumedContent(new byte[0], new byte[0]);
        content.append(bytes, 0, bytes.length);
        return new Chunk(
                fileId,
                path,
                Progress.none(Optional.empty()),
                new Progress(bytes.length, lines.length, Optional.empty(), content.evidence()),
                bytes.length,
                new SplitLines(
                        FileText.utf8(LineEnd.LF),
                        bytes,
                        0,
                        LineEnds.LF.find(bytes, 0, bytes.length, Integer.MAX_VALUE),
                        0,
                        1));
    }

    /** A stretch of a larger file, of which only the place counts: a line, without its text, for each byte. */
    public static Chunk stretch(long fileId, String path, long from, long to, long fileSize) {
        return new Chunk(fileId, path, progress(from), progress(to), fileSize, List.of());
    }

    private static Progress progress(long nextByte) {
        return new Progress(nextByte, nextByte, Optional.empty(), Evidence.NONE);
    }
}
