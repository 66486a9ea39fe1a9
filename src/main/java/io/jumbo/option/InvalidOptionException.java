package io.jumbo.option;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Options that cannot be used. The message has one line for each problem, and each line names the key, the value, what
 * is allowed and what to write instead.
 */
public final class InvalidOptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param key the option without {@code jumbo.}, as the user wrote it
     * @param text the whole sentence, without a full stop
     */
    public record Problem(String key, String text) {

        /** The same sentence about a key that stands behind another prefix than {@code jumbo.}, such as {@code watch.balance.}. */
        public String text(String prefix) {
            String asUsual = Option.PREFIX + key;
            return text.startsWith(asUsual) ? prefix + key + text.substring(asUsual.length()) : text;
        }
    }

    /** Carries all problems found, at least one. */
    public InvalidOptionException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order in which the options are documented. */
    public List<Problem> problems() {
        return problems;
    }
}
