package io.jumbo.app.infer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a date, a time, or both are written, as far as PostgreSQL reads them.
 *
 * @param kind what it is
 * @param numbers three numbers of a date whose order is not clear; empty if it is clear
 * @param comma whether the fraction of its seconds stands behind a comma, which PostgreSQL does not read
 * @param half whether it says AM or PM
 * @param minutes of the day; 0 for a date alone
 */
record MomentText(Kind kind, Optional<DateNumbers> numbers, boolean comma, boolean half, int minutes) {

    /** None. */
    static final MomentText NONE = new MomentText(Kind.TEXT, Optional.empty(), false, false, 0);

    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
    private static final String DATE =
            "(?:(?<clear>\\d{4}(?<one>[-/.])\\d{1,2}\\k<one>\\d{1,2}|\\d{8}(?=T)|\\d{1,2}[- ]" + MONTH
                    + "[- ,]+(?:\\d{4}|\\d{2})|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? +)?" + MONTH
                    + " +\\d{1,2},? +\\d{4})|(?<a>\\d{1,2})(?<other>[-/.])(?<b>\\d{1,2})\\k<other>(?<c>\\d{4}|\\d{2}))";
    private static final String TIME =
            "(?<hour>\\d{1,4}):(?<minute>[0-5]\\d)(?::[0-6]\\d(?<fraction>[.,]\\d+)?)?(?: ?(?<half>[ap]m))?|(?<=T)\\d{6}";
    private static final String ZONE = "(?<zone> ?(?:Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?))";
    private static final Pattern MOMENT = Pattern.compile(
            "(?<date>" + DATE + ")?(?<between>T|[ ]+)?(?<time>" + TIME + ")?" + ZONE + "?", Pattern.CASE_INSENSITIVE);

    private static final Pattern NAMED =
            Pattern.compile("(?:" + MONTH + "|(?:mon|tue|wed|thu|fri|sat|sun)).*\\d{4}", Pattern.CASE_INSENSITIVE);

    /** What was found where in a text that is one. */
    static Matcher match(String text) {
        Matcher found = MOMENT.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(text + " is neither date nor time");
        }
        return found;
    }

    /** Reads a text without blanks round it. */
    static MomentText of(String text) {
        int length = text.length();
        if (length < 4 || length > 40 || !looksLike(text)) {
            return NONE;
        }
        Matcher found = MOMENT.matcher(text);
        if (!found.matches()) {
            return NONE;
        }
        boolean date = found.group("date") != null;
        boolean time = found.group("time") != null;
        boolean zone = found.group("zone") != null;
        boolean together = date && time;
        if ((!date && !time) || (!together && zone) || (found.group("between") != null) != together) {
            return NONE;
        }
        int hour = found.group("hour") == null ? 0 : Integer.parseInt(found.group("hour"));
        boolean half = found.group("half") != null;
        if ((half && hour > 12) || (together && hour > 24)) {
            return NONE;
        }
        Kind kind =
                !date ? hour >= 24 ? Kind.INTERVAL : Kind.TIME : !time ? Kind.DATE : zone ? Kind.ZONED : Kind.TIMESTAMP;
        Optional<DateNumbers> numbers = found.group("a") == null
                ? Optional.empty()
                : Optional.of(new DateNumbers(number(found, "a"), number(found, "b"), number(found, "c")));
        String fraction = found.group("fraction");
        return new MomentText(kind, numbers, fraction != null && fraction.startsWith(","), half, minutes(found, hour));
    }

    /** A cheap question before the dear one. */
    private static boolean looksLike(String text) {
        char first = text.charAt(0);
        boolean month = Character.isLetter(first) && NAMED.matcher(text).lookingAt();
        if (first >= '0' && first <= '9') {
            for (int i = 1; i < Math.min(text.length(), 9); i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    return c == ':' || c == '-' || c == '/' || c == '.' || c == ' ' || c == 'T';
                }
            }
        }
        return month;
    }

    private static int minutes(Matcher found, int hour) {
        String half = found.group("half");
        int shift = half == null
                ? 0
                : half.toLowerCase(Locale.ROOT).startsWith("p") ? hour == 12 ? 0 : 12 : hour == 12 ? -12 : 0;
        return found.group("minute") == null ? 0 : (hour + shift) * 60 + number(found, "minute");
    }

    private static int number(Matcher found, String group) {
        return Integer.parseInt(found.group(group));
    }
}
