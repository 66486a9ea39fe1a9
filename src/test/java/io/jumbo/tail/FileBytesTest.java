package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A file system may give fewer bytes at once than there are: a network file system does. */
class FileBytesTest {

    private static final byte[] OLD = bytes("abcdefgh");
    private static final byte[] NEW = bytes("ABCDEFGH");

    @Test
    void bytes_are_read_wherever_they_stand() throws IOException {
        try (RewrittenChannel file = new RewrittenChannel(OLD, now -> now)) {
            assertThat(FileBytes.read(file, 0, 8)).isEqualTo(OLD);
            assertThat(FileBytes.read(file, 2, 3)).isEqualTo(bytes("cde"));
            assertThat(FileBytes.read(file, 2, 0)).isEmpty();
        }
    }

    @Test
    void there_are_fewer_bytes_where_the_file_ends() throws IOException {
        try (RewrittenChannel file = new RewrittenChannel(OLD, now -> now)) {
            assertThat(FileBytes.read(file, 6, 3)).isEqualTo(bytes("gh"));
            assertThat(FileBytes.read(file, 8, 3)).isEmpty();
            assertThat(FileBytes.read(file, 20, 3)).isEmpty();
        }
    }

    @Test
    void file_that_never_gives_all_bytes_at_once_is_read_in_pieces() throws IOException {
        try (RewrittenChannel file = new RewrittenChannel(OLD, now -> now, 3)) {
            assertThat(FileBytes.read(file, 0, 8)).isEqualTo(OLD);
            assertThat(FileBytes.read(file, 1, 6)).isEqualTo(bytes("bcdefg"));
            assertThat(FileBytes.read(file, 4, 6)).isEqualTo(bytes("efgh"));
        }
    }

    /** Pieced together they might be of two contents. */
    @Test
    void bytes_that_do_not_come_at_once_are_read_anew_from_the_first() throws IOException {
        for (int attempt = 1; attempt < 3; attempt++) {
            int rewrittenAt = 2 * attempt; // each attempt looks at the bytes, and at the length
            AtomicInteger looks = new AtomicInteger();
            try (RewrittenChannel file =
                    new RewrittenChannel(OLD, now -> looks.getAndIncrement() < rewrittenAt ? OLD : NEW, 3) {
                        @Override
                        int most() {
                            return looks.get() > rewrittenAt ? 8 : 3;
                        }
                    }) {
                assertThat(FileBytes.read(file, 0, 8)).isEqualTo(NEW);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
