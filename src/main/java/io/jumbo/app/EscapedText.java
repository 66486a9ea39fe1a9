package io.jumbo.app;

import java.util.Locale;

/** Text of the database as it may be shown on a terminal: control characters as {@code \n} or {@code \x1b}, so that nothing of it is lost. */
final class EscapedText {

    private EscapedText() {}

    /** Without characters that command a terminal or change the direction of what follows. */
    static String of(String value) {
        StringBuilder shown = new StringBuilder(value.length());
        value.codePoints().forEach(character -> {
            switch (character) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (Character.isISOControl(character)) {
                        shown.append(String.format(Locale.ROOT, "\\x%02x", character));
                    } else if (isInvisible(character)) {
                        shown.append(String.format(Locale.ROOT, "\\u%04x", character));
                    } else {
                        shown.appendCodePoint(character);
                    }
                }
            }
        });
        return shown.toString();
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
