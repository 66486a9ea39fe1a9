package io.jumbo.layout;

import io.jumbo.tail.FieldNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The value that a line of a header gives to a key: what follows {@code Sample ID:} or {@code Sample ID =}, or the field behind the field {@code Sample ID}.
 * Letter case, and quotes and comment characters in front of the key, do not matter. Pure; one key and one line.
 */
final class HeaderValue {

    private final String key;
    private final String delimiters;
    private final Optional<Character> quote;

    private HeaderValue(String key, String delimiters, Optional<Character> quote) {
        this.key = key;
        this.delimiters = delimiters;
        this.quote = quote;
    }

    /**
     * Looks for it.
     *
     * @param text of the line
     * @param fields of the line, as data lines are cut
     * @param delimiters characters between two fields
     * @param quote round a value, which is none of it; absent = what looks like quotes is content
     * @return absent if the key is not there, and empty if it is there and nothing follows it
     */
    static Optional<String> of(
            String key, String text, List<String> fields, String delimiters, Optional<Character> quote) {
        return new HeaderValue(key, delimiters, quote).in(text, fields);
    }

    private Optional<String> in(String text, List<String> fields) {
        BareText line = BareText.of(text, quote);
        String full = withoutEmptyFields(line.text());
        return said(line.isInQuotes() ? "" : full)
                .or(() -> in(fields))
                .or(() -> said(line.isInQuotes() ? line.withoutLastQuote(full) : ""))
                .or(() -> behindKey(line.text()))
                .or(() -> leavesEmpty(line.text(), fields) ? Optional.of("") : Optional.empty());
    }

    /** Whether the key is there, with a place for its value in which nothing stands. */
    private boolean leavesEmpty(String text, List<String> fields) {
        return isSaid(text)
                || IntStream.range(0, fields.size())
                        .filter(i -> fields.get(i) != null)
                        .anyMatch(i -> isSaid(bare(fields.get(i))) || (i + 1 < fields.size() && isKey(fields.get(i))));
    }

    private Optional<String> in(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i) == null ? "" : fields.get(i);
            Optional<String> said = said(bare(field));
            if (said.isPresent()) {
                return said;
            } else if (isKey(field) && i + 1 < fields.size()) {
                return present(fields.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** What follows the key and a colon or an equals sign. */
    private Optional<String> said(String text) {
        if (!isSaid(text)) {
            return Optional.empty();
        }
        String value = text.substring(key.length()).stripLeading().substring(1).stripLeading();
        return value.isEmpty() || isDelimiter(value.charAt(0)) ? Optional.empty() : present(value);
    }

    private boolean isSaid(String text) {
        String rest = beginsWithKey(text) ? text.substring(key.length()).stripLeading() : "";
        return rest.startsWith(":") || rest.startsWith("=");
    }

    /** The field behind a key that is not one field itself, since it holds what separates fields: blanks. */
    private Optional<String> behindKey(String text) {
        if (!beginsWithKey(text) || text.length() == key.length() || !isDelimiter(text.charAt(key.length()))) {
            return Optional.empty();
        }
        String rest = text.substring(key.length()).strip();
        int end = 0;
        while (end < rest.length() && !isDelimiter(rest.charAt(end))) {
            end++;
        }
        return present(rest.substring(0, end));
    }

    private String bare(String field) {
        return BareText.of(field, quote).text();
    }

    private boolean isDelimiter(char c) {
        return delimiters.indexOf(c) >= 0;
    }

    private boolean beginsWithKey(String text) {
        return text.regionMatches(true, 0, key, 0, key.length());
    }

    private boolean isKey(String field) {
        String bare = FieldNames.bare(field);
        String name = bare.endsWith(":") || bare.endsWith("=") ? bare.substring(0, bare.length() - 1) : bare;
        return name.strip().equalsIgnoreCase(key);
    }

    /** A program that fills up its header to as many fields as its data have does not mean them. */
    private String withoutEmptyFields(String text) {
        int end = text.length();
        while (end > 0 && (isDelimiter(text.charAt(end - 1)) || isNothing(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isNothing(char c) {
        return Character.isWhitespace(c) || c == '\0' || c == '\uFEFF';
    }

    /** NULs and blanks round it dropped, and the quotes if it stands in some; nothing if nothing is left. */
    private Optional<String> present(String value) {
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
        boolean inQuotes = quote.isPresent()
                && to - from >= 2
                && value.charAt(from) == quote.get()
                && value.charAt(to - 1) == quote.get();
        return Optional.of(inQuotes ? value.substring(from + 1, to - 1) : value.substring(from, to))
                .filter(text -> !text.isEmpty());
    }
}
