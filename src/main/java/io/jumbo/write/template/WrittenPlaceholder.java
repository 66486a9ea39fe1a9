package io.jumbo.write.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a percent sign begins in a template: {@code %%}, {@code %s}, {@code %3$s} or {@code %(name)s}. A name may hold parentheses in pairs, quotes and percent
 * signs.
 *
 * @param text as it is written
 */
record WrittenPlaceholder(String text) {

    static final String HEADER = "header:";

    private static final String FIELDS = "fields:";
    private static final String PERCENT = "%%";
    private static final String NEXT = "%s";

    /** So many fields no line has; a larger number would not be one. */
    private static final Pattern POSITION = Pattern.compile("%(\\d{1,7})\\$s");

    /** Reads at a percent sign; nothing if it begins nothing. */
    static Optional<WrittenPlaceholder> at(String template, int percent) {
        if (template.startsWith(PERCENT, percent)) {
            return Optional.of(new WrittenPlaceholder(PERCENT));
        } else if (template.startsWith(NEXT, percent)) {
            return Optional.of(new WrittenPlaceholder(NEXT));
        } else if (template.startsWith("%(", percent)) {
            int close = closing(template, percent + 1);
            return close >= 0 && template.startsWith("s", close + 1)
                    ? Optional.of(new WrittenPlaceholder(template.substring(percent, close + 2)))
                    : Optional.empty();
        }
        Matcher position = POSITION.matcher(template).region(percent, template.length());
        return position.lookingAt() ? Optional.of(new WrittenPlaceholder(position.group())) : Optional.empty();
    }

    /**
     * Reads a placeholder in quotes, which need not be doubled in its name: {@code '%(don't)s'}.
     *
     * @param quote index of the quote in front
     */
    static Optional<WrittenPlaceholder> quotedAt(String template, int quote) {
        return at(template, quote + 1).filter(found -> {
            int close = quote + 1 + found.text.length();
            return template.startsWith("'", close) && !template.startsWith("''", close);
        });
    }

    private static int closing(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            depth += template.charAt(i) == '(' ? 1 : template.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    boolean isPercentSign() {
        return text.equals(PERCENT);
    }

    /** What is wrong with it, and what to write. */
    Optional<String> objection() {
        if (text.startsWith("%(")) {
            String name = name();
            boolean nameless = (name.startsWith(HEADER)
                            ? name.substring(HEADER.length())
                            : name.startsWith(FIELDS) ? name.substring(FIELDS.length()) : name)
                    .isBlank();
            return nameless
                    ? Optional.of("a named placeholder has no name; write for instance %(line_number)s")
                    : Optional.empty();
        }
        return POSITION.matcher(text).matches() && position() == 0
                ? Optional.of(text + " is no field: they are counted from 1; write %1$s for the first")
                : Optional.empty();
    }

    /**
     * The placeholder.
     *
     * @param next index of the field that {@code %s} would be
     */
    Placeholder placeholder(int next) {
        if (text.equals(NEXT)) {
            return new Placeholder.Next(next);
        } else if (!text.startsWith("%(")) {
            return new Placeholder.Position(position() - 1);
        }
        String name = name();
        return name.startsWith(HEADER)
                ? new Placeholder.HeaderValue(name.substring(HEADER.length()))
                : name.startsWith(FIELDS)
                        ? new Placeholder.FieldName(name.substring(FIELDS.length()))
                        : new Placeholder.Named(name);
    }

    /** The same with other quotes in its name. */
    WrittenPlaceholder withQuotes(String doubled, String single) {
        return new WrittenPlaceholder(text.replace(doubled, single));
    }

    private String name() {
        return text.substring(2, text.length() - 2);
    }

    private int position() {
        return Integer.parseInt(text.substring(1, text.length() - 2));
    }
}
