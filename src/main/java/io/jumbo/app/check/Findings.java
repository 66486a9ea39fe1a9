package io.jumbo.app.check;

import io.jumbo.events.Printable;
import java.io.PrintWriter;

/** What {@code check} tells, line by line, and whether any of it keeps {@code run} from writing. Not thread-safe. */
public final class Findings {

    private static final int LABEL = 12;

    private final PrintWriter out;
    private final String front;
    private boolean wrong;

    public Findings(PrintWriter out) {
        this(out, "");
    }

    private Findings(PrintWriter out, String front) {
        this.out = out;
        this.front = front;
    }

    /** Tells everything as comments of a properties file. */
    public static Findings asComments(PrintWriter out) {
        return new Findings(out, "# ");
    }

    /**
     * Tells something that is as it should be.
     *
     * @param label what it is about, or nothing if it belongs to the line before
     */
    public void say(String label, String text) {
        String begin = label.isEmpty() ? "" : label + ":";
        out.println(front + begin + " ".repeat(LABEL - begin.length()) + Printable.withoutControls(text));
    }

    /** Tells something for which {@code run} would not write what it is meant to. */
    public void wrong(String label, String text) {
        wrong = true;
        say(label, text);
    }

    /** Tells what becomes of a line. */
    public void line(long number, String text, boolean written) {
        wrong |= !written;
        out.println(front + "  line " + number + ": " + text);
    }

    /** Whether {@code run} would not write something. */
    public boolean isWrong() {
        return wrong;
    }
}
