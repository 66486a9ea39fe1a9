package io.jumbo.events;

import io.jumbo.write.Written;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.failure.Rejection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log line per event: watch, file, what happened, what to do. DEBUG for the normal course, INFO for changes of state, WARN for a
 * surprise that lost nothing, ERROR where a person is needed. No line content: of a reason only what cannot hold a value is logged; the
 * dead letter has it all.
 */
public final class LoggedEvents implements TailEvents {

    private static final Logger LOG = LoggerFactory.getLogger("jumbo");

    /** Where a message may begin to quote a value: at a quotation mark of any language the server speaks, or at its detail. */
    private static final Pattern VALUE = Pattern.compile("[\"'`«»‹›„“”‘’‚「『]| \\(");

    /** Where the server's detail begins, which holds values. */
    private static final Pattern DETAIL = Pattern.compile(" \\(");

    /** SQLSTATE classes whose messages name tables, columns and constraints, but no values. */
    private static final Set<String> NAMES_ONLY = Set.of("23", "42", "44", "54");

    private static final Set<FailureAction> MAY_QUOTE_LINES = EnumSet.of(
            FailureAction.REJECT_LINE, FailureAction.REJECT_IF_OTHERS_PASS, FailureAction.REJECT_IF_LATER_PASS);

    @Override
    public void happened(Event event, String watch, Object... values) {
        Object[] printable = Stream.concat(Stream.of(watch), Stream.of(values))
                .map(LoggedEvents::printable)
                .toArray();
        LOG.atLevel(event.level()).log(() -> event.sentence(printable));
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        TailEvents.super.chunkWritten(watch, written);
        if (!written.rejections().isEmpty()) {
            Rejection first = written.rejections().get(0);
            LOG.warn(
                    "{}: {} rejected, kept as dead letters: {} in {}, first {}: {} {}; `jumbo dead-letters list` shows them",
                    printable(watch),
                    written.rejections().size() == 1 ? "a line was" : "lines were",
                    written.rejections().size(),
                    printable(written.chunk().path()),
                    first.line(),
                    first.sqlState(),
                    printable(withoutContent(first.sqlState(), first.reason())));
        }
    }

    /** What may be shown of a failure wherever the log may be seen: a reason without the values of a line. */
    public static String words(Throwable cause) {
        return String.valueOf(printable(cause));
    }

    /** A name of a file, or a value that a server quotes, begins no line of its own. */
    private static Object printable(Object value) {
        if (value instanceof Throwable cause) {
            return printable(described(cause));
        } else if (value instanceof Duration duration) {
            return duration.toSeconds();
        }
        return value instanceof String text ? Printable.withoutControls(text) : value;
    }

    /** Logged as it stands, though it may have several lines. */
    private record Explanation(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** What to log of a failure: on one line, unless it is Jumbo's own explanation. */
    private static Object described(Throwable cause) {
        String state = FailureAction.sqlState(cause);
        boolean quotesLines = cause instanceof SQLException failure
                && MAY_QUOTE_LINES.contains(FailureAction.of(failure))
                && !Reason.isOfConnection(failure)
                && !Reason.isExplained(failure);
        String reason = quotesLines ? withoutContent(state, Reason.of(cause)) : Reason.of(cause);
        String described = Reason.withState(cause, reason);
        return Reason.isExplained(cause) ? new Explanation(described) : described;
    }

    /** What is left of a reason without the values in it. What code in the database raises may hold a value anywhere. */
    private static String withoutContent(String sqlState, String reason) {
        String stateClass = sqlState.substring(0, Math.min(2, sqlState.length()));
        if (NAMES_ONLY.contains(stateClass)) {
            return until(DETAIL, reason);
        }
        return stateClass.equals("22") ? until(VALUE, reason) : "(the reason may quote the line)";
    }

    private static String until(Pattern value, String reason) {
        Matcher matcher = value.matcher(reason);
        return matcher.find() ? reason.substring(0, matcher.start()) + "…" : reason;
    }
}
