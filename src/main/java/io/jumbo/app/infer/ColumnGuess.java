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

    /** So many of the first numbers are compared, and of the later ones those that are longer, and some others. */
    private static final int PARSED = 1000;

    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n");

    private final Map<Kind, long[]> kinds = new EnumMap<>(Kind.class);
    private final MomentReader moments = new MomentReader();
    final Map<String, Long> texts = new HashMap<>();
    final Map<String, Long> nullWords = new HashMap<>();
    final Map<String, Long> sentinels = new HashMap<>();
    final DateOrders dates = new DateOrders();
    final Attached attached = new Attached();
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
    char group;
    char decimalOfGrouped;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
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
        if (!texts.isEmpty() && texts.containsKey(text)) {
            tally(Kind.TEXT);
            text(field, text);
            return;
        }
        NumberText number = NumberText.of(text);
        if (number.isNumber()) {
            number(text, number);
            return;
        }
        MomentText moment = moments.read(text);
        tally(moment.kind());
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
            if (count < PARSED || number.digits() > digits || number.exponent() || count % 16 == 0) {
                magnitude(text, number);
            }
            digits = Math.max(digits, number.digits());
        }
        tally(Kind.NUMBER);
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
        double value = Double.parseDouble(plain(text, number));
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
    }

    /** As Java reads it. */
    static String plain(String text, NumberText number) {
        String grouped = number.group() == 0 ? text : text.replace(String.valueOf(number.group()), "");
        return number.decimal() == ',' ? grouped.replace(',', '.') : grouped;
    }

    private void moment(String text, MomentText moment) {
        commaSeconds += moment.comma() ? 1 : 0;
        moment.numbers().ifPresent(numbers -> dates.accept(text, numbers, moment));
        if (moment.kind() == Kind.TIME) {
            firstTime = firstTime.isEmpty() ? text : firstTime;
            descending |= moment.minutes() < lastMinutes;
            lastMinutes = moment.minutes();
        }
    }

    private void text(String field, String text) {
        if (texts.containsKey(text)) {
            texts.merge(text, 1L, Long::sum);
            paddedTexts += field.length() != text.length() ? 1 : 0;
            truths += isTruth(text) ? 1 : 0;
            return;
        }
        if (NullWords.contains(text) && (nullWords.containsKey(text) || nullWords.size() < MOST_TEXTS)) {
            nullWords.merge(text, 1L, Long::sum);
            return;
        }
        paddedTexts += field.length() != text.length() ? 1 : 0;
        truths += isTruth(text) ? 1 : 0;
        attached.accept(text);
        if (texts.size() < MOST_TEXTS) {
            texts.merge(text, 1L, Long::sum);
        } else {
            tooManyTexts = true;
        }
    }

    private void tally(Kind kind) {
        kinds.computeIfAbsent(kind, first -> new long[1])[0]++;
    }

    private static boolean isTruth(String text) {
        return text.length() < 6 && TRUTHS.contains(text.toLowerCase(Locale.ROOT));
    }

    long of(Kind kind) {
        long[] seen = kinds.get(kind);
        return seen == null ? 0 : seen[0];
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
