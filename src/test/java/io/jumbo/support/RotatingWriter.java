package io.jumbo.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.Callable;

/** Appends numbered lines to a file in pieces that end anywhere, and rotates it each time it has become too big. */
public final class RotatingWriter implements Callable<Void> {

    private static final int PIECE = 2_000;

    private final Path file;
    private final int lines;
    private final int mostBytes;
    private final Random random;

    public RotatingWriter(Path file, int lines, int mostBytes, Random random) {
        this.file = file;
        this.lines = lines;
        this.mostBytes = mostBytes;
        this.random = random;
    }

    @Override
    public Void call() throws IOException {
        StringBuilder pending = new StringBuilder();
        for (int line = 1; line <= lines; line++) {
            pending.append(file.getFileName()).append(' ').append(line).append('\n');
            if (pending.length() > PIECE || line == lines) {
                write(pending, line == lines ? pending.length() : random.nextInt(pending.length()));
                if (Files.size(file) > mostBytes && line < lines) {
                    write(pending, pending.length());
                    rotate(file);
                }
            }
        }
        return null;
    }

    private void write(StringBuilder pending, int length) throws IOException {
        Files.writeString(
                file,
                pending.substring(0, length),
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        pending.delete(0, length);
    }

    /** Moves {@code f} to {@code f.1}, what was there to {@code f.2} and so on. */
    public static void rotate(Path file) throws IOException {
        int free = 1;
        while (Files.exists(numbered(file, free))) {
            free++;
        }
        for (int number = free; number >= 1; number--) {
            Files.move(numbered(file, number - 1), numbered(file, number));
        }
    }

    private static Path numbered(Path file, int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }
}
