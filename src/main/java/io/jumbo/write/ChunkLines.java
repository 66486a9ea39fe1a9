package io.jumbo.write;

import io.jumbo.tail.LineRecord;
import java.util.ArrayList;
import java.util.List;

/** The lines of a chunk on their way to rows, and what became of those that are malformed. Empty lines are passed over. Not thread-safe. */
final class ChunkLines {

    private final List<LineRecord> lines;
    private final RowParser parser;
    private final List<Rejection> malformed = new ArrayList<>();
    private int wellFormed;

    ChunkLines(List<LineRecord> lines, RowParser parser) {
        this.lines = lines;
        this.parser = parser;
    }

    /** What can be made of a line. */
    @FunctionalInterface
    private interface Use {
        void of(LineRecord line) throws RejectedLineException;
    }

    /** The rows of the lines. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>(lines.size());
        start();
        for (LineRecord line : lines) {
            use(line, each -> rows.add(parser.row(each)));
        }
        return rows;
    }

    /** Sends the lines as rows straight from their bytes; nothing but their number is kept. */
    Isolation.Attempt copy(CopyWriter writer, LineEncoder encoder) {
        return connection -> {
            start();
            writer.write(
                    connection,
                    lines.size(),
                    (index, text) -> use(lines.get(index), line -> encoder.append(line, text)));
        };
    }

    private void start() {
        malformed.clear();
        wellFormed = 0;
    }

    private void use(LineRecord line, Use use) {
        if (line.isEmpty()) {
            return;
        }
        try {
            use.of(line);
            wellFormed++;
        } catch (RejectedLineException e) {
            malformed.add(new Rejection(line, e.sqlState(), e.getMessage()));
        }
    }

    /** The lines of which the last use could make no row. */
    List<Rejection> malformed() {
        return List.copyOf(malformed);
    }

    /** How many lines the last use made a row of. */
    int wellFormed() {
        return wellFormed;
    }
}
