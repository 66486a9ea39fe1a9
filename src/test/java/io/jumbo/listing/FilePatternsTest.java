package io.jumbo.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.listing.FilePatterns.Place;
import java.util.SplittableRandom;
import org.apache.camel.util.AntPathMatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternsTest {

    @ParameterizedTest
    @CsvSource({
        "**/*.txt, a.txt, true",
        "**/*.txt, sub/deep/a.txt, true",
        "**/*.txt, a.TXT, false",
        "*.txt, sub/a.txt, false",
        "sub/*.txt, sub/a.txt, true",
        "sub/**, sub/deep/a, true",
        "**, a, true",
        "**/a?.txt, ab.txt, true",
        "**/a?.txt, a.txt, false",
        "**/a?.txt, a😀.txt, true",
        "**/x/**/y/*.txt, x/y/a.txt, true",
        "**/x/**/y/*.txt, a/x/b/c/y/a.txt, true",
        "**/x/**/y/*.txt, a/x/b/c/y/z/a.txt, false",
        "**/C++/*.txt, C++/50ml+20ml.txt, true",
        "**/R&D*.txt, R&D 1.txt, true",
        "**/50%20RH*, 50%20RH #1.txt, true",
        "**/a[1].txt, a[1].txt, true",
    })
    void a_pattern_names_a_file(String include, String path, boolean read) {
        assertThat(FilePatterns.of(include, "").accepts(path)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "**/*.txt, .x.txt, false",
        "**/*.txt, .x/a.txt, false",
        "**, .x, false",
        "**/?x.txt, .x.txt, false",
        "**/.x.txt, .x.txt, true",
        "**/.x.txt, sub/.x.txt, true",
        "**/.x.txt, .y/.x.txt, false",
        ".x/**, .x/a.txt, true",
        ".x/**, .x/.a.txt, false",
        "**/.*, .x, true",
        "**/.*/*.txt, sub/.x/a.txt, true",
    })
    void what_is_hidden_is_read_if_a_pattern_has_its_dot(String include, String path, boolean read) {
        assertThat(FilePatterns.of(include, "").accepts(path)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "**/*.tmp, a.tmp, false",
        "**/*.tmp, .x/.a.tmp, false",
        "**/C++/**, C++/a.txt, false",
        "**/C++/**, a/C++/b/a.txt, false",
        "**/C++/**, C/a.txt, true",
    })
    void exclude_wins_and_names_what_is_hidden_too(String exclude, String path, boolean read) {
        assertThat(FilePatterns.of("**,**/.*,**/.*/**", exclude).accepts(path)).isEqualTo(read);
    }

    /** What macOS makes of a name, and what a keyboard writes. */
    @Test
    void a_letter_of_one_character_is_the_same_as_one_of_two() {
        String composed = "Prüfung/é*.txt";
        String decomposed = "Pru\u0308fung/e\u0301 1.txt";
        assertThat(FilePatterns.of(composed, "").accepts(decomposed)).isTrue();
        assertThat(FilePatterns.of("Pru\u0308fung/e\u0301*.txt", "").accepts("Prüfung/é.txt"))
                .isTrue();
        assertThat(FilePatterns.of("Prüfung/?.txt", "").accepts("Pru\u0308fung/e\u0301.txt"))
                .isTrue();
    }

    @Test
    void a_backslash_in_a_name_is_no_slash() {
        assertThat(FilePatterns.of("*.txt", "").accepts("a\\b.txt")).isTrue();
        assertThat(FilePatterns.of("a/*.txt", "").accepts("a\\b.txt")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "**/*.txt, '', sub, true",
        "*.txt, '', sub, false",
        "sub/*.txt, '', sub, true",
        "sub/*.txt, '', other, false",
        "sub/*.txt, '', sub/deep, false",
        "**/*.txt, '', .git, false",
        ".git/**, '', .git, true",
        "**/*.txt, archive/**, archive, false",
        "**/*.txt, archive/**, archive/deep, false",
        "**/*.txt, archive/*, archive, true",
        "**/*.txt, **/proc/**, l/proc, false",
        "**/*.txt, **, sub, false",
        ".camel/**, '', .camel, false",
    })
    void a_directory_is_entered_if_something_in_it_may_be_read(
            String include, String exclude, String directory, boolean entered) {
        FilePatterns patterns = FilePatterns.of(include, exclude);
        String name = directory.substring(directory.lastIndexOf('/') + 1);
        assertThat(patterns.leadsOn(name, patterns.place(directory))).isEqualTo(entered);
    }

    @Test
    void directories_where_the_patterns_ask_for_the_same_have_equal_places() {
        FilePatterns patterns = FilePatterns.of("**/*.txt", "**/old/**");
        Place one = patterns.place("a");
        assertThat(patterns.place("b/c")).isEqualTo(one);
        assertThat(patterns.place("a/old")).isNotEqualTo(one);
    }

    /** Where nothing is hidden, and for any pattern that Camel's own matcher takes. */
    @Test
    void any_pattern_means_what_it_means_to_camel() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = path(random, "a", "b", "*", "**", "a*", "*b", "?", "a?b", "*a*b*");
            String path = path(random, "a", "b", "ab", "aab", "abb", "ba");
            FilePatterns patterns = FilePatterns.of(pattern, "");
            assertThat(patterns.accepts(path))
                    .as("%s %s, seed %d", pattern, path, seed)
                    .isEqualTo(AntPathMatcher.INSTANCE.match(pattern, path));
            assertThat(FilePatterns.of("**", pattern).accepts(path))
                    .as("exclude %s %s, seed %d", pattern, path, seed)
                    .isNotEqualTo(patterns.accepts(path));
            int slash = path.lastIndexOf('/');
            String directory = slash < 0 ? "" : path.substring(0, slash);
            if (patterns.accepts(path) && !directory.isEmpty()) {
                assertThat(patterns.leadsOn("a", patterns.place(directory)))
                        .as("%s leads to %s, seed %d", pattern, path, seed)
                        .isTrue();
            }
        }
    }

    private static String path(SplittableRandom random, String... names) {
        StringBuilder path = new StringBuilder(names[random.nextInt(names.length)]);
        for (int more = random.nextInt(4); more > 0; more--) {
            path.append('/').append(names[random.nextInt(names.length)]);
        }
        return path.toString();
    }

    @Test
    void a_pattern_of_many_asterisks_takes_no_time() {
        String name = "a".repeat(250);
        assertThat(FilePatterns.of("*a".repeat(60) + "b", "").accepts(name)).isFalse();
        assertThat(FilePatterns.of("**/a/".repeat(29) + "b", "").accepts((name.charAt(0) + "/").repeat(200) + "c"))
                .isFalse();
    }
}
