package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Cannot be read now" is not "deleted". */
class ListingTest {

    @TempDir
    Path parent;

    private Path directory;
    private Path file;

    @BeforeEach
    void directory() throws IOException {
        directory = Files.createDirectory(parent.resolve("data"));
        file = directory.resolve("a.txt");
    }

    @Test
    void file_that_is_there_is_not_gone() throws IOException {
        Files.createFile(file);
        assertThat(Listing.isGone(file)).isFalse();
    }

    @Test
    void file_is_gone_from_a_directory_that_holds_something_else() throws IOException {
        Files.createFile(directory.resolve("b.txt"));
        assertThat(Listing.isGone(file)).isTrue();
    }

    /** A share that is not mounted leaves an empty directory. */
    @Test
    void empty_directory_proves_nothing() {
        assertThat(Listing.isGone(file)).isFalse();
    }

    @Test
    void file_is_gone_with_its_directory_if_that_is_certainly_gone() throws IOException {
        Files.delete(directory);
        assertThat(Listing.isGone(file)).as("its parent is empty").isFalse();
        Files.createDirectory(parent.resolve("other"));
        assertThat(Listing.isGone(file)).isTrue();
    }

    @Test
    void two_names_of_one_file_are_the_same_file() throws IOException {
        Files.createFile(file);
        Path link = Files.createLink(directory.resolve("link.txt"), file);
        Path other = Files.createFile(directory.resolve("b.txt"));
        assertThat(Listing.isSameFile(file, link)).isTrue();
        assertThat(Listing.isSameFile(file, other)).isFalse();
        assertThat(Listing.isSameFile(file, directory.resolve("missing.txt"))).isFalse();
    }

    @Test
    void files_of_a_directory_are_listed_by_their_keys() throws IOException {
        Files.createFile(file);
        Path other = Files.createFile(directory.resolve("b.bin"));
        Files.createDirectory(directory.resolve("run"));
        assertThat(Listing.keys(directory))
                .contains(Map.of(
                        TailReader.observe(file).fileKey().orElseThrow(), file,
                        TailReader.observe(other).fileKey().orElseThrow(), other));
    }

    @Test
    void nothing_is_in_a_directory_that_is_not_there() {
        assertThat(Listing.keys(parent.resolve("missing"))).contains(Map.of());
    }

    @Test
    void directory_that_cannot_be_listed_says_nothing() throws IOException {
        assertThat(Listing.keys(Files.createFile(file))).isEmpty();
    }
}
