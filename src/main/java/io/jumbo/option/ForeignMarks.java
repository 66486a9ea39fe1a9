package io.jumbo.option;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks that other kinds of configuration take away: quotes round a value, and a comment behind it. Here they are part of the value, which then fits nothing, without a
 * word. Each method refuses one kind, as {@link OptionReader}.
 */
final class ForeignMarks {

    private static final Pattern QUOTED = Pattern.compile("([\"'])(.+)\\1", Pattern.DOTALL);

    /** Nothing stands in front of the beginning of a line, or behind its end. */
    private static final Pattern QUOTED_ANCHOR = Pattern.compile("([\"'/])(\\^.*|.*(?<!\\\\)\\$)\\1", Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("\\S\\s+#(\\s|$)");

    private ForeignMarks() {}

    /** What stands between two quotes; empty if these do not stand round all of it. */
    static Optional<String> between(String text) {
        Matcher quoted = QUOTED.matcher(text);
        return quoted.matches() ? Optional.of(quoted.group(2)) : Optional.empty();
    }

    static void refuseQuotes(String text) {
        between(text).ifPresent(ForeignMarks::refuse);
    }

    /** In an expression quotes may be what is looked for, but not where nothing can be found with them. */
    static void refuseQuotedAnchor(String expression) {
        Matcher quoted = QUOTED_ANCHOR.matcher(expression);
        if (quoted.matches()) {
            refuse(quoted.group(2));
        }
    }

    static void refuseComment(String text) {
        if (COMMENT.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "has a comment behind it, which would be part of the value: write it in a line of its own");
        }
    }

    private static void refuse(String content) {
        throw new IllegalArgumentException("stands in quotes: write " + content + " without");
    }
}
