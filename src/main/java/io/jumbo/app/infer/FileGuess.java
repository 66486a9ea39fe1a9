package io.jumbo.app.infer;

import io.jumbo.option.LineEnd;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/**
 * What was found out of a file.
 *
 * @param path of the file
 * @param charset in which it is written
 * @param ascii whether all of its bytes are ASCII, so that most charsets read it
 * @param lineEnd what ends its lines
 * @param lines how many there are
 * @param seen what was kept of them
 */
record FileGuess(
        Path path, Guess<Charset> charset, boolean ascii, Guess<LineEnd> lineEnd, long lines, List<Seen> seen) {

    /** Whether a watch that reads one of them can read the other. */
    boolean isReadLike(FileGuess other) {
        boolean charsets = charset.value().equals(other.charset.value())
                || (ascii && !other.isWide())
                || (other.ascii && !isWide());
        return charsets && lineEnd.value() == other.lineEnd.value();
    }

    private boolean isWide() {
        return charset.value().name().startsWith("UTF-16");
    }
}
