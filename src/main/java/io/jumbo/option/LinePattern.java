package io.jumbo.option;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A Java regular expression of the user's, compiled. Two are equal if they are written alike. Immutable and thread-safe. */
public final class LinePattern {

    private static final Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");

    private final Pattern pattern;
    private final List<String> groups;

    /**
     * Compiles a regular expression.
     *
     * @throws PatternSyntaxException if it is none
     */
    public LinePattern(String expression) {
        this.pattern = Pattern.compile(expression);
        this.groups = GROUP.matcher(expression)
                .results()
                .map(group -> group.group(1))
                .distinct()
                .filter(this::isGroup)
                .toList();
    }

    /** What looks like a group may be escaped, or stand in brackets: a reference to a group that is not there is refused. */
    private boolean isGroup(String name) {
        try {
            Pattern.compile(pattern.pattern() + "\\k<" + name + ">");
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** As it was written. */
    public String expression() {
        return pattern.pattern();
    }

    /** Whether it is found anywhere in a line. */
    public boolean isIn(CharSequence line) {
        return pattern.matcher(line).find();
    }

    /** Looks for it in a line. */
    public Matcher matcher(CharSequence line) {
        return pattern.matcher(line);
    }

    /** The names of its groups, in the order in which they stand. */
    public List<String> groups() {
        return groups;
    }

    /** How many groups it has, with and without a name. */
    public int groupCount() {
        return pattern.matcher("").groupCount();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinePattern same && same.expression().equals(expression());
    }

    @Override
    public int hashCode() {
        return expression().hashCode();
    }

    @Override
    public String toString() {
        return expression();
    }
}
