package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long the files of the main code are: who opens one sees what it is about (docs/contributing.md). */
class ClassSizesTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final int MOST_OF_HALF = 80;
    private static final int MOST_OF_NINE_IN_TEN = 150;
    private static final int MOST = 250;

    @Test
    void half_of_the_files_are_short_and_none_is_long() throws IOException {
        Map<Path, Integer> longest = lines();
        List<Integer> sizes = longest.values().stream().sorted().toList();
        assertThat(sizes).hasSizeGreaterThan(100);
        assertThat(sizes.get(sizes.size() / 2)).as("lines of the middle one").isLessThanOrEqualTo(MOST_OF_HALF);
        assertThat(sizes.get(sizes.size() * 9 / 10 - 1))
                .as("lines of the longest of the shorter nine tenths; the longest of all: %s", longest)
                .isLessThanOrEqualTo(MOST_OF_NINE_IN_TEN);
        assertThat(longest)
                .allSatisfy((file, lines) ->
                        assertThat(lines).as("lines of %s", file).isLessThanOrEqualTo(MOST));
    }

    /** The longest first. */
    private static Map<Path, Integer> lines() throws IOException {
        Map<Path, Integer> lines = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                lines.put(MAIN.relativize(file), Files.readAllLines(file).size());
            }
        }
        Map<Path, Integer> sorted = new LinkedHashMap<>();
        lines.entrySet().stream()
                .sorted(Map.Entry.<Path, Integer>comparingByValue().reversed())
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }
}
