package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilesInProgressTest {

    private final FilesInProgress files = new FilesInProgress();

    @Test
    void file_is_in_progress_once_until_it_is_through() {
        assertThat(files.add("/data/a.txt")).isTrue();
        assertThat(files.add("/data/a.txt")).isFalse();
        assertThat(files.contains("/data/a.txt")).isTrue();
        assertThat(files.remove("/data/a.txt")).isTrue();
        assertThat(files.contains("/data/a.txt")).isFalse();
        assertThat(files.remove("/data/a.txt")).isFalse();
        assertThat(files.isEmpty()).isTrue();
    }

    /** Camel adds it as it is named, and says that it is through with a slash in place of the backslash. */
    @Test
    void file_with_a_backslash_in_its_name_is_through_by_the_name_that_camel_makes_of_it() {
        files.add("/data/a\\b.txt");
        assertThat(files.contains("/data/a/b.txt")).isFalse();
        assertThat(files.remove("/data/a/b.txt")).isTrue();
        assertThat(files.isEmpty()).isTrue();
    }

    @Test
    void of_two_files_that_camel_gives_one_name_the_one_that_bears_it_is_through_first() {
        files.add("/data/a\\b.txt");
        files.add("/data/a/b.txt");
        assertThat(files.all()).containsExactlyInAnyOrder("/data/a\\b.txt", "/data/a/b.txt");
        files.remove("/data/a/b.txt");
        assertThat(files.all()).containsExactly("/data/a\\b.txt");
        files.remove("/data/a/b.txt");
        assertThat(files.isEmpty()).isTrue();
    }
}
