package io.jumbo.write;

import io.jumbo.tail.LineRecord;

/**
 * Whether a stretch of a line is certainly a valid input of a type, whatever the server's settings: what is written in the plainest way. Says no
 * where it does not know; then the server is asked.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
@FunctionalInterface
interface CertainInput {

    boolean holds(LineRecord line, int from, int to);

    /** For a type as {@link ParameterType#name()} names it. */
    static CertainInput of(String type) {
        return switch (type) {
            case "text", "character varying", "bpchar" -> (line, from, to) -> true;
            case "smallint" -> (line, from, to) -> isInteger(line, from, to, 4);
            case "integer" -> (line, from, to) -> isInteger(line, from, to, 9);
            case "bigint" -> (line, from, to) -> isInteger(line, from, to, 18);
            case "real", "double precision", "numeric" -> CertainInput::isDecimal;
            case "boolean" -> CertainInput::isBoolean;
            case "date" -> (line, from, to) -> to - from == 10 && isDate(line, from);
            case "timestamp without time zone", "timestamp with time zone" -> CertainInput::isTimestamp;
            default -> (line, from, to) -> false;
        };
    }

    private static boolean isInteger(LineRecord line, int from, int to, int mostDigits) {
        int digits = from < to && line.byteAt(from) == '-' ? from + 1 : from;
        return to > digits && to - digits <= mostDigits && areDigits(line, digits, to);
    }

    /** At most fifteen digits on either side of the point, and no exponent: neither out of range nor rounded to nothing. */
    private static boolean isDecimal(LineRecord line, int from, int to) {
        int point = from;
        while (point < to && line.byteAt(point) != '.') {
            point++;
        }
        return isInteger(line, from, point, 15)
                && (point == to || (to - point > 1 && to - point <= 16 && areDigits(line, point + 1, to)));
    }

    private static boolean isBoolean(LineRecord line, int from, int to) {
        if (to - from == 1) {
            return "tf01".indexOf(line.byteAt(from)) >= 0;
        }
        return is(line, from, to, "true") || is(line, from, to, "false");
    }

    private static boolean is(LineRecord line, int from, int to, String word) {
        boolean same = to - from == word.length();
        for (int i = 0; same && i < word.length(); i++) {
            same = line.byteAt(from + i) == word.charAt(i);
        }
        return same;
    }

    /** Year, month and day, the first 28 of which every month has. The length is the caller's concern. */
    private static boolean isDate(LineRecord line, int from) {
        return areDigits(line, from, from + 4)
                && number(line, from) > 0
                && line.byteAt(from + 4) == '-'
                && isBetween(1, 12, line, from + 5)
                && line.byteAt(from + 7) == '-'
                && isBetween(1, 28, line, from + 8);
    }

    /** A date, a time to the second or a fraction of it, and perhaps UTC or whole hours off it. */
    private static boolean isTimestamp(LineRecord line, int from, int to) {
        int second = from + 19;
        if (to < second
                || !isDate(line, from)
                || (line.byteAt(from + 10) != ' ' && line.byteAt(from + 10) != 'T')
                || !isBetween(0, 23, line, from + 11)
                || line.byteAt(from + 13) != ':'
                || !isBetween(0, 59, line, from + 14)
                || line.byteAt(from + 16) != ':'
                || !isBetween(0, 59, line, from + 17)) {
            return false;
        }
        int zone = second;
        if (zone < to && line.byteAt(zone) == '.') {
            zone++;
            while (zone < to && isDigit(line.byteAt(zone))) {
                zone++;
            }
        }
        boolean utc = to - zone == 1 && line.byteAt(zone) == 'Z';
        boolean hours = to - zone == 3
                && (line.byteAt(zone) == '+' || line.byteAt(zone) == '-')
                && isBetween(0, 12, line, zone + 1);
        return zone - second <= 7 && zone - second != 1 && (zone == to || utc || hours);
    }

    private static boolean isBetween(int least, int most, LineRecord line, int from) {
        return areDigits(line, from, from + 2) && number(line, from) >= least && number(line, from) <= most;
    }

    /** The number that two digits make. */
    private static int number(LineRecord line, int from) {
        return (line.byteAt(from) - '0') * 10 + line.byteAt(from + 1) - '0';
    }

    private static boolean areDigits(LineRecord line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(line.byteAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
