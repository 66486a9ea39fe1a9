package io.jumbo.write.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fields stand between runs of blanks and tabs; those in front of the first one and behind the last one mean nothing. No field is empty. */
record BlankFields() implements FieldParser {

    @Override
    public List<String> fields(String line, int most) throws RejectedLineException {
        List<String> fields = new ArrayList<>();
        int length = CsvLine.lengthWithoutEnd(line);
        int at = 0;
        while (fields.size() < most) {
            while (at < length && Blanks.is(line.charAt(at))) {
                at++;
            }
            int begin = at;
            while (at < length && !Blanks.is(line.charAt(at))) {
                CsvLine.requireNoLineEnd(line.charAt(at));
                at++;
            }
            if (begin == at) {
                return fields;
            }
            fields.add(line.substring(begin, at));
        }
        return fields;
    }

    @Override
    public Optional<ByteKinds> bytes() {
        return Optional.of(ByteKinds.separatedByBlanks());
    }
}
