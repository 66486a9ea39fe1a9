package io.jumbo.tail;

import java.util.Optional;

/**
 * The content of a line as it stands in its file, where that is no UTF-8.
 *
 * @param text how it is to be read
 * @param bytes holds it from {@code from} to {@code to}; not copied, never changed
 * @param noText what stands in the decoded line for bytes that are no text
 */
record Original(FileText text, byte[] bytes, int from, int to, Optional<Character> noText) {

    /** Where the text begins, behind byte order marks. */
    int textFrom() {
        return from + text.marks(bytes, from, to);
    }
}
