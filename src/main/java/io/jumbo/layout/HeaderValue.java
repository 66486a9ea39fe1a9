package io.jumbo.layout;

import io.jumbo.tail.FieldNames;
import java.util.List;
import java.util.Optional;

/**
 * The value that a line of a header gives to a key: what follows {@code Sample ID:} or {@code Sample ID =}, or the field behind the field {@code Sample ID}.
 * Letter case, and quotes and comment characters in front of the key, do not matter. Pure.
 */
final class HeaderValue {

    private HeaderValue() {}

    /**
     * Looks for it.
     *
     * @param text of the line
     * @param fields of the line, as data lines are cut
     * @param delimiters characters between two fields
     */
    static Optional<String> of(String key, String text, List<String> fields, String delimiters) {
        Optional<String> said = said(key, withoutEmptyFields(bareStart(text), delimiters));
        if (said.isPresent()) {
            return said;
        }
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i) == null ? "" : fields.get(i);
            Optional<String> inField = said(key, bareStart(field));
            if (inField.isPresent()) {
                return inField;
            } else if (isKey(key, field) && i + 1 < fields.size()) {
                return present(fields.get(i + 1));
            }
        }
        return behindKey(key, bareStart(text), delimiters);
    }

    /** What follows the key and a colon or an equals sign. */
    private static Optional<String> said(String key, String text) {
        if (!beginsWith(key, text)) {
            return Optional.empty();
        }
        String rest = text.substring(key.length()).stripLeading();
        return rest.startsWith(":") || rest.startsWith("=") ? present(rest.substring(1)) : Optional.empty();
    }

    /** The field behind a key that is not one field itself, since it holds what separates fields: blanks. */
    private static Optional<String> behindKey(String key, String text, String delimiters) {
        if (!beginsWith(key, text)
                || text.length() == key.length()
                || !isDelimiter(text.charAt(key.length()), delimiters)) {
            return Optional.empty();
        }
        String rest = text.substring(key.length()).strip();
        int end = 0;
        while (end < rest.length() && !isDelimiter(rest.charAt(end), delimiters)) {
            end++;
        }
        return present(rest.substring(0, end));
    }

    private static boolean isDelimiter(char c, String delimiters) {
        return delimiters.indexOf(c) >= 0;
    }

    private static boolean beginsWith(String key, String text) {
        return text.regionMatches(true, 0, key, 0, key.length());
    }

    private static boolean isKey(String key, String field) {
        String bare = FieldNames.bare(field);
        String name = bare.endsWith(":") || bare.endsWith("=") ? bare.substring(0, bare.length() - 1) : bare;
        return name.strip().equalsIgnoreCase(key);
    }

    /** Without blanks, quotes and comment characters in front. */
    private static String bareStart(String text) {
        int from = text.indexOf(FieldNames.bare(text));
        return text.substring(Math.max(0, from));
    }

    /** A program that fills up its header to as many fields as its data have does not mean them. */
    private static String withoutEmptyFields(String text, String delimiters) {
        int end = text.length();
        while (end > 0 && (isDelimiter(text.charAt(end - 1), delimiters) || isNothing(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isNothing(char c) {
        return Character.isWhitespace(c) || c == '\0' || c == '\uFEFF';
    }

    /** NULs and blanks round it dropped, and the quotes if it stands in some; nothing if nothing is left. */
    private static Optional<String> present(String value) {
        if (value == null) {
            return Optional.empty();
        }
        int from = 0;
        int to = value.length();
        while (to > from && isNothing(value.charAt(to - 1))) {
            to--;
        }
        while (from < to && isNothing(value.charAt(from))) {
            from++;
        }
        boolean quoted = to - from >= 2 && value.charAt(from) == '"' && value.charAt(to - 1) == '"';
        String text = quoted ? value.substring(from + 1, to - 1) : value.substring(from, to);
        return text.endsWith("\"") && !text.startsWith("\"") && text.indexOf('"') == text.length() - 1
                ? present(text.substring(0, text.length() - 1))
                : Optional.of(text).filter(some -> !some.isEmpty());
    }
}
