package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.template.ParameterTypes;
import java.util.List;
import java.util.Optional;

/** Turns the lines of one file into rows, in either format of COPY. Not thread-safe. */
public final class LineEncoder {

    private final TextEncoder text;
    private final BinaryEncoder binary;

    /**
     * Encodes what a parser reads.
     *
     * @param types of the placeholders
     */
    public static LineEncoder of(RowParser parser, ParameterTypes types) {
        return new LineEncoder(parser, PlainType.of(types));
    }

    /**
     * @param types for each placeholder, if its type is plain
     */
    LineEncoder(RowParser parser, List<Optional<PlainType>> types) {
        this.text = new TextEncoder(parser);
        this.binary = new BinaryEncoder(parser, types);
    }

    /** As {@link TextEncoder#append}. */
    public void append(LineRecord line, CopyText rows) throws RejectedLineException {
        text.append(line, rows);
    }

    /** As {@link BinaryEncoder#append}. */
    public boolean append(LineRecord line, CopyBinary rows) {
        return binary.append(line, rows);
    }

    /** As {@link BinaryEncoder#isDoubtful}. */
    public boolean isDoubtful(LineRecord line) {
        return binary.isDoubtful(line);
    }
}
