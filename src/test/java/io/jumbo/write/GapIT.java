package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chunk without lines moves the offset and does nothing else. */
class GapIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String TEMPLATE = "INSERT INTO t (v) VALUES (%s)";

    @TempDir
    Path directory;

    @BeforeEach
    void clear() {
        DATABASE.cleared();
        DATABASE.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, v float)");
    }

    @Test
    void gap_that_is_passed_over_moves_the_offset_only() throws Exception {
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        writing.settled();
        List<Written> written = writing.write(TEMPLATE, bytes("\0".repeat(5000) + "1."));
        assertThat(written).hasSize(1);
        assertThat(written.get(0).chunk().gapBytes()).isEqualTo(5000);
        assertThat(written.get(0).rows()).isZero();
        assertThat(written.get(0).rejections()).isEmpty();
        assertThat(offset()).containsExactly("5000 0");
        assertThat(deadLetters()).isEmpty();

        writing.write(TEMPLATE, bytes("0\n2.0\n"));
        assertThat(DATABASE.column("SELECT v::text FROM t ORDER BY n")).containsExactly("1", "2");
        assertThat(offset()).containsExactly("5008 2");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void line_that_is_torn_by_a_gap_becomes_a_dead_letter() throws Exception {
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource());
        writing.settled();
        writing.write(TEMPLATE, bytes("1.0\n2." + "\0".repeat(5000) + "0\n3.0\n"));
        assertThat(DATABASE.column("SELECT v::text FROM t ORDER BY n")).containsExactly("1", "3");
        assertThat(deadLetters()).containsExactly("2 4 5003");
        assertThat(offset()).containsExactly("5012 3");
    }

    private static List<String> deadLetters() {
        return DATABASE.column(
                "SELECT line_number || ' ' || first_byte || ' ' || length(line) FROM jumbo_dead_letters ORDER BY id");
    }

    private static List<String> offset() {
        return DATABASE.column("SELECT next_byte || ' ' || lines FROM jumbo_offsets");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
