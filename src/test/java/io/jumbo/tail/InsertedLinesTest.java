package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.layout.Layouts;
import io.jumbo.option.LineEnd;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.LineModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that were inserted into what was read: after each chunk the offset says what a file with the lines so far, and no others, would say. */
class InsertedLinesTest {

    /** 5,000 bytes. */
    private static final String OLD = numbers(1_000, 1_999);

    private static final String NEW = numbers(5_000, 5_011);

    @TempDir
    Path directory;

    /** Those in front of the file, or near its beginning, come from the last to the first. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 12",
        "0, 5, 12",
        "0, 9, 12",
        "0, 10, 6",
        "0, 59, 2",
        "0, 60, 1",
        "0, 1000, 1",
        "40, 5, 12",
        "40, 10, 6",
        "510, 10, 6"
    })
    void lines_near_the_beginning_are_read_from_the_last_to_the_first(int at, int chunkBytes, int chunks)
            throws IOException {
        List<Chunk> read = read(at, chunkBytes);
        assertThat(read).hasSize(chunks);
        Collections.reverse(read);
        assertThat(text(read)).isEqualTo(NEW);
        assertOffsets(read, at, OLD.substring(0, at), OLD.substring(at));
    }

    @ParameterizedTest
    @CsvSource({
        "4490, 10, 6",
        "4980, 1, 12",
        "4980, 5, 12",
        "4980, 9, 12",
        "4980, 10, 6",
        "4980, 59, 2",
        "4980, 60, 1",
        "4980, 1000, 1"
    })
    void lines_near_the_end_are_read_in_their_order(int at, int chunkBytes, int chunks) throws IOException {
        List<Chunk> read = read(at, chunkBytes);
        assertThat(read).hasSize(chunks);
        assertThat(text(read)).isEqualTo(NEW);
        String done = "";
        for (Chunk chunk : read) {
            done += text(List.of(chunk));
            assertSays(chunk.after(), OLD.substring(0, at) + done + OLD.substring(at));
        }
    }

    @Test
    void line_that_is_too_long_keeps_its_head_alone() throws IOException {
        Path file = consumedAndInserted(0);
        Progress consumed = Progress.none(TailReader.observe(file).fileKey());
        Insertion insertion = new Insertion(consumed, 0, 60, 0, 12);
        for (int most = 3; most <= 4; most++) {
            try (TailReader reader = TailReader.open(
                    file, 1, "a.txt", insertion, TailReader.observe(file), new ReadLimits(1_000, most, LineEnd.LF))) {
                LineRecord line = reader.next().orElseThrow().records().get(0);
                assertThat(line.byteLength()).isEqualTo(4);
                assertThat(line.length()).isEqualTo(most);
                assertThat(line.isTooLong()).isEqualTo(most == 3);
            }
        }
    }

    /** However small the chunks are to be: 5000 to 5004, 5005 to 5009, 5010 and 5011. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 10", "40, 12", "4980, 1", "4980, 12"})
    void record_of_several_lines_is_in_one_chunk(int at, int chunkBytes) throws IOException {
        Path file = directory.resolve("a.txt");
        Files.writeString(file, OLD);
        Progress consumed = consumed(file);
        consumedAndInserted(at);
        long before = at / 5;
        Insertion insertion = new Insertion(consumed, at, NEW.length(), before, 12);
        WatchOptions options = WatchOptions.of("lab", Map.of("directory", "data", "record-start", "[05]$"));
        ReadLimits limits =
                new ReadLimits(chunkBytes, 100, LineEnd.LF).sorted(Optional.of(Layouts.of(options, Set.of())));
        List<String> records = new ArrayList<>();
        try (TailReader reader = TailReader.open(file, 1, "a.txt", insertion, TailReader.observe(file), limits)) {
            for (int i = 0; i < 3; i++) {
                Chunk chunk = reader.next().orElseThrow();
                assertThat(chunk.isInserted()).isTrue();
                chunk.records().forEach(record -> records.add(new String(record.content(), StandardCharsets.US_ASCII)));
            }
            assertThat(reader.progress().nextByte()).isEqualTo(OLD.length() + NEW.length());
        }
        assertThat(records)
                .containsExactlyInAnyOrder(
                        "5000\n5001\n5002\n5003\n5004", "5005\n5006\n5007\n5008\n5009", "5010\n5011");
    }

    /** The chunks of the inserted lines; what stands behind the consumed content comes after them. */
    private List<Chunk> read(int at, int chunkBytes) throws IOException {
        Path file = directory.resolve("a.txt");
        Files.writeString(file, OLD);
        Progress consumed = consumed(file);
        consumedAndInserted(at);
        Observation now = TailReader.observe(file);
        Insertion insertion = Comparison.thorough(
                        file, consumed, Optional.empty(), new ReadLimits(1 << 20, 1 << 20, LineEnd.LF))
                .insertion()
                .orElseThrow();
        assertThat(insertion.at()).isEqualTo(at);
        List<Chunk> chunks = new ArrayList<>();
        try (TailReader reader =
                TailReader.open(file, 1, "a.txt", insertion, now, new ReadLimits(chunkBytes, 100, LineEnd.LF))) {
            for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
                chunks.add(next.get());
            }
        }
        if (isInHead(at)) {
            Chunk last = chunks.remove(chunks.size() - 1);
            assertThat(last).hasToString("a.txt bytes 5060 to 5065, 1 lines");
            assertThat(last.isInserted()).isFalse();
        }
        String content = Files.readString(file);
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.isInserted()).isTrue();
            assertThat(chunk.fileSize()).isEqualTo(content.length());
            assertThat(chunk.byteLength()).isEqualTo(text(List.of(chunk)).length());
            assertThat(chunk.firstByte()).isEqualTo(chunk.records().get(0).firstByte());
            for (LineRecord line : chunk.records()) {
                int first = (int) line.firstByte();
                assertThat(content.substring(first, first + 4)).isEqualTo(line.text());
                assertThat(line.number()).isEqualTo(first / 5 + 1);
            }
        });
        return chunks;
    }

    private Path consumedAndInserted(int at) throws IOException {
        return Files.writeString(
                directory.resolve("a.txt"),
                OLD.substring(0, at) + NEW + OLD.substring(at) + (isInHead(at) ? "9999\n" : ""));
    }

    /** Then the file may have grown as well, and the end of what was consumed is found all the same. */
    private static boolean isInHead(int at) {
        return at <= Excerpt.WINDOW;
    }

    /** The chunks in the order of the file, which were read in the other one. */
    private static void assertOffsets(List<Chunk> chunks, int at, String before, String behind) {
        String done = "";
        for (int i = chunks.size() - 1; i >= 0; i--) {
            done = text(List.of(chunks.get(i))) + done;
            assertSays(chunks.get(i).after(), before + done + behind);
        }
        assertThat(before).hasSize(at);
    }

    private static void assertSays(Progress progress, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        assertThat(progress.nextByte()).isEqualTo(bytes.length);
        assertThat(progress.lines()).isEqualTo(bytes.length / 5);
        assertThat(progress.evidence()).isEqualTo(LineModel.evidence(bytes, bytes.length));
        assertThat(progress.excerpt().orElseThrow().agreesFromStart(bytes)).isEqualTo(Excerpt.WINDOW);
        assertThat(progress.excerpt().orElseThrow().agreesBackwards(bytes)).isEqualTo(Excerpt.WINDOW);
    }

    private static String text(List<Chunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.records().stream())
                .map(line -> new String(line.content(), StandardCharsets.US_ASCII) + "\n")
                .collect(Collectors.joining());
    }

    private static Progress consumed(Path file) throws IOException {
        Observation now = TailReader.observe(file);
        ReadLimits limits = new ReadLimits(1 << 20, 1 << 20, LineEnd.LF);
        try (TailReader reader = TailReader.open(file, 1, "a.txt", Progress.none(now.fileKey()), now, limits)) {
            reader.next();
            return reader.progress();
        }
    }

    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> n + "\n").collect(Collectors.joining());
    }
}
