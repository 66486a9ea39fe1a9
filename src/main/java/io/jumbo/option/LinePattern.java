package io.jumbo.option;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A Java regular expression of the user's, compiled. Two are equal if they are written alike. Immutable and thread-safe. */
public final class LinePattern {

    private static final Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");

    /** With one repetition and no choice, a shorter line takes no more steps than the square of its length. */
    private static final int MOST_UNCOUNTED = 4096;

    private final Pattern pattern;
    private final List<String> groups;

    /** Repetitions and choices, or what looks like some: with none a search is as long as its line. */
    private final int choices;

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
        this.choices =
                (int) expression.chars().filter(c -> "*+?{|".indexOf(c) >= 0).count()
                        + (expression.indexOf('|') >= 0 ? 1 : 0);
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

    /**
     * Whether it is found anywhere in a line.
     *
     * @throws TooManyStepsException if that cannot be told in a reasonable time
     */
    public boolean isIn(String line) {
        return find(line).isPresent();
    }

    /**
     * Looks for it in a line.
     *
     * @return where it is found first
     * @throws TooManyStepsException if that cannot be told in a reasonable time, or not with the stack of this thread
     */
    public Optional<Matcher> find(String line) {
        Matcher matcher = pattern.matcher(isQuick(line) ? line : new CountedText(line));
        try {
            return matcher.find() ? Optional.of(matcher) : Optional.empty();
        } catch (TooManyStepsException | StackOverflowError e) {
            throw new TooManyStepsException(this, line.length());
        }
    }

    /**
     * The named groups that take part where it is found in a line: of each what it takes first.
     *
     * @throws TooManyStepsException as {@link #find}
     */
    public Map<String, String> valuesIn(String line) {
        Map<String, String> values = new HashMap<>();
        try {
            Optional<Matcher> found = find(line);
            while (found.isPresent()) {
                Matcher at = found.get();
                groups.stream()
                        .filter(group -> at.group(group) != null)
                        .forEach(group -> values.putIfAbsent(group, at.group(group)));
                found = values.size() < groups.size() ? found.filter(Matcher::find) : Optional.empty();
            }
        } catch (TooManyStepsException | StackOverflowError e) {
            throw new TooManyStepsException(this, line.length());
        }
        return values;
    }

    private boolean isQuick(String line) {
        return choices == 0 || (choices == 1 && line.length() <= MOST_UNCOUNTED);
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
