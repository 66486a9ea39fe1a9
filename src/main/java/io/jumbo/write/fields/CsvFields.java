package io.jumbo.write.fields;

import java.util.List;
import java.util.Optional;

/**
 * Separated fields. As COPY's CSV reads them, an empty field is NULL and a quoted empty field is an empty string. A quote opens a field only at its start,
 * blanks aside.
 *
 * @param delimiter between two fields
 * @param quote round a field that holds the delimiter; absent = no quoting
 * @param trim whether a field of blanks is an empty one
 */
record CsvFields(char delimiter, Optional<Character> quote, boolean trim) implements FieldParser {

    @Override
    public List<String> fields(String line, int most) throws RejectedLineException {
        return CsvLine.cut(line, this, most).fields();
    }

    @Override
    public Optional<String> remark(String line) throws RejectedLineException {
        return CsvLine.cut(line, this, Integer.MAX_VALUE)
                .quoteInside()
                .map(field -> "a quote inside of field " + field + " is data, since the field does not begin with it");
    }

    @Override
    public Optional<ByteKinds> bytes() {
        return delimiter < 0x80 && quote.orElse('\0') < 0x80
                ? Optional.of(ByteKinds.separatedBy((byte) delimiter, quote.map(found -> (byte) found.charValue())))
                : Optional.empty();
    }
}
