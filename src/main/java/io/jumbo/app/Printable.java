package io.jumbo.app;

import java.nio.charset.StandardCharsets;

/** Content of a file as it may be shown on a terminal: no control characters, which could command it, and not endless. */
public final class Printable {

    private static final int MOST_SHOWN = 120;

    private Printable() {}

    static String text(byte[] content) {
        return text(new String(content, StandardCharsets.UTF_8));
    }

    static String text(String content) {
        return content.codePointCount(0, content.length()) > MOST_SHOWN
                ? withoutControls(content.substring(0, content.offsetByCodePoints(0, MOST_SHOWN))) + "…"
                : withoutControls(content);
    }

    /** The same at its whole length. */
    public static String withoutControls(String content) {
        StringBuilder shown = new StringBuilder();
        content.codePoints()
                .map(character -> Character.isISOControl(character) ? '\uFFFD' : character)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
