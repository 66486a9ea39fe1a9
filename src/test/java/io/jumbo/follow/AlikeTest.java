package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several new files of one content are a habit of their writer, and none of them is a copy. */
class AlikeTest {

    @TempDir
    Path directory;

    private FollowedDirectory followed;
    private Alike alike;
    private final Map<WatchedFile, Observation> files = new LinkedHashMap<>();

    @BeforeEach
    void follow() throws IOException {
        followed = new FollowedDirectory(directory.toRealPath());
        alike = new Alike(followed.watch);
    }

    @AfterEach
    void close() {
        followed.close();
    }

    @Test
    void more_than_a_few_of_one_content_are_many() throws IOException {
        WatchedFile first = file("a0.txt", "1\n");
        for (int i = 1; i <= Identification.HABIT; i++) {
            alike.count(files);
            assertThat(alike.areMany(first, files.get(first)))
                    .as(i + " of them")
                    .isFalse();
            file("a" + i + ".txt", "1\n");
        }
        WatchedFile other = file("other.txt", "2\n");
        WatchedFile longer = file("longer.txt", "0\n1\n");
        alike.count(files);
        assertThat(alike.areMany(first, files.get(first))).isTrue();
        assertThat(alike.areMany(other, files.get(other))).isFalse();
        assertThat(alike.areMany(longer, files.get(longer))).isFalse();
        Observation grown =
                new Observation(4, files.get(first).fileKey(), files.get(first).modified());
        assertThat(alike.areMany(first, grown)).as("it looks otherwise by now").isFalse();
        alike.pollBegins();
        assertThat(alike.areMany(first, files.get(first))).isFalse();
    }

    @Test
    void empty_files_and_such_as_were_seen_before_do_not_count() throws IOException {
        WatchedFile empty = file("e0.txt", "");
        WatchedFile known = file("k0.txt", "1\n");
        for (int i = 1; i < 9; i++) {
            file("e" + i + ".txt", "");
            file("k" + i + ".txt", "1\n");
        }
        files.keySet().stream()
                .filter(file -> file.path().startsWith("k"))
                .forEach(file -> file.beginsAnew(
                        new FileOffset(1, file.path(), Progress.none(Optional.empty()), State.CURRENT),
                        files.get(file)));
        alike.count(files);
        assertThat(alike.areMany(empty, files.get(empty))).isFalse();
        assertThat(alike.areMany(known, files.get(known))).isFalse();
    }

    private WatchedFile file(String name, String content) throws IOException {
        WatchedFile watched = new WatchedFile(name);
        files.put(watched, TailReader.observe(Files.writeString(directory.resolve(name), content)));
        return watched;
    }
}
