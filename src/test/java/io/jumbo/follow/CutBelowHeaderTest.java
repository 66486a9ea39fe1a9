package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file with a header is copied and cut, and its writer goes on without writing the header again. */
class CutBelowHeaderTest {

    private static final Duration SETTLES = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private FollowedDirectory followed;

    @AfterEach
    void close() {
        followed.close();
    }

    /** Whichever of the two a poll looks at first, and whether it is the same process. */
    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "z.txt", "a.txt restarted", "z.txt restarted", "m.txt.1", "m.txt.1 restarted"})
    void names_are_known_below_the_cut(String copy) throws Exception {
        followed = new FollowedDirectory(directory.toRealPath(), Map.of("insert", "INSERT INTO t VALUES (%(Volt)s)"));
        Path file = followed.write("m.txt", "Time,Volt\n1,10\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactly("1,10");
        if (copy.endsWith(" restarted")) {
            followed.restart();
        }
        followed.append("m.txt", "2,20\n");
        Files.copy(file, directory.resolve(copy.split(" ")[0]));
        followed.write("m.txt", "3,30\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactlyInAnyOrder("2,20", "3,30");
        followed.append("m.txt", "4,40\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactly("4,40");
    }

    /** It holds more than before the cut when it is seen again: with a copy that polls meet, for without one it may be another measurement. */
    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "z.txt"})
    void names_are_known_below_the_cut_however_much_has_come(String copy) throws Exception {
        followed = new FollowedDirectory(directory.toRealPath(), Map.of("insert", "INSERT INTO t VALUES (%(Volt)s)"));
        Path file = followed.write("m.txt", "Time,Volt\n1,10\n");
        assertThat(followed.pollsFor(SETTLES)).containsExactly("1,10");
        followed.append("m.txt", "2,20\n");
        Files.copy(file, directory.resolve(copy));
        followed.write("m.txt", "3,30\n4,40\n5,50\n6,60\n7,70\n8,80\n");
        assertThat(followed.pollsFor(SETTLES))
                .containsExactlyInAnyOrder("2,20", "3,30", "4,40", "5,50", "6,60", "7,70", "8,80");
    }
}
