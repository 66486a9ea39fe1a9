package io.jumbo.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.listing.FilePatterns.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class RealDirectoriesTest {

    @TempDir
    Path temporary;

    private Path root;

    @BeforeEach
    void a_directory_below_another() throws IOException {
        root = Files.createDirectories(temporary.resolve("data"));
        Files.createDirectories(root.resolve("a/b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**/*.txt                 | ''",
                "**/*                     | ''",
                "**                       | ''",
                "x.txt,**/*               | ''",
                "*/*.csv,**/*.csv         | ''",
                "a/*.txt,**/*             | ''",
                "**/*                     | x.txt",
                "**/*                     | a/*.csv",
                "**/*                     | x/**",
            })
    void a_link_to_a_directory_above_itself_adds_nothing(String include, String exclude) throws IOException {
        Files.createSymbolicLink(root.resolve("again"), root);
        Files.createSymbolicLink(root.resolve("a/top"), root);
        Files.createSymbolicLink(root.resolve("a/self"), root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a/b/parent"), root.resolve("a"));
        assertThat(entered(include, exclude)).containsExactly("", "a", "a/b");
    }

    @Test
    void a_link_to_the_directory_that_holds_the_watched_one_adds_only_what_is_beside_it() throws IOException {
        Files.createDirectories(temporary.resolve("beside"));
        Files.createSymbolicLink(root.resolve("up"), temporary);
        assertThat(entered("**/*", "")).containsExactly("", "a", "a/b", "up", "up/beside");
    }

    @Test
    void two_names_of_which_a_pattern_each_asks_for_the_same_files_are_one() throws IOException {
        Files.createSymbolicLink(root.resolve("z"), root.resolve("a"));
        assertThat(entered("a/*.txt,z/*.txt", "")).hasSize(2).contains("");
    }

    @Test
    void two_names_of_which_a_pattern_each_asks_for_other_files_are_both_entered() throws IOException {
        Files.createSymbolicLink(root.resolve("z"), root.resolve("a"));
        assertThat(entered("a/*.txt,z/*.csv", "")).containsExactly("", "a", "z");
        assertThat(entered("**/*", "a/*.txt")).contains("z");
        assertThat(entered("**/*", "a/**")).containsExactly("", "z", "z/b");
    }

    @Test
    void a_loop_is_followed_by_a_pattern_that_asks_for_something_through_it() throws IOException {
        Files.createSymbolicLink(root.resolve("again"), root);
        assertThat(entered("*.txt,again/*.csv", "")).containsExactly("", "again");
    }

    @Test
    void the_name_of_the_walk_before_is_preferred_in_whatever_order_names_are_listed() throws IOException {
        Files.createSymbolicLink(root.resolve("z"), root.resolve("a"));
        FilePatterns patterns = FilePatterns.of("**/*.txt", "");
        RealDirectories directories = new RealDirectories(patterns);
        for (List<String> order : List.of(List.of("z", "a"), List.of("a", "z"), List.of("z", "a"))) {
            directories.begin(root);
            assertThat(order.stream().filter(name -> enters(directories, patterns, name)))
                    .containsExactly("z");
            assertThat(directories.count()).isEqualTo(2);
        }
    }

    private boolean enters(RealDirectories directories, FilePatterns patterns, String name) {
        try {
            return directories.enters(root.resolve(name), patterns.place(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Walks in whatever order the names are listed, twice: the second walk enters the same directories. */
    private TreeSet<String> entered(String include, String exclude) throws IOException {
        FilePatterns patterns = FilePatterns.of(include, exclude);
        RealDirectories directories = new RealDirectories(patterns);
        TreeSet<String> first = walk(patterns, directories);
        assertThat(walk(patterns, directories)).isEqualTo(first);
        return first;
    }

    private TreeSet<String> walk(FilePatterns patterns, RealDirectories directories) throws IOException {
        directories.begin(root);
        Map<String, Place> met = new TreeMap<>(Map.of("", patterns.root()));
        Deque<String> left = new ArrayDeque<>(met.keySet());
        while (!left.isEmpty()) {
            String directory = left.poll();
            try (Stream<Path> names = Files.list(root.resolve(directory))) {
                for (Path name : names.filter(Files::isDirectory).toList()) {
                    String path = root.relativize(name).toString();
                    Place place = patterns.place(path);
                    if (patterns.leadsOn(name.getFileName().toString(), place) && directories.enters(name, place)) {
                        met.put(path, place);
                        left.add(path);
                    }
                }
            }
        }
        assertThat(directories.count()).isEqualTo(met.size());
        return new TreeSet<>(met.keySet());
    }
}
