package io.jumbo.app.infer;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What all fields of one column have in common. Each value narrows it; values are not kept, but for a few texts. Not thread-safe.
 */
final class ColumnGuess {

    /** So many different texts are remembered; with more, it is a column of texts. */
    private static final int MOST_TEXTS = 12;

    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no", "on", "off");

    final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    final Map<String, Long> texts = new HashMap<>();
    final Map<String, Long> nullWords = new HashMap<>();
    final Map<String, Long> sentinels = new HashMap<>();
    final DateOrders dates = new DateOrders();
    long count;
    long empty;
    long blank;
    long integers;
    long exponents;
    long points;
    long commas;
    /** Commas with one to three digits in front and three behind, which could be thousands. */
    long doubtfulCommas;

    long paddedNumbers;
    long truths;
    long commaSeconds;
    long paddedTexts;
    int digits;
    int fraction;
    char group;
    char decimalOfGrouped;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    double smallestMagnitude = Double.POSITIVE_INFINITY;
    double largestMagnitude;
    boolean tooManyTexts;
    String example = "";
    String firstTime = "";
    private boolean descending;
    private int lastMinutes = -1;

    void accept(String field) {
        count++;
        if (field.isEmpty()) {
            empty++;
            return;
        }
        String text = field.strip();
        if (text.isEmpty()) {
            blank++;
            return;
        }
        if (example.isEmpty()) {
            example = text;
        }
        NumberText number = NumberText.of(text);
        if (number.isNumber()) {
            number(text, number);
            return;
        }
        MomentText moment = MomentText.of(text);
        kinds.merge(moment.kind(), 1L, Long::sum);
        if (moment.kind().isMoment()) {
            moment(text, moment);
        } else {
            text(field, text);
        }
    }

    private void number(String text, NumberText number) {
        if (text.charAt(0) != '+'
                && NullWords.isSentinel(text)
                && (sentinels.containsKey(text) || sentinels.size() < MOST_TEXTS)) {
            sentinels.merge(text, 1L, Long::sum);
        } else {
            digits = Math.max(digits, number.digits());
            fraction = Math.max(fraction, number.fraction());
            magnitude(text, number);
        }
        kinds.merge(Kind.NUMBER, 1L, Long::sum);
        integers += number.isInteger() ? 1 : 0;
        exponents += number.exponent() ? 1 : 0;
        paddedNumbers += number.padded() ? 1 : 0;
        if (number.group() != 0) {
            group = number.group();
            decimalOfGrouped = number.decimal() == 0 ? decimalOfGrouped : number.decimal();
        }
        if (number.decimal() == '.') {
            points++;
        } else if (number.decimal() == ',') {
            commas++;
            boolean thousands = number.fraction() == 3
                    && number.digits() >= 1
                    && number.digits() <= 3
                    && text.charAt(0) != '0'
                    && !text.startsWith("-0");
            doubtfulCommas += thousands && number.group() == 0 ? 1 : 0;
        }
    }

    private void magnitude(String text, NumberText number) {
        if (number.isInteger() && number.group() == 0 && number.digits() < 10
                || sentinels.size() > 0
                || number.exponent()
                || count < 1000) {
            try {
                double value = Double.parseDouble(plain(text, number));
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            } catch (NumberFormatException e) {
                tooManyTexts |= false;
            }
        }
    }

    /** As Java reads it. */
    static String plain(String text, NumberText number) {
        String grouped = number.group() == 0 ? text : text.replace(String.valueOf(number.group()), "");
        return number.decimal() == ',' ? grouped.replace(',', '.') : grouped;
    }

    private void moment(String text, MomentText moment) {
        commaSeconds += moment.comma() ? 1 : 0;
        if (moment.numbers().length > 0) {
            dates.accept(text, moment);
        }
        if (moment.kind() == Kind.TIME) {
            firstTime = firstTime.isEmpty() ? text : firstTime;
            descending |= moment.minutes() < lastMinutes;
            lastMinutes = moment.minutes();
        }
    }

    private void text(String field, String text) {
        if (NullWords.contains(text) && (nullWords.containsKey(text) || nullWords.size() < MOST_TEXTS)) {
            nullWords.merge(text, 1L, Long::sum);
            return;
        }
        paddedTexts += field.length() != text.length() ? 1 : 0;
        truths += text.length() < 6 && TRUTHS.contains(text.toLowerCase(Locale.ROOT)) ? 1 : 0;
        if (texts.containsKey(text) || texts.size() < MOST_TEXTS) {
            texts.merge(text, 1L, Long::sum);
        } else {
            tooManyTexts = true;
        }
    }

    long of(Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    long nulls() {
        return nullWords.values().stream().mapToLong(Long::longValue).sum();
    }

    long moments() {
        return of(Kind.DATE) + of(Kind.TIME) + of(Kind.INTERVAL) + of(Kind.TIMESTAMP) + of(Kind.ZONED);
    }

    /** Texts that are no word for nothing. */
    long realTexts() {
        return of(Kind.TEXT) - nulls();
    }

    /** Times that begin at about midnight and never go back: of a stop watch, most likely. */
    boolean isElapsed() {
        return !descending && firstTime.matches("0{1,2}:0\\d(:\\d.*)?");
    }
}
