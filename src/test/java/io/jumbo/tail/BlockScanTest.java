package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.BlockScan.Found;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is longer than a block is found wherever its end stands. */
class BlockScanTest {

    private static final int BLOCK = 64 * 1024;
    private static final Found NOTHING = new Found(Optional.empty(), false);
    private static final Found AT_GAP = new Found(Optional.empty(), true);

    @Test
    void line_end_is_found_round_the_edges_of_blocks() throws IOException {
        for (int length : new int[] {0, 1, BLOCK - 8, BLOCK - 1, BLOCK, 2 * BLOCK - 14, 2 * BLOCK, 3 * BLOCK + 7}) {
            byte[] content = text(length + 3);
            content[length] = '\n';
            assertThat(lineEnd(content, 0, content.length)).isEqualTo(end(length + 1));
            assertThat(lineEnd(content, 0, length)).as("up to the limit").isEqualTo(NOTHING);
            assertThat(lineEnd(content, length, content.length)).isEqualTo(end(length + 1));
            assertThat(lineEnd(content, length + 1, content.length)).isEqualTo(NOTHING);
        }
    }

    @Test
    void line_without_an_end_has_none_however_long_it_is() throws IOException {
        for (int length : new int[] {0, 1, BLOCK - 7, BLOCK, BLOCK + 1, 2 * BLOCK - 7, 2 * BLOCK}) {
            assertThat(lineEnd(text(length), 0, length)).isEqualTo(NOTHING);
        }
    }

    @Test
    void gap_ends_the_search_wherever_it_begins() throws IOException {
        for (int before : new int[] {0, 9, BLOCK - Gap.LEAST, BLOCK - Gap.LEAST + 1, BLOCK - 1, BLOCK, 2 * BLOCK - 9}) {
            byte[] content = text(before + Gap.LEAST + 100);
            Arrays.fill(content, before, before + Gap.LEAST, (byte) 0);
            content[content.length - 1] = '\n';
            assertThat(lineEnd(content, 0, content.length)).isEqualTo(AT_GAP);
            assertThat(overGaps(content)).isEqualTo(end(content.length));
        }
    }

    @Test
    void line_that_ends_before_the_gap_is_found() throws IOException {
        byte[] content = text(BLOCK);
        content[10] = '\n';
        Arrays.fill(content, 20, 40, (byte) 0);
        assertThat(lineEnd(content, 0, content.length)).isEqualTo(end(11));
    }

    @Test
    void nul_at_the_end_may_be_the_beginning_of_a_gap() throws IOException {
        byte[] content = text(BLOCK + 100);
        content[content.length - 1] = 0;
        assertThat(lineEnd(content, 0, content.length)).isEqualTo(AT_GAP);
        assertThat(overGaps(content)).isEqualTo(AT_GAP);
    }

    @Test
    void gap_ends_with_the_first_byte_that_is_not_nul() throws IOException {
        for (int length : new int[] {0, 8, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK}) {
            byte[] content = new byte[length + 2];
            content[length] = '1';
            try (RewrittenChannel file = new RewrittenChannel(content, now -> now)) {
                assertThat(BlockScan.gapEnd(LineEnds.LF, file, 0, content.length))
                        .contains((long) length);
                assertThat(BlockScan.gapEnd(LineEnds.LF, file, 0, length)).isEmpty();
            }
        }
    }

    @Test
    void gap_without_an_end_has_none() throws IOException {
        for (int length : new int[] {0, 8, BLOCK, 2 * BLOCK + 1}) {
            try (RewrittenChannel file = new RewrittenChannel(new byte[length], now -> now)) {
                assertThat(BlockScan.gapEnd(LineEnds.LF, file, 0, length)).isEmpty();
                assertThat(BlockScan.gapEnd(LineEnds.LF, file, 0, length + 100L))
                        .as("the file was cut meanwhile")
                        .isEmpty();
            }
        }
    }

    private static Found end(long offset) {
        return new Found(Optional.of(offset), false);
    }

    private static Found lineEnd(byte[] content, long from, long limit) throws IOException {
        try (RewrittenChannel file = new RewrittenChannel(content, now -> now)) {
            return BlockScan.lineEnd(LineEnds.LF, file, from, limit, true);
        }
    }

    private static Found overGaps(byte[] content) throws IOException {
        try (RewrittenChannel file = new RewrittenChannel(content, now -> now)) {
            return BlockScan.lineEnd(LineEnds.LF, file, 0, content.length, false);
        }
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        return text;
    }
}
