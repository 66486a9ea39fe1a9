package io.jumbo.write.fields;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How a line becomes fields. Immutable and thread-safe. */
sealed interface FieldParser {

    /**
     * The fields of a line; null is NULL.
     *
     * @throws RejectedLineException if the line cannot be cut into fields
     */
    List<String> fields(String line) throws RejectedLineException;

    /**
     * What may be the reason that a line has another number of fields than it should have; empty if nothing of the kind is known.
     *
     * @throws RejectedLineException if the line cannot be cut into fields
     */
    default Optional<String> remark(String line) throws RejectedLineException {
        return Optional.empty();
    }

    /** The whole line is the one field, blanks and all. */
    static FieldParser wholeLine() {
        return new WholeLine();
    }

    /**
     * Separated fields. As COPY's CSV reads them, an empty field is NULL and a quoted empty field is an empty string. A quote opens a field only at its
     * start, blanks aside.
     */
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
    record Csv(char delimiter, Optional<Character> quote) implements FieldParser {

        /** Whether bytes can be told from delimiter and quote. */
        boolean isAscii() {
            return delimiter < 0x80 && quote.orElse('\0') < 0x80;
        }

        @Override
        public List<String> fields(String line) throws RejectedLineException {
            return CsvLine.cut(line, delimiter, quote).fields();
        }

        @Override
        public Optional<String> remark(String line) throws RejectedLineException {
            return CsvLine.cut(line, delimiter, quote)
                    .quoteInside()
                    .map(field ->
                            "a quote inside of field " + field + " is data, since the field does not begin with it");
        }
    }
}
