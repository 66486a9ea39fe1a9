package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The first and the last bytes of what was consumed of one file, carried along while reading. Evidence is taken from the bytes that
 * became lines, not from the file a moment later: a file rewritten in between would otherwise vouch for content nobody read.
 */
final class ConsumedContent {

    private byte[] head;
    private byte[] tail;

    /**
     * @param head the first min({@value Evidence#WINDOW}, offset) bytes
     * @param tail the last min({@value Evidence#WINDOW}, offset) bytes before the offset
     */
    ConsumedContent(byte[] head, byte[] tail) {
        this.head = head;
        this.tail = tail;
    }

    /** The content before an offset, as the file holds it now. */
    static ConsumedContent before(FileChannel channel, long nextByte) throws IOException {
        int window = (int) Math.min(nextByte, Evidence.WINDOW);
        return new ConsumedContent(
                FileBytes.read(channel, 0, window), FileBytes.read(channel, nextByte - window, window));
    }

    /** The content before an offset, as it would be without some bytes of the file that stand in it. */
    static ConsumedContent without(FileChannel channel, long at, long length, long nextByte) throws IOException {
        int window = (int) Math.min(nextByte, Evidence.WINDOW);
        return new ConsumedContent(
                without(channel, at, length, 0, window), without(channel, at, length, nextByte - window, window));
    }

    private static byte[] without(FileChannel channel, long at, long length, long from, int window) throws IOException {
        int first = (int) Math.max(0, Math.min(window, at - from));
        byte[] second = FileBytes.read(channel, from + first + length, window - first);
        return joined(FileBytes.read(channel, from, first), second, 0, second.length);
    }

    /**
     * The content as it would be with more bytes in it.
     *
     * @param at their offset
     * @param behind how many bytes up to the offset of this content stand behind them
     */
    ConsumedContent with(byte[] inserted, long at, long behind) {
        byte[] newHead = spliced(head, (int) Math.min(at, head.length), inserted);
        byte[] newTail = spliced(tail, (int) Math.max(0, tail.length - behind), inserted);
        return new ConsumedContent(
                at < Evidence.WINDOW ? Arrays.copyOf(newHead, Math.min(newHead.length, Evidence.WINDOW)) : head,
                behind < Evidence.WINDOW
                        ? Arrays.copyOfRange(newTail, Math.max(0, newTail.length - Evidence.WINDOW), newTail.length)
                        : tail);
    }

    private static byte[] spliced(byte[] content, int at, byte[] inserted) {
        byte[] all = Arrays.copyOf(content, content.length + inserted.length);
        System.arraycopy(inserted, 0, all, at, inserted.length);
        System.arraycopy(content, at, all, at + inserted.length, content.length - at);
        return all;
    }

    /** Takes in the next consumed bytes, {@code bytes[start..end)}. */
    void append(byte[] bytes, int start, int end) {
        int length = end - start;
        if (head.length < Evidence.WINDOW) {
            head = joined(head, bytes, start, Math.min(length, Evidence.WINDOW - head.length));
        }
        int kept = Math.min(tail.length, Math.max(0, Evidence.WINDOW - length));
        int from = Math.max(start, end - Evidence.WINDOW);
        tail = joined(Arrays.copyOfRange(tail, tail.length - kept, tail.length), bytes, from, end - from);
    }

    /** The first bytes; not to be changed. */
    byte[] head() {
        return head;
    }

    /** The last bytes before the offset; not to be changed. */
    byte[] tail() {
        return tail;
    }

    Evidence evidence() {
        return Evidence.of(head, tail);
    }

    Excerpt excerpt() {
        return new Excerpt(
                Arrays.copyOf(head, Math.min(head.length, Excerpt.WINDOW)),
                Arrays.copyOfRange(tail, Math.max(0, tail.length - Excerpt.WINDOW), tail.length));
    }

    private static byte[] joined(byte[] first, byte[] second, int from, int length) {
        byte[] joined = Arrays.copyOf(first, first.length + length);
        System.arraycopy(second, from, joined, first.length, length);
        return joined;
    }
}
