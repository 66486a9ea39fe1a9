package io.jumbo.write.ways.copy;

import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Bound;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.template.ParameterTypes;
import java.util.List;
import java.util.Optional;

/** Turns the lines of one file into rows, in either format of COPY. Not thread-safe. */
public final class LineEncoder {

    private final RowParser parser;
    private final List<Optional<PlainType>> types;

    /** What the lines above the last one said: other lines may name the fields otherwise. */
    private Bound bound;

    private TextEncoder text;
    private BinaryEncoder binary;

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
        this.parser = parser;
        this.types = types;
        bind(parser.below(Learnt.NOTHING));
    }

    private void bind(Bound now) {
        bound = now;
        text = new TextEncoder(parser, now);
        binary = new BinaryEncoder(parser, now, types);
    }

    @SuppressWarnings("ReferenceEquality") // the parser gives the same until another line says something
    private void below(LineRecord line) {
        Bound now = parser.below(line.learnt());
        if (now != bound) {
            bind(now);
        }
    }

    /** As {@link TextEncoder#append}. */
    public void append(LineRecord line, CopyText rows) throws RejectedLineException {
        below(line);
        text.append(line, rows);
    }

    /** As {@link BinaryEncoder#append}. */
    public boolean append(LineRecord line, CopyBinary rows) {
        below(line);
        return binary.append(line, rows);
    }

    /** As {@link BinaryEncoder#isDoubtful}. */
    public boolean isDoubtful(LineRecord line) {
        below(line);
        return binary.isDoubtful(line);
    }
}
