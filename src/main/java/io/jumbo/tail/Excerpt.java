package io.jumbo.tail;

import java.util.Arrays;

/**
 * The first and the last bytes of what was consumed of a file, as they were. Where the hashes of {@link Evidence} only say that content
 * differs, these tell how: whether a file holds less of the same, or the same behind changed lines. Immutable.
 */
public final class Excerpt {

    /** At most so many bytes are kept of each end: as much as fits into an offset row without making it a big one. */
    public static final int WINDOW = 512;

    private final byte[] head;
    private final byte[] tail;

    /**
     * @param head the first min({@value #WINDOW}, offset) bytes
     * @param tail the last min({@value #WINDOW}, offset) bytes before the offset
     */
    public Excerpt(byte[] head, byte[] tail) {
        this.head = head.clone();
        this.tail = tail.clone();
    }

    /** The first bytes, a copy. */
    public byte[] head() {
        return head.clone();
    }

    /** The last bytes before the offset, a copy. */
    public byte[] tail() {
        return tail.clone();
    }

    /** How many bytes at the beginning of {@code content} are the ones at the beginning of what was consumed. */
    int agreesFromStart(byte[] content) {
        int mismatch = Arrays.mismatch(content, head);
        return mismatch < 0 ? head.length : mismatch;
    }

    /** How many bytes before the end of {@code content} are the ones before the offset. */
    int agreesBackwards(byte[] content) {
        int most = Math.min(content.length, tail.length);
        int agreed = 0;
        while (agreed < most && content[content.length - 1 - agreed] == tail[tail.length - 1 - agreed]) {
            agreed++;
        }
        return agreed;
    }

    /** Whether the last bytes before the offset begin with {@code content}. */
    boolean tailBegins(byte[] content) {
        return content.length <= tail.length && Arrays.equals(content, 0, content.length, tail, 0, content.length);
    }

    /** Bytes of the last line before the offset with its terminator, and with the one before it if that is known. */
    int lastLine(LineEnds lineEnds) {
        int width = lineEnds.width();
        for (int i = lineEnds.contentEnd(tail, 0, tail.length) - width; i >= 0; i -= width) {
            if (lineEnds.isAt(tail, i)) {
                return tail.length - i;
            }
        }
        return tail.length;
    }

    /** Whether all of the last line before the offset is in it. */
    boolean holdsLastLine(LineEnds lineEnds) {
        return tail.length < WINDOW || lastLine(lineEnds) < tail.length || lineEnds.isAt(tail, 0);
    }

    int tailLength() {
        return tail.length;
    }

    int headLength() {
        return head.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Excerpt that && Arrays.equals(head, that.head) && Arrays.equals(tail, that.tail);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(head) + Arrays.hashCode(tail);
    }

    /** Names the lengths, not the content: content does not belong in a log. */
    @Override
    public String toString() {
        return "first " + head.length + " and last " + tail.length + " bytes";
    }
}
