package io.jumbo.events;

import java.nio.charset.StandardCharsets;

/**
 * Names and content of files as they may be shown in a log or on a terminal: on one line, without characters that command a terminal, end a line or turn the
 * direction of writing. Control characters are shown as their pictures (␊ for a line feed, ␉ for a tab), others as U+FFFD. Everything of Jumbo's that people read
 * goes through here.
 */
public final class Printable {

    private static final int MOST_SHOWN = 120;

    private static final char FIRST_PICTURE = '\u2400';
    private static final char DELETE = '\u007F';
    private static final char PICTURE_OF_DELETE = '\u2421';
    private static final char NO_PICTURE = '\uFFFD';

    private Printable() {}

    /** Content of a line, cut to 120 characters. */
    public static String text(byte[] content) {
        return text(new String(content, StandardCharsets.UTF_8));
    }

    /** Content of a line, cut to 120 characters. */
    public static String text(String content) {
        return content.codePointCount(0, content.length()) > MOST_SHOWN
                ? withoutControls(content.substring(0, content.offsetByCodePoints(0, MOST_SHOWN))) + "…"
                : withoutControls(content);
    }

    /** The same at its whole length. */
    public static String withoutControls(String content) {
        if (content.codePoints().noneMatch(Printable::isControl)) {
            return content;
        }
        StringBuilder shown = new StringBuilder();
        content.codePoints()
                .map(character -> isControl(character) ? picture(character) : character)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** Unicode has one for each control character of ASCII, in the same order. */
    private static int picture(int control) {
        if (control < ' ') {
            return FIRST_PICTURE + control;
        }
        return control == DELETE ? PICTURE_OF_DELETE : NO_PICTURE;
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
