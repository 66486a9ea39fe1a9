package io.jumbo.events;

import io.jumbo.tail.Diagnosis;
import io.jumbo.write.FailureAction;
import io.jumbo.write.Reason;
import io.jumbo.write.Rejection;
import io.jumbo.write.Written;
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
    public void fileFound(String watch, String path) {
        info("{}: {} is new; reading it from the start", watch, path);
    }

    @Override
    public void fileRenamed(String watch, String path, String from) {
        info("{}: {} was renamed to {}; reading on", watch, from, path);
    }

    @Override
    public void fileLinked(String watch, String path, String of) {
        info("{}: {} is another name of {}, under which it is read", watch, path, of);
    }

    @Override
    public void fileCopied(String watch, String path, String from) {
        info("{}: {} was copied to {} and then cut; reading on in the copy", watch, from, path);
    }

    @Override
    public void fileTruncated(String watch, String path, long written) {
        warn(
                "{}: {} was cut to less than the {} bytes already written; reading it from the start",
                watch,
                path,
                written);
    }

    @Override
    public void fileCutBack(String watch, String path, long written, long left) {
        warn(
                "{}: {} was cut from {} bytes already written to the first {} of them; nothing in it is new. Set"
                        + " jumbo.on-rewrite = reload to have such a file read again",
                watch,
                path,
                written,
                left);
    }

    @Override
    public void fileEdited(String watch, String path, long readOnAt) {
        warn(
                "{}: lines of {} that were already written have been changed; they stay as they are, reading on at byte {}."
                        + " Set jumbo.on-rewrite = reload to have such a file read again",
                watch,
                path,
                readOnAt);
    }

    @Override
    public void fileRewritten(String watch, String path, long written) {
        warn(
                "{}: {} holds other content than the {} bytes already written; reading it from the start",
                watch,
                path,
                written);
    }

    @Override
    public void fileReplaced(String watch, String path) {
        info("{}: {} was replaced by another file; reading it from the start", watch, path);
    }

    @Override
    public void fileUnsettled(String watch, String path) {
        info("{}: {} is being written anew or copied; waiting until that is over", watch, path);
    }

    @Override
    public void fileLeft(String watch, String path) {
        info("{}: {} was moved away or deleted; reading what is left of it", watch, path);
    }

    @Override
    public void fileGone(String watch, String path) {
        info("{}: {} is gone; its offset is kept for now (jumbo.forget-after)", watch, path);
    }

    @Override
    public void fileForgotten(String watch, String path) {
        info("{}: {} is gone for so long that its offset was deleted (jumbo.forget-after)", watch, path);
    }

    @Override
    public void bytesAbandoned(String watch, String path, long bytes) {
        error(
                "{}: {} bytes of {} can never be read: it was cut, replaced or deleted before they were, or its last line"
                        + " was never finished",
                watch,
                bytes,
                path);
    }

    @Override
    public void gapSkipped(String watch, String path, long firstByte, long bytes) {
        warn("{}: passed over {} NUL bytes in {} from byte {}: nobody filled them", watch, bytes, path, firstByte);
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        debug("{}: wrote {}", watch, written.chunk());
        if (!written.rejections().isEmpty()) {
            Rejection first = written.rejections().get(0);
            warn(
                    "{}: {} rejected, kept as dead letters: {} in {}, first {}: {} {}; `jumbo dead-letters list` shows them",
                    watch,
                    written.rejections().size() == 1 ? "a line was" : "lines were",
                    written.rejections().size(),
                    written.chunk().path(),
                    first.line(),
                    first.sqlState(),
                    withoutContent(first.sqlState(), first.reason()));
        }
    }

    @Override
    public void fileCaughtUp(String watch, String path) {
        debug("{}: {} is written to its last complete line", watch, path);
    }

    @Override
    public void fileWithoutLines(String watch, String path, Diagnosis diagnosis) {
        warn("{}: {}", watch, diagnosis.sentence(path));
    }

    @Override
    public void fileUnreadable(String watch, String path, Throwable cause) {
        warn("{}: {} cannot be read now, will be tried again: {}", watch, path, cause.toString());
    }

    @Override
    public void fileReadable(String watch, String path) {
        info("{}: {} can be read again", watch, path);
    }

    @Override
    public void directoryMissing(String watch, String directory) {
        warn("{}: directory {} is not there or cannot be listed; waiting for it", watch, directory);
    }

    @Override
    public void directoryEmpty(String watch, String directory) {
        warn("{}: no file is left in {}; nothing is concluded from that (is a share not mounted?)", watch, directory);
    }

    @Override
    public void directoryFound(String watch, String directory) {
        info("{}: directory {} is there", watch, directory);
    }

    @Override
    public void noFileMatches(String watch, String directory, String include, String files) {
        warn("{}: no file in {} matches {}; {}. Correct jumbo.include", watch, directory, include, files);
    }

    @Override
    public void pollSlow(String watch, String at, long files, long directories) {
        warn(
                "{}: a poll takes long: {} files in {} directories so far, now at {}; leave out with jumbo.exclude what is"
                        + " not to be read, such as linked/**",
                watch,
                files,
                directories,
                at);
    }

    @Override
    public void databaseLost(String watch, Throwable cause) {
        warn("{}: the database takes no rows, will be tried again: {}", watch, described(cause));
    }

    @Override
    public void longWait(String watch, String path, Duration lasts, String reason) {
        LOG.warn("{}: {} has been waiting for {} s, {}", watch, path, lasts.toSeconds(), reason);
    }

    @Override
    public void longWaitOver(String watch, String path, Duration lasted) {
        LOG.info("{}: {} waits no longer, after {} s", watch, path, lasted.toSeconds());
    }

    @Override
    public void watchPaused(String watch, Throwable cause) {
        error("{}: paused until this is mended, then goes on by itself: {}", watch, described(cause));
    }

    @Override
    public void tableNotCreated(String watch, Throwable cause) {
        warn(
                "{}: jumbo.create-table may not be run; going on in case the table exists. Grant the privilege or leave"
                        + " jumbo.create-table empty: {}",
                watch,
                described(cause));
    }

    @Override
    public void tableNotCrashSafe(String watch, String warning) {
        LOG.warn("{}: rows are written, but {}", watch, warning);
    }

    @Override
    public void zoneAssumed(String watch, String zone) {
        warn(
                "{}: the driver hides the time zone of the server's configuration; times without a zone are taken for {}, the"
                        + " server's log_timezone. If that is wrong set jumbo.time-zone, or ALTER ROLE or ALTER DATABASE … SET timezone",
                watch,
                zone);
    }

    @Override
    public void watchResumed(String watch, Duration after) {
        info("{}: goes on after {} s", watch, after.toSeconds());
    }

    @Override
    public void fileHeldBack(String watch, String path, Throwable cause) {
        String state = FailureAction.sqlState(cause);
        error(
                "{}: {} is held back: {} (SQLSTATE {}). Correct jumbo.insert or the file; nothing of it is lost",
                watch,
                path,
                withoutContent(state, cause.getMessage()),
                state);
    }

    @Override
    public void fileReleased(String watch, String path) {
        info("{}: {} goes on", watch, path);
    }

    @Override
    public void transactionsSmaller(String watch, String path, Throwable cause) {
        LOG.warn("{}: {} is written in smaller transactions for now: {}", watch, path, described(cause));
    }

    @Override
    public void lineStuck(String watch, String path, long lineNumber, Throwable cause) {
        LOG.error(
                "{}: {} waits at line {}, which is too much for the server even alone, and is tried again: {}. Correct"
                        + " jumbo.insert, a trigger or a time-out; other files go on",
                watch,
                path,
                lineNumber,
                described(cause));
    }

    @Override
    public void fileCrawls(String watch, String path, long linesPerSecond, Throwable cause) {
        String state = FailureAction.sqlState(cause);
        LOG.warn(
                "{}: {} goes slowly, about {} lines a second, since its lines only pass a few at a time: {} (SQLSTATE {})."
                        + " All lines of a transaction share now(); a key needs clock_timestamp()",
                watch,
                path,
                linesPerSecond,
                withoutContent(state, cause.getMessage()),
                state);
    }

    @Override
    public void offsetMoved(String watch, String path) {
        debug("{}: another instance is writing {}", watch, path);
    }

    private static void debug(String words, Object... values) {
        LOG.debug(words, printable(values));
    }

    private static void info(String words, Object... values) {
        LOG.info(words, printable(values));
    }

    private static void warn(String words, Object... values) {
        LOG.warn(words, printable(values));
    }

    private static void error(String words, Object... values) {
        LOG.error(words, printable(values));
    }

    /** A name of a file, or a value that a server quotes, begins no line of its own. */
    private static Object[] printable(Object... values) {
        return Stream.of(values)
                .map(value -> value instanceof String text ? Printable.withoutControls(text) : value)
                .toArray();
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
