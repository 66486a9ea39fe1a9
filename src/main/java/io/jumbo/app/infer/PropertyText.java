package io.jumbo.app.infer;

import java.util.Locale;

/** Writes a value so that {@link java.util.Properties} reads it as it is. Letters beyond ASCII stay: the file is read as UTF-8. */
final class PropertyText {

    private PropertyText() {}

    static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                text.append("\\\\");
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c == ' ' && (i == 0 || i == value.length() - 1)) {
                text.append("\\u0020");
            } else if (c < ' '
                    || c == 0x7F
                    || (c >= 0x80 && c < 0xA1)
                    || c == '\u00AD'
                    || Character.isSurrogate(c)
                    || (c >= '\u2000' && c <= '\u200F')
                    || c == '\uFEFF'
                    || Character.getType(c) == Character.FORMAT) {
                text.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** A comment is one line whatever it quotes. */
    static String comment(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    }
}
