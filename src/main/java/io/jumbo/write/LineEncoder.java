package io.jumbo.write;

import io.jumbo.tail.LineRecord;
import java.util.List;
import java.util.Optional;

/** Turns the lines of one file into rows, in either format of COPY. Not thread-safe. */
final class LineEncoder {

    private final TextEncoder text;
    private final BinaryEncoder binary;

    /**
     * @param types for each placeholder, if its type is plain
     */
    LineEncoder(InsertTemplate template, FieldParser fields, RowParser parser, List<Optional<PlainType>> types) {
        this.text = new TextEncoder(template, fields, parser);
        this.binary = new BinaryEncoder(template, fields, parser, types);
    }

    /** As {@link TextEncoder#append}. */
    void append(LineRecord line, CopyText rows) throws RejectedLineException {
        text.append(line, rows);
    }

    /** As {@link BinaryEncoder#append}. */
    boolean append(LineRecord line, CopyBinary rows) {
        return binary.append(line, rows);
    }

    /** As {@link BinaryEncoder#isDoubtful}. */
    boolean isDoubtful(LineRecord line) {
        return binary.isDoubtful(line);
    }
}
