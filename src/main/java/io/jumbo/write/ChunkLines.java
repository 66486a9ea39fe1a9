package io.jumbo.write;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.Row;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.ways.copy.CopyBinary;
import io.jumbo.write.ways.copy.CopyText;
import io.jumbo.write.ways.copy.LineEncoder;
import io.jumbo.write.ways.copy.LineWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a chunk on their way to rows, and what became of those that are malformed. Empty lines are passed over. Not thread-safe. */
final class ChunkLines {

    /** Where more of the lines than one in so many are doubtful, asking about them takes longer than trying them. */
    private static final int MOST_DOUBTFUL = 4;

    private final List<LineRecord> lines;
    private final RowParser parser;
    private final List<Rejection> malformed = new ArrayList<>();
    private final Map<Integer, Rejection> invalid = new HashMap<>();
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
        for (int i = 0; i < lines.size(); i++) {
            use(i, line -> rows.add(parser.row(line)));
        }
        return rows;
    }

    /** Sends the lines straight from their bytes; nothing but their number is kept. */
    Attempts.Attempt send(LineWriter writer, LineEncoder encoder) {
        return connection -> {
            start();
            return writer.write(connection, lines.size(), new LineWriter.Lines() {
                @Override
                public void append(int index, CopyText rows) {
                    use(index, line -> encoder.append(line, rows));
                }

                @Override
                public boolean append(int index, CopyBinary rows) {
                    boolean passedOver = isPassedOver(index);
                    boolean appended = !passedOver && encoder.append(lines.get(index), rows);
                    wellFormed += appended ? 1 : 0;
                    return passedOver || appended;
                }
            });
        };
    }

    /**
     * Asks the server about those lines that may hold invalid input, if they are not too many; the invalid ones are malformed from then on.
     *
     * @return whether there are any
     */
    boolean screen(Connection connection, LineEncoder encoder, InputCheck check) throws SQLException {
        List<Row> doubtful = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        start();
        for (int i = 0; i < lines.size() && doubtful.size() <= lines.size() / MOST_DOUBTFUL; i++) {
            int index = i;
            if (encoder.isDoubtful(lines.get(i))) {
                use(i, line -> {
                    doubtful.add(parser.row(line));
                    indexes.add(index);
                });
            }
        }
        if (!doubtful.isEmpty() && doubtful.size() <= lines.size() / MOST_DOUBTFUL) {
            check.invalid(connection, doubtful, Integer.MAX_VALUE)
                    .forEach((number, rejection) -> invalid.put(indexes.get(number), rejection));
        }
        return !invalid.isEmpty();
    }

    private void start() {
        malformed.clear();
        malformed.addAll(invalid.values());
        wellFormed = 0;
    }

    private void use(int index, Use use) {
        if (isPassedOver(index)) {
            return;
        }
        LineRecord line = lines.get(index);
        try {
            use.of(line);
            wellFormed++;
        } catch (RejectedLineException e) {
            malformed.add(e.of(line));
        }
    }

    private boolean isPassedOver(int index) {
        return lines.get(index).isEmpty() || (!invalid.isEmpty() && invalid.containsKey(index));
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
