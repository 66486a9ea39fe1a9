package io.jumbo.tail;

import java.util.Optional;

/** The content of a line as it stands in its file, where that is no UTF-8. Immutable. */
final class Original {

    private final FileText text;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Optional<Character> noText;

    /**
     * @param text how it is to be read
     * @param bytes holds it from {@code from} to {@code to}; not copied, never changed
     * @param noText what stands in the decoded line for bytes that are no text
     */
    Original(FileText text, byte[] bytes, int from, int to, Optional<Character> noText) {
        this.text = text;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.noText = noText;
    }

    FileText text() {
        return text;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    Optional<Character> noText() {
        return noText;
    }

    /** Where the text begins, behind byte order marks. */
    int textFrom() {
        return from + text.marks(bytes, from, to);
    }
}
