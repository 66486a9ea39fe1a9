package io.jumbo.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Reads bytes of a file at a place, whatever its position. */
final class FileBytes {

    private static final int READ_ATTEMPTS = 3;

    private FileBytes() {}

    /**
     * Reads up to {@code length} bytes, fewer only where the file ends. All of them at once where the file system lets it: pieced together
     * they might be of two contents. One that never gives so many at once is read in pieces after a few attempts.
     */
    static byte[] read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (int attempt = 1; buffer.hasRemaining(); attempt++) {
            if (attempt <= READ_ATTEMPTS) {
                buffer.clear();
            }
            int read = channel.read(buffer, offset + buffer.position());
            if (buffer.hasRemaining() && (read < 0 || offset + buffer.position() >= channel.size())) {
                return Arrays.copyOf(buffer.array(), buffer.position());
            }
        }
        return buffer.array();
    }
}
