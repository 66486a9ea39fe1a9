package io.jumbo.option;

/** A regular expression backtracks in a line for longer than anybody would wait. The same line and expression always end like this. */
public final class TooManyStepsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyStepsException() {
        super("too many steps", null, false, false);
    }

    /** The same, of an expression that was looked for. */
    TooManyStepsException(LinePattern pattern, int length) {
        super("the pattern " + pattern.expression() + " needs too many steps for the line, which has " + length
                + " characters; repeat single characters, not groups, and begin it with ^");
    }
}
