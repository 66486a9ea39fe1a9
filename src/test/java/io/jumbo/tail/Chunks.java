package io.jumbo.tail;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Chunks for tests of the steps that follow the reading, without a file. */
public final class Chunks {

    private Chunks() {}

    /** A file's lines from its first byte on, each ended by a LF. */
    public static Chunk of(String path, String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        ConsumedContent content = new ConsumedContent(new byte[0], new byte[0]);
        content.append(bytes, bytes.length);
        return new Chunk(
                1,
                path,
                Progress.none(Optional.empty()),
                new Progress(bytes.length, lines.length, Optional.empty(), content.evidence()),
                new SplitLines(bytes, LineSplitter.lineEnds(bytes, bytes.length, Integer.MAX_VALUE), 0, 1));
    }
}
