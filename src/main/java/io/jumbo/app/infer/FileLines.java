package io.jumbo.app.infer;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * The lines of a file, one after the other.
 *
 * @param path of the file
 * @param charset in which it is written
 * @param end what ends a line
 * @param progress is told how many bytes were read since it was told last
 */
record FileLines(Path path, Charset charset, LineEnd end, LongConsumer progress) {

    /** The rest of a longer line is not looked at. */
    private static final int LONGEST = 1 << 20;

    private static final int BLOCK = 1 << 16;

    /** Hands over each line without its end, and without byte order mark, until one is refused. The last one need not end. */
    void forEach(Predicate<String> lines) throws IOException {
        try (InputStream in = Files.newInputStream(path);
                Reader reader = new InputStreamReader(in, charset)) {
            char[] block = new char[BLOCK];
            StringBuilder begun = new StringBuilder();
            boolean returned = false;
            for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
                progress.accept(read);
                int from = 0;
                for (int i = 0; i < read; i++) {
                    char c = block[i];
                    if (c != '\n' && c != '\r') {
                        continue;
                    }
                    boolean ends = c == '\n' || end == LineEnd.CR;
                    boolean second = c == '\n' && end == LineEnd.CR && (i > 0 ? block[i - 1] == '\r' : returned);
                    if (ends) {
                        if (!second && !lines.test(line(begun, block, from, i))) {
                            return;
                        }
                        from = i + 1;
                    }
                }
                returned = read > 0 && block[read - 1] == '\r';
                begun.append(block, from, Math.min(read - from, Math.max(0, LONGEST - begun.length())));
            }
            if (begun.length() > 0 && !lines.test(line(begun, block, 0, 0))) {
                return;
            }
        }
    }

    private static String line(StringBuilder begun, char[] block, int from, int to) {
        int begin = begun.length() == 0 && from < to && block[from] == '\uFEFF' ? from + 1 : from;
        String text;
        if (begun.length() == 0) {
            text = new String(block, begin, to - begin);
        } else {
            text = begun.append(block, begin, Math.min(to - begin, Math.max(0, LONGEST - begun.length())))
                    .toString();
            begun.setLength(0);
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
