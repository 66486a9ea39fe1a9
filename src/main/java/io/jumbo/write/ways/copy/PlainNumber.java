package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import java.nio.charset.StandardCharsets;

/** Numbers in decimal digits: a sign where they are negative, at least one digit on either side of a point. Pure. */
final class PlainNumber {

    /** No {@code bigint} of so few digits as are read. */
    static final long NO_INTEGER = Long.MIN_VALUE;

    /** Fewer than a {@code long} holds, whatever they are. */
    private static final int MOST_DIGITS = 18;

    /** Of a number before or behind its point, and of an exponent. */
    private static final int MOST_DECIMALS = 40;

    private static final int MOST_EXPONENT_DIGITS = 3;

    /**
     * So many digits are an exact number of the type, as is the power of ten that they are divided by: the quotient is rounded once, correctly.
     *
     * @see <a href="https://doi.org/10.1145/93542.93557">Clinger: How to read floating point numbers accurately, 1990</a>
     */
    private static final int EXACT_DOUBLE_DIGITS = 15;

    private static final int EXACT_REAL_DIGITS = 7;
    private static final double[] POWERS = powers();

    private static final int NUMERIC_HEADER_BYTES = 4 * Short.BYTES;
    private static final int NUMERIC_NEGATIVE = 0x4000;

    /** Of a numeric's digits, which go from 0 to 9999. */
    private static final int DECIMALS_PER_DIGIT = 4;

    private PlainNumber() {}

    private static double[] powers() {
        double[] powers = new double[EXACT_DOUBLE_DIGITS + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
    }

    /** The number that a stretch of a line is, or {@link #NO_INTEGER}. */
    static long integer(LineRecord line, int from, int to) {
        int first = afterSign(line, from, to);
        if (first == to || to - first > MOST_DIGITS) {
            return NO_INTEGER;
        }
        long number = 0;
        for (int i = first; i < to; i++) {
            if (!isDigit(line.byteAt(i))) {
                return NO_INTEGER;
            }
            number = number * 10 + line.byteAt(i) - '0';
        }
        return first == from ? number : -number;
    }

    /** The nearest number that a stretch of a line is, which may have an exponent; NaN if none, or if it is too large or too small. */
    static double doublePrecision(LineRecord line, int from, int to) {
        int first = afterSign(line, from, to);
        int point = endOfDigits(line, first, to);
        int end = endOfDecimals(line, point, to);
        if (end == to && point > first && decimals(first, point, to) <= EXACT_DOUBLE_DIGITS) {
            double magnitude = digits(line, first, to) / POWERS[scale(point, to)];
            return first == from ? magnitude : -magnitude;
        } else if (!isNumber(line, first, point, end, to)) {
            return Double.NaN;
        }
        double number = Double.parseDouble(text(line, from, to));
        boolean normal = Math.abs(number) >= Double.MIN_NORMAL && !Double.isInfinite(number);
        return normal || isZero(line, first, end) ? number : Double.NaN;
    }

    /** As {@link #doublePrecision}, and not by way of it, which would round twice. */
    static float real(LineRecord line, int from, int to) {
        int first = afterSign(line, from, to);
        int point = endOfDigits(line, first, to);
        int end = endOfDecimals(line, point, to);
        if (end == to && point > first && decimals(first, point, to) <= EXACT_REAL_DIGITS) {
            float magnitude = (float) digits(line, first, to) / (float) POWERS[scale(point, to)];
            return first == from ? magnitude : -magnitude;
        } else if (!isNumber(line, first, point, end, to)) {
            return Float.NaN;
        }
        float number = Float.parseFloat(text(line, from, to));
        boolean normal = Math.abs(number) >= Float.MIN_NORMAL && !Float.isInfinite(number);
        return normal || isZero(line, first, end) ? number : Float.NaN;
    }

    /**
     * Appends a number that is exact: how many digits, each of four decimals; the weight of the first one; the sign; the decimals behind the point; the digits.
     * Zeros before and behind it are the server's concern.
     */
    static boolean appendNumeric(LineRecord line, int from, int to, CopyBinary row) {
        int first = afterSign(line, from, to);
        int point = endOfDigits(line, first, to);
        if (endOfDecimals(line, point, to) != to
                || point == first
                || point - first > MOST_DECIMALS
                || to - point > MOST_DECIMALS) {
            return false;
        }
        int before = digitsFor(point - first);
        int scale = scale(point, to);
        int digits = before + digitsFor(scale);
        row.beginField(NUMERIC_HEADER_BYTES + digits * Short.BYTES);
        row.putShort(digits);
        row.putShort(before - 1);
        row.putShort(first == from ? 0 : NUMERIC_NEGATIVE);
        row.putShort(scale);
        for (int at = point - before * DECIMALS_PER_DIGIT; at < point; at += DECIMALS_PER_DIGIT) {
            row.putShort(digit(line, at, first, point));
        }
        for (int at = point + 1; at < to; at += DECIMALS_PER_DIGIT) {
            row.putShort(digit(line, at, at, to));
        }
        return true;
    }

    private static int digitsFor(int decimals) {
        return (decimals + DECIMALS_PER_DIGIT - 1) / DECIMALS_PER_DIGIT;
    }

    /** Four decimals, of which those before {@code least} and from {@code end} on are zeros. */
    private static int digit(LineRecord line, int at, int least, int end) {
        int digit = 0;
        for (int i = at; i < at + DECIMALS_PER_DIGIT; i++) {
            digit = digit * 10 + (i < least || i >= end ? 0 : line.byteAt(i) - '0');
        }
        return digit;
    }

    private static int afterSign(LineRecord line, int from, int to) {
        return from < to && line.byteAt(from) == '-' ? from + 1 : from;
    }

    static int endOfDigits(LineRecord line, int from, int to) {
        int at = from;
        while (at < to && isDigit(line.byteAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of a point and digits, which is the beginning if there are none. */
    private static int endOfDecimals(LineRecord line, int point, int to) {
        if (point == to || line.byteAt(point) != '.') {
            return point;
        }
        int end = endOfDigits(line, point + 1, to);
        return end == point + 1 ? point : end;
    }

    private static int decimals(int first, int point, int to) {
        return point - first + scale(point, to);
    }

    private static int scale(int point, int to) {
        return Math.max(0, to - point - 1);
    }

    /** The digits as one number, whether or not there is a point among them. */
    private static long digits(LineRecord line, int first, int to) {
        long digits = 0;
        for (int i = first; i < to; i++) {
            byte each = line.byteAt(i);
            digits = each == '.' ? digits : digits * 10 + each - '0';
        }
        return digits;
    }

    /** Whether there are digits, a point or not, and an exponent or not. */
    private static boolean isNumber(LineRecord line, int first, int point, int end, int to) {
        if (point == first || end - first > 2 * MOST_DECIMALS) {
            return false;
        } else if (end == to) {
            return true;
        }
        boolean exponent = line.byteAt(end) == 'e' || line.byteAt(end) == 'E';
        boolean signed = end + 1 < to && (line.byteAt(end + 1) == '+' || line.byteAt(end + 1) == '-');
        int digits = signed ? end + 2 : end + 1;
        return exponent && digits < to && to - digits <= MOST_EXPONENT_DIGITS && endOfDigits(line, digits, to) == to;
    }

    private static boolean isZero(LineRecord line, int first, int end) {
        for (int i = first; i < end; i++) {
            if (line.byteAt(i) != '0' && line.byteAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    private static String text(LineRecord line, int from, int to) {
        byte[] ascii = new byte[to - from];
        line.copyTo(from, to, ascii, 0);
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
