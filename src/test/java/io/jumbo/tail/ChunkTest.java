package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTest {

    private final Chunk chunk = Chunks.of("run/a.txt", "first", "", "third");

    @Test
    void records_know_their_place() {
        assertThat(chunk.records()).extracting(LineRecord::number).containsExactly(1L, 2L, 3L);
        assertThat(chunk.records()).extracting(LineRecord::firstByte).containsExactly(0L, 6L, 7L);
        assertThat(chunk.byteLength()).isEqualTo(13);
    }

    @Test
    void edited_chunk_still_moves_past_the_whole_stretch() {
        List<LineRecord> kept = new ArrayList<>(chunk.records().subList(2, 3));
        Chunk edited = chunk.withRecords(kept);
        kept.clear();
        assertThat(edited.records()).extracting(LineRecord::number).containsExactly(3L);
        assertThat(edited.path()).isEqualTo("run/a.txt");
        assertThat(edited.before()).isEqualTo(chunk.before());
        assertThat(edited.after()).isEqualTo(chunk.after());
    }

    @Test
    void records_cannot_be_changed_in_place() {
        assertThatThrownBy(() -> chunk.records().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> chunk.withRecords(chunk.records()).records().remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void printed_form_names_the_stretch_and_never_the_content() {
        assertThat(chunk).hasToString("run/a.txt bytes 0 to 13, 3 lines");
    }
}
