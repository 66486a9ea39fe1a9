package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final Instant CREATED = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant MODIFIED = Instant.parse("2026-11-30T09:00:00.123456789Z");

    /** A share has another device number on each host, and after each start. */
    @Test
    void inode_is_the_key_and_the_device_is_none_of_it() {
        assertThat(key("(dev=10301,ino=4711)")).contains("ino=4711");
        assertThat(key("(dev=10301,ino=9)")).contains("ino=9");
        assertThat(key("(dev=10301,ino=0)")).contains("ino=0");
        assertThat(key("ino=4711")).contains("ino=4711");
    }

    @Test
    void key_of_another_kind_is_taken_as_it_is() {
        assertThat(key("4711")).contains("4711");
        assertThat(key("(dev=10301,ino=)")).contains("(dev=10301,ino=)");
        assertThat(key("(ino=/4711:)")).contains("(ino=/4711:)");
    }

    @Test
    void file_system_without_keys_knows_a_file_by_the_time_of_its_creation() {
        assertThat(key(null)).contains("created=2026-11-30T08:00:00Z");
    }

    @Test
    void time_of_the_last_change_is_as_exact_as_the_database_keeps_it() {
        Observation observation = Observation.of(attributes("ino=1"));
        assertThat(observation.modified()).isEqualTo(Instant.parse("2026-11-30T09:00:00.123456Z"));
        assertThat(observation.size()).isEqualTo(42);
    }

    @Test
    void file_without_a_key_is_like_no_other() {
        Progress unknown = Progress.none(Optional.empty());
        Progress known = Progress.none(Optional.of("ino=1"));
        assertThat(seen(Optional.empty()).hasKeyOf(unknown)).isFalse();
        assertThat(seen(Optional.of("ino=1")).hasKeyOf(known)).isTrue();
        assertThat(seen(Optional.of("ino=2")).hasKeyOf(known)).isFalse();
        assertThat(unknown.isOfSameFile(unknown)).isFalse();
        assertThat(known.isOfSameFile(known)).isTrue();
        assertThat(known.isOfSameFile(Progress.none(Optional.of("ino=2")))).isFalse();
    }

    @Test
    void file_goes_beyond_what_was_consumed_with_its_next_byte() {
        Observation seen = seen(Optional.empty());
        assertThat(seen.goesBeyond(new Progress(41, 1, Optional.empty(), Evidence.NONE)))
                .isTrue();
        assertThat(seen.goesBeyond(new Progress(42, 1, Optional.empty(), Evidence.NONE)))
                .isFalse();
    }

    @Test
    void progress_takes_over_how_its_file_is_observed_now() {
        Progress progress = new Progress(41, 3, Optional.of("ino=1"), Evidence.NONE);
        assertThat(progress.observedAs(seen(Optional.of("ino=2"))))
                .isEqualTo(new Progress(
                        41, 3, Optional.of("ino=2"), Evidence.NONE, Optional.empty(), Optional.of(CREATED)));
    }

    private static Observation seen(Optional<String> key) {
        return new Observation(42, key, CREATED);
    }

    private static Optional<String> key(Object key) {
        return Observation.of(attributes(key)).fileKey();
    }

    private static BasicFileAttributes attributes(Object key) {
        return new BasicFileAttributes() {
            @Override
            public FileTime lastModifiedTime() {
                return FileTime.from(MODIFIED);
            }

            @Override
            public FileTime lastAccessTime() {
                return FileTime.from(MODIFIED);
            }

            @Override
            public FileTime creationTime() {
                return FileTime.from(CREATED);
            }

            @Override
            public boolean isRegularFile() {
                return true;
            }

            @Override
            public boolean isDirectory() {
                return false;
            }

            @Override
            public boolean isSymbolicLink() {
                return false;
            }

            @Override
            public boolean isOther() {
                return false;
            }

            @Override
            public long size() {
                return 42;
            }

            @Override
            public Object fileKey() {
                return key;
            }
        };
    }
}
