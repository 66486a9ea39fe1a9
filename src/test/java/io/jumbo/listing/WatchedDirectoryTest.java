package io.jumbo.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jumbo.option.WatchOptions;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedDirectoryTest {

    @TempDir
    Path directory;

    private WatchedDirectory looked() throws IOException {
        return WatchedDirectory.of(WatchOptions.of("data", Map.of("directory", directory.toString())));
    }

    private void file(String name, long seconds) throws IOException {
        Files.setLastModifiedTime(
                Files.writeString(directory.resolve(name), "1\n"), FileTime.fromMillis(seconds * 1000));
    }

    @Test
    void the_newest_file_serves_as_an_example() throws IOException {
        file("a.txt", 1);
        file("b.txt", 3);
        file("c.txt", 2);
        assertThat(looked().newest()).map(WatchedDirectory.WatchedFile::path).contains("b.txt");
        assertThat(looked().files()).isEqualTo(3);
    }

    @Test
    void what_is_no_file_to_be_read_serves_only_if_there_is_no_other() throws IOException {
        Path socket = directory.resolve("s.txt");
        assumeTrue(socket.toString().length() < 100, "the path is too long for a socket");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThat(looked().newest())
                    .map(WatchedDirectory.WatchedFile::path)
                    .contains("s.txt");
            file("a.txt", 1);
            assertThat(looked().newest())
                    .map(WatchedDirectory.WatchedFile::path)
                    .contains("a.txt");
        }
    }
}
