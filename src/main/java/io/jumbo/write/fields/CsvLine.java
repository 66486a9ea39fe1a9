package io.jumbo.write.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line being cut into separated fields. A field is quoted if it begins with the quote, blanks in front of it aside; then blanks behind the closing quote
 * are passed over too. In any other field blanks and quotes are data.
 */
final class CsvLine {

    private static final String INVALID = "the line is not valid CSV: ";

    private final String line;
    private final int length;
    private final char delimiter;
    private final Optional<Character> quote;
    private final boolean trim;
    private final List<String> fields = new ArrayList<>();
    private int at;
    private Optional<Integer> quoteInside = Optional.empty();

    private CsvLine(String line, CsvFields format) {
        this.line = line;
        this.length = lengthWithoutEnd(line);
        this.delimiter = format.delimiter();
        this.quote = format.quote();
        this.trim = format.trim();
    }

    /**
     * Cuts a line.
     *
     * @param most fields; what is behind them is not looked at
     * @throws RejectedLineException if it is not well-formed
     */
    static CsvLine cut(String line, CsvFields format, int most) throws RejectedLineException {
        CsvLine cut = new CsvLine(line, format);
        do {
            cut.fields.add(cut.field());
        } while (cut.at++ < cut.length && cut.fields.size() < most);
        return cut;
    }

    /** A step of the route may have put a line end behind the text. */
    static int lengthWithoutEnd(String line) {
        return line.endsWith("\r\n") ? line.length() - 2 : line.endsWith("\n") ? line.length() - 1 : line.length();
    }

    /** The fields; an unquoted empty one is null. */
    List<String> fields() {
        return fields;
    }

    /** The first field that is not quoted and holds a quote all the same, from 1. */
    Optional<Integer> quoteInside() {
        return quoteInside;
    }

    /** Reads up to the next delimiter, or to the end. */
    private String field() throws RejectedLineException {
        int begin = afterBlanks(at);
        if (begin == length || !isQuote(line.charAt(begin))) {
            return unquoted();
        }
        at = begin + 1;
        String field = quoted();
        at = afterBlanks(at);
        if (at < length && line.charAt(at) != delimiter) {
            requireNoLineEnd(line.charAt(at));
            throw invalid("field " + number() + " goes on behind its closing quote");
        }
        return field;
    }

    private String unquoted() throws RejectedLineException {
        int begin = at;
        while (at < length && line.charAt(at) != delimiter) {
            requireNoLineEnd(line.charAt(at));
            if (isQuote(line.charAt(at)) && quoteInside.isEmpty()) {
                quoteInside = Optional.of(number());
            }
            at++;
        }
        String field = line.substring(begin, at);
        return field.isEmpty() || (trim && Blanks.strip(field).isEmpty()) ? null : field;
    }

    /** Reads up to the closing quote. */
    private String quoted() throws RejectedLineException {
        StringBuilder field = new StringBuilder();
        while (at < length) {
            char c = line.charAt(at++);
            if (!isQuote(c)) {
                field.append(c);
            } else if (at < length && isQuote(line.charAt(at))) {
                field.append(line.charAt(at++));
            } else {
                return field.toString();
            }
        }
        throw invalid("a quote is not closed on the same line (jumbo.record-start makes one record of several)");
    }

    private int afterBlanks(int from) {
        int after = from;
        while (after < length && isBlank(line.charAt(after))) {
            after++;
        }
        return after;
    }

    private boolean isBlank(char c) {
        return Character.isWhitespace(c) && c != delimiter && !isQuote(c) && c != '\r' && c != '\n';
    }

    private boolean isQuote(char c) {
        return quote.isPresent() && quote.get() == c;
    }

    private int number() {
        return fields.size() + 1;
    }

    static void requireNoLineEnd(char c) throws RejectedLineException {
        if (c == '\r') {
            throw new RejectedLineException(
                    RejectedLineException.WRONG_FIELDS,
                    "a carriage return stands outside quotes; set jumbo.line-end = cr if it ends a line");
        } else if (c == '\n') {
            throw new RejectedLineException(
                    RejectedLineException.WRONG_FIELDS, "a line feed stands outside quotes; one line is one record");
        }
    }

    private static RejectedLineException invalid(String reason) {
        return new RejectedLineException(RejectedLineException.WRONG_FIELDS, INVALID + reason);
    }
}
