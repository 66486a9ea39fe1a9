package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Dates and times of the years 100 to 9999 as ISO 8601 writes them, with a blank or a T between them, which the server reads in the same way whatever its
 * {@code DateStyle}. Pure.
 */
final class PlainTime {

    /** Of a year, a month and a day. */
    static final int DATE_LENGTH = 10;

    /** No date that is read. */
    static final int NO_DATE = Integer.MIN_VALUE;

    /** No time that is read. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** Where the server's days begin. */
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final int SECONDS_LENGTH = 19;
    private static final int MOST_FRACTION_DIGITS = 6;
    private static final int MOST_HOURS_OFF = 12;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long MICROSECONDS = 1_000_000;

    private PlainTime() {}

    /** Days since the year 2000 began, of the date that begins there, or {@link #NO_DATE}. There must be ten bytes. */
    static int days(LineRecord line, int from) {
        int year = number(line, from) * 100 + number(line, from + 2);
        int month = number(line, from + 5);
        int day = number(line, from + 8);
        if (number(line, from) < 1
                || number(line, from + 2) < 0
                || line.byteAt(from + 4) != '-'
                || !isBetween(1, month, 12)
                || line.byteAt(from + 7) != '-'
                || day < 1
                || (day > 28 && day > YearMonth.of(year, month).lengthOfMonth())) {
            return NO_DATE;
        }
        return (int) (LocalDate.of(year, month, day).toEpochDay() - EPOCH_DAY);
    }

    /** Microseconds since the year 2000 began where the time is read, whatever zone is written behind it, or {@link #NO_TIME}. */
    static long local(LineRecord line, int from, int to) {
        int zone = endOfTime(line, from, to);
        return zone < 0 || (zone < to && !isZone(line, zone, to)) ? NO_TIME : microseconds(line, from, zone);
    }

    /** Microseconds since the year 2000 began in UTC, of a time with its zone: {@code Z}, or whole hours off it. {@link #NO_TIME} if there is none. */
    static long utc(LineRecord line, int from, int to) {
        int zone = endOfTime(line, from, to);
        if (zone < 0 || !isZone(line, zone, to)) {
            return NO_TIME;
        }
        long local = microseconds(line, from, zone);
        if (local == NO_TIME || line.byteAt(zone) == 'Z') {
            return local;
        }
        long off = number(line, zone + 1) * 3600L * MICROSECONDS;
        return line.byteAt(zone) == '+' ? local - off : local + off;
    }

    /** The end of the seconds and their fraction, or -1; what is before it is not looked at. */
    private static int endOfTime(LineRecord line, int from, int to) {
        int end = from + SECONDS_LENGTH;
        if (to < end) {
            return -1;
        }
        if (end == to || line.byteAt(end) != '.') {
            return end;
        }
        int digits = end + 1;
        int at = PlainNumber.endOfDigits(line, digits, to);
        return isBetween(1, at - digits, MOST_FRACTION_DIGITS) ? at : -1;
    }

    private static boolean isZone(LineRecord line, int zone, int to) {
        return switch (to - zone) {
            case 1 -> line.byteAt(zone) == 'Z';
            case 3 ->
                (line.byteAt(zone) == '+' || line.byteAt(zone) == '-')
                        && isBetween(0, number(line, zone + 1), MOST_HOURS_OFF);
            default -> false;
        };
    }

    private static long microseconds(LineRecord line, int from, int end) {
        int hour = number(line, from + 11);
        int minute = number(line, from + 14);
        int second = number(line, from + 17);
        int days = days(line, from);
        if (days == NO_DATE
                || (line.byteAt(from + 10) != ' ' && line.byteAt(from + 10) != 'T')
                || !isBetween(0, hour, 23)
                || line.byteAt(from + 13) != ':'
                || !isBetween(0, minute, 59)
                || line.byteAt(from + 16) != ':'
                || !isBetween(0, second, 59)) {
            return NO_TIME;
        }
        long seconds = days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        return seconds * MICROSECONDS + fraction(line, from + SECONDS_LENGTH + 1, end);
    }

    /** Of the digits there, which may be none. */
    private static long fraction(LineRecord line, int from, int end) {
        long fraction = 0;
        for (int i = from; i < from + MOST_FRACTION_DIGITS; i++) {
            fraction = fraction * 10 + (i < end ? line.byteAt(i) - '0' : 0);
        }
        return fraction;
    }

    private static boolean isBetween(int least, int number, int most) {
        return number >= least && number <= most;
    }

    /** The number that two digits make, or one below -100 if they are none. */
    private static int number(LineRecord line, int from) {
        byte first = line.byteAt(from);
        byte second = line.byteAt(from + 1);
        return PlainNumber.isDigit(first) && PlainNumber.isDigit(second)
                ? (first - '0') * 10 + second - '0'
                : Integer.MIN_VALUE / 1000;
    }
}
