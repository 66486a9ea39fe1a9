package io.jumbo.app.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * What an embedded server says. It appends to the file for as long as it runs, so the file is kept short from outside:
 * beyond {@value #LONGEST} bytes its end is copied to {@code postgres.log.1} and the file begins anew. So the two take
 * twice that together, and what is written between two looks. A line that is written during the copy may be lost.
 *
 * @param file to which the server appends
 */
record ServerLog(Path file) {

    static final int LONGEST = 1 << 20;

    private static final int SHOWN_LINES = 3;
    private static final int SHOWN_BYTES = 4_096;

    /** Its length; nothing yet is 0. */
    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What was said behind a place; at most the last {@value #LONGEST} bytes. */
    String since(long from) throws IOException {
        return Files.exists(file) ? new String(end(size() - from), StandardCharsets.UTF_8) : "";
    }

    /** What the server said last, for a message. */
    String lastWords() {
        try {
            List<String> lines = since(size() - SHOWN_BYTES)
                    .lines()
                    .filter(line -> !PgCtl.FAILED.contains(line))
                    .toList();
            return lines.isEmpty()
                    ? "nothing"
                    : String.join(" / ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return "unknown, " + file + " cannot be read: " + e;
        }
    }

    /** Makes room if it has become long. For one process at a time. */
    void keepShort() throws IOException {
        if (size() > LONGEST) {
            Files.write(file.resolveSibling(file.getFileName() + ".1"), end(LONGEST));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0); // the server appends, so it goes on at the new end
            }
        }
    }

    private byte[] end(long most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = Math.max(0, Math.min(most, Math.min(LONGEST, channel.size())));
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            channel.position(channel.size() - bytes.capacity());
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
