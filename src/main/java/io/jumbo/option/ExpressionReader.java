package io.jumbo.option;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression as a user writes it; none if there is nothing but blanks. Each method refuses what is none, as {@link OptionReader}. */
final class ExpressionReader {

    private static final Pattern BAD_GROUP = Pattern.compile("\\(\\?<(?![=!])(?![A-Za-z][A-Za-z0-9]*>)");

    private ExpressionReader() {}

    /** Not stripped: a blank may be what is looked for. */
    static Optional<LinePattern> pattern(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        ForeignMarks.refuseQuotedAnchor(text.strip());
        try {
            return Optional.of(new LinePattern(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is no Java regular expression (" + e.getDescription()
                            + (e.getIndex() < 0 ? "" : ", at character " + (e.getIndex() + 1))
                            + "): correct it"
                            + (BAD_GROUP.matcher(text).find()
                                    ? "; the name of a group is letters and digits without blanks and underscores"
                                    : "; a backslash in front of a character takes its meaning from it, and a properties"
                                            + " file wants each backslash twice"),
                    e);
        }
    }

    static Optional<LinePattern> patternWithNames(String text) {
        Optional<LinePattern> pattern = pattern(text);
        if (pattern.filter(found -> found.groups().isEmpty()).isPresent()) {
            throw new IllegalArgumentException(
                    "has no group with a name, so nothing is learnt by it: write for instance (?<serial>[0-9]+)");
        }
        return pattern;
    }
}
