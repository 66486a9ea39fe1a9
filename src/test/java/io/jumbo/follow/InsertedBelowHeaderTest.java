package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that a program writes above those that were read are what the lines above <em>them</em> say. */
class InsertedBelowHeaderTest {

    private static final Duration SETTLES = Duration.ofSeconds(10);
    private static final String BY_NAME = "INSERT INTO t VALUES (%(Volt)s)";

    @TempDir
    Path directory;

    private FollowedDirectory followed;

    private List<String> follow(String content, Map<String, String> options) throws Exception {
        followed = new FollowedDirectory(directory.toRealPath(), options);
        followed.write("a.txt", content);
        return followed.pollsFor(SETTLES);
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void newest_line_below_the_header_is_the_only_new_row() throws Exception {
        assertThat(follow("Time,Volt\n2,20\n1,10\n", Map.of("insert", BY_NAME))).containsExactly("2,20", "1,10");
        followed.write("a.txt", "Time,Volt\n3,30\n2,20\n1,10\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactly("3,30");
        followed.restart();
        followed.append("a.txt", "0,0\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactly("0,0");
    }

    @Test
    void line_that_is_inserted_into_the_header_is_no_row() throws Exception {
        String data = "2,20\n1,10\n";
        follow("Run 7\nTime,Volt\n" + data, Map.of("insert", BY_NAME));
        followed.write("a.txt", "Run 7\nOperator: none\nTime,Volt\n" + data);
        assertThat(followed.pollsFor(SETTLES)).isEmpty();
        followed.append("a.txt", "0,0\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactly("0,0");
    }

    /** What follows the end of the data is none, and what is inserted above it is data all the same. */
    @Test
    void newest_line_is_a_row_although_what_was_read_ends_with_what_is_no_data() throws Exception {
        Map<String, String> options = Map.of("data-end", "^END", "insert", "INSERT INTO t VALUES (%s)");
        assertThat(follow("2\n1\nEND\nfooter\n", options)).containsExactly("2", "1");
        followed.write("a.txt", "3\n2\n1\nEND\nfooter\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactly("3");
    }

    @Test
    void newest_record_of_several_lines_is_whole() throws Exception {
        Map<String, String> options = Map.of("record-start", "^--", "record-timeout", "2s");
        String old = "-- 2\nb\n-- 1\na\n";
        assertThat(follow(old, options)).containsExactly("-- 2\nb", "-- 1\na");
        followed.write("a.txt", "-- 4\nd\n-- 3\nc\n" + old);
        assertThat(followed.pollsFor(SETTLES)).containsExactlyInAnyOrder("-- 3\nc", "-- 4\nd");
    }

    /** Names of another section, which lack the one that is used. */
    @Test
    void file_is_held_back_if_the_inserted_lines_say_that_nothing_of_it_can_be_read() throws Exception {
        Map<String, String> options = Map.of("insert", BY_NAME, "header-end", "^Time");
        follow("Time,Volt\n2,20\n1,10\n", options);
        followed.write("a.txt", "Time,Ampere\n3,30\nTime,Volt\n2,20\n1,10\n");
        assertThat(followed.pollsFor(SETTLES)).isEmpty();
        assertThat(followed.events.beginningWith("file without lines: a.txt")).hasSize(1);
    }
}
