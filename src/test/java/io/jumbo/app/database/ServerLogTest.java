package io.jumbo.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    private static final byte[] LINES =
            String.join("", Collections.nCopies(400_000, "LOG:  a line\n")).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    private ServerLog log;

    @BeforeEach
    void create() {
        log = new ServerLog(directory.resolve("postgres.log"));
    }

    @Test
    void has_said_nothing_before_the_first_start() throws IOException {
        assertThat(log.lastWords()).isEqualTo("nothing");
        assertThat(log.size()).isZero();
        assertThat(log.since(0)).isEmpty();
        log.keepShort();
        assertThat(log.file()).doesNotExist();
    }

    @Test
    void stays_short_and_keeps_the_end_of_what_was_said() throws IOException {
        Files.write(log.file(), LINES);
        Files.writeString(log.file(), "FATAL:  the end\n", StandardOpenOption.APPEND);

        log.keepShort();

        byte[] kept = Files.readAllBytes(directory.resolve("postgres.log.1"));
        assertThat(kept).hasSize(ServerLog.LONGEST);
        assertThat(new String(kept, StandardCharsets.US_ASCII)).endsWith("FATAL:  the end\n");
        assertThat(log.file()).isEmptyFile();
    }

    @Test
    void stays_as_it_is_while_it_is_short() throws IOException {
        Files.write(log.file(), Arrays.copyOf(LINES, ServerLog.LONGEST));

        log.keepShort();

        assertThat(log.file()).hasSize(ServerLog.LONGEST);
        assertThat(directory.resolve("postgres.log.1")).doesNotExist();
    }

    @Test
    void last_words_are_the_last_three_lines_however_long_the_log_and_whatever_bytes_it_holds() throws IOException {
        Files.write(log.file(), LINES);
        Files.write(log.file(), new byte[] {(byte) 0xff, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(log.file(), "one\ntwo\n", StandardOpenOption.APPEND);

        assertThat(log.lastWords()).isEqualTo("\uFFFD / one / two");
    }

    @Test
    void last_words_are_the_servers_and_not_those_of_the_program_that_starts_it() throws IOException {
        Files.writeString(log.file(), "FATAL:  broken\npg_ctl: could not start server\nExamine the log output.\n");

        assertThat(log.lastWords()).isEqualTo("FATAL:  broken");
    }

    @Test
    void tells_what_was_said_behind_a_place() throws IOException {
        Files.writeString(log.file(), "before\n");
        long from = log.size();
        Files.writeString(log.file(), "after\n", StandardOpenOption.APPEND);

        assertThat(log.since(from)).isEqualTo("after\n");
    }
}
