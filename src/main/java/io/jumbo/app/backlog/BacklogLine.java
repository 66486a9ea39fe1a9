package io.jumbo.app.backlog;

import io.jumbo.events.Printable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a file that is behind has come, in words. Numbers are the same in every locale.
 *
 * @param path relative to the watched directory
 * @param nextByte up to which it is written
 * @param fileSize length in bytes, as far as it was seen
 * @param rowsPerSecond absent if not measured yet
 * @param left time until all of it is written, at this speed; absent where nobody can tell
 */
record BacklogLine(
        FileOfWatch file,
        String path,
        long nextByte,
        long fileSize,
        Optional<Double> rowsPerSecond,
        Optional<Duration> left) {

    private static final int PERCENT = 100;

    /** Digits of a speed that mean something. */
    private static final long EXACT = 1_000;

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** For the log: {@code data: big.txt 42 %, 512,000 rows/s, 1 min 20 s left}. */
    String text() {
        return file.watch() + ": " + Printable.withoutControls(path) + " " + percent() + " %" + details();
    }

    /** The same in few characters: of a long name its end. */
    String text(int mostOfName) {
        String name = Printable.withoutControls(file.watch() + ": " + path);
        int length = name.codePointCount(0, name.length());
        String end =
                length <= mostOfName ? name : "…" + name.substring(name.offsetByCodePoints(0, length - mostOfName + 1));
        return end + " " + percent() + " %" + details();
    }

    private String details() {
        return rowsPerSecond.map(rows -> ", " + rows(rows)).orElse("")
                + left.map(time -> ", " + duration(time.toSeconds()) + " left").orElse("");
    }

    /** Rounded down, and never 100: something is left. */
    private long percent() {
        return Math.min(PERCENT - 1, (long) ((double) nextByte / fileSize * PERCENT));
    }

    private static String rows(double perSecond) {
        long rows = Math.round(perSecond);
        if (rows == 0 && perSecond > 0) {
            return "under 1 row/s";
        }
        long unit = 1;
        while (rows / unit >= EXACT) {
            unit *= 10;
        }
        return String.format(Locale.ROOT, "%,d rows/s", Math.round(perSecond / unit) * unit);
    }

    private static String duration(long seconds) {
        if (seconds < MINUTE) {
            return Math.max(1, seconds) + " s";
        } else if (seconds < HOUR) {
            return seconds / MINUTE + " min " + seconds % MINUTE + " s";
        } else if (seconds < DAY) {
            return seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
        }
        return seconds / DAY + " d " + seconds % DAY / HOUR + " h";
    }
}
