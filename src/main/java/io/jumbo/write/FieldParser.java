package io.jumbo.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/** How a line becomes fields. Immutable and thread-safe. */
public sealed interface FieldParser {

    /**
     * The fields of a line; null is NULL.
     *
     * @throws RejectedLineException if the line cannot be cut into fields
     */
    List<String> fields(String line) throws RejectedLineException;

    /** The whole line is the one field, blanks and all. */
    static FieldParser wholeLine() {
        return new WholeLine();
    }

    /** Separated fields. As COPY's CSV reads them, an empty field is NULL and a quoted empty field is an empty string. */
    static FieldParser csv(char delimiter, Optional<Character> quote) {
        return new Csv(delimiter, quote);
    }

    /** See {@link #wholeLine()}. */
    record WholeLine() implements FieldParser {
        @Override
        public List<String> fields(String line) {
            return Collections.singletonList(line);
        }
    }

    /** See {@link #csv}. */
    final class Csv implements FieldParser {

        private final char delimiter;
        private final Optional<Character> quote;
        private final CSVFormat format;

        Csv(char delimiter, Optional<Character> quote) {
            this.delimiter = delimiter;
            this.quote = quote;
            this.format = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(delimiter)
                    .setQuote(quote.orElse(null))
                    .setQuoteMode(QuoteMode.ALL_NON_NULL)
                    .setNullString("")
                    .setIgnoreEmptyLines(false)
                    .get();
        }

        char delimiter() {
            return delimiter;
        }

        Optional<Character> quote() {
            return quote;
        }

        /** Whether bytes can be told from delimiter and quote. */
        boolean isAscii() {
            return delimiter < 0x80 && quote.orElse('\0') < 0x80;
        }

        @Override
        public List<String> fields(String line) throws RejectedLineException {
            try (CSVParser parser = CSVParser.parse(line, format)) {
                List<CSVRecord> records = parser.getRecords();
                // One at the end would be taken for the end of the record and vanish.
                if (records.size() != 1 || line.endsWith("\r")) {
                    throw new RejectedLineException(
                            Rejection.WRONG_FIELDS, "a carriage return stands outside quotes; one line is one record");
                }
                return Arrays.asList(records.get(0).values());
            } catch (IOException | UncheckedIOException e) {
                throw new RejectedLineException(Rejection.WRONG_FIELDS, "the line is not valid CSV: " + reason(e));
            }
        }

        private static String reason(Exception e) {
            String reason = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
            return reason.contains("EOF reached") ? "a quote is not closed on the same line" : reason;
        }
    }
}
