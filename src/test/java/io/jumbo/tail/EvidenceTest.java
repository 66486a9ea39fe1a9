package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The evidence stands in {@code jumbo_offsets} of every installation. If one of the values below changes, a new release takes every file that
 * an older one has read for a rewritten file, and inserts all its lines a second time. So do not adapt these values: a release
 * that needs another window or another hash must store it in new columns and still compare rows written with these.
 */
class EvidenceTest {

    private static final String SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    Path directory;

    @Test
    void of_nothing_consumed() {
        assertThat(Evidence.NONE).isEqualTo(new Evidence(SHA256_OF_NOTHING, SHA256_OF_NOTHING));
        assertThat(Progress.none(Optional.empty()).evidence()).isEqualTo(Evidence.NONE);
    }

    @Test
    void of_a_file_of_five_bytes() throws IOException {
        String whole = "88c807d5cb6bc25d321bf09c4ac5b7689d6cbc90f5d5da213d13accee1edf501";
        assertThat(evidenceOf("1.5\r\n")).isEqualTo(new Evidence(whole, whole));
    }

    @Test
    void of_the_first_and_the_last_1024_bytes_of_a_longer_file() throws IOException {
        String lines = fourHundredLines();
        assertThat(evidenceOf(lines))
                .isEqualTo(new Evidence(
                        "6873221430783ccd41370b631a0594ae408288f57cef56497e9c8fcfaf5ebb0c",
                        "efa69a617cf9c4dde4fba867794fb7fd15fd19ae91df37dad01c7f57140524a6"));
    }

    /** However the lines came, in one chunk or in 400, the evidence of the same offset is the same. */
    @Test
    void does_not_depend_on_the_chunks() throws IOException {
        String lines = fourHundredLines();
        assertThat(evidenceOf(lines, new ReadLimits(1, 100, LineEnd.LF))).isEqualTo(evidenceOf(lines));
    }

    /** 3600 bytes, each line another one. */
    private static String fourHundredLines() {
        return IntStream.range(0, 400)
                .mapToObj(number -> String.format(Locale.ROOT, "%08d\n", number))
                .collect(Collectors.joining());
    }

    private Evidence evidenceOf(String content) throws IOException {
        return evidenceOf(content, new ReadLimits(1 << 20, 1 << 20, LineEnd.LF));
    }

    private Evidence evidenceOf(String content, ReadLimits limits) throws IOException {
        Path file = Files.write(directory.resolve("a.txt"), content.getBytes(StandardCharsets.UTF_8));
        Observation now = TailReader.observe(file);
        try (TailReader reader = TailReader.open(file, 1, "a.txt", Progress.none(now.fileKey()), now, limits)) {
            while (reader.next().isPresent()) {
                assertThat(reader.progress().nextByte()).isPositive();
            }
            assertThat(reader.progress().nextByte()).isEqualTo(content.length());
            return reader.progress().evidence();
        }
    }
}
