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
 * @param lineEnd what ends its lines
 * @param lines how many there are
 * @param seen what was kept of them
 */
record FileGuess(Path path, Guess<Charset> charset, Guess<LineEnd> lineEnd, long lines, List<Seen> seen) {}
