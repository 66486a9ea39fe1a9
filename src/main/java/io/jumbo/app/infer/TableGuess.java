package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table that grows line by line: what its data lines look like, and what its columns hold. Not thread-safe. */
final class TableGuess {

    private final Guess<Shape> shape;
    private final List<ColumnGuess> columns = new ArrayList<>();
    private long lines;
    private boolean begun;
    private long firstLine;
    private boolean longer;

    TableGuess(Guess<Shape> shape) {
        this.shape = shape;
    }

    Guess<Shape> shape() {
        return shape;
    }

    /** Takes a line if it is one of the table's. */
    boolean accept(String line, long number) {
        begun = begun || (firstLine > 0 ? number >= firstLine : shape.value().begins(line));
        Optional<List<String>> values = begun ? shape.value().values(line) : Optional.empty();
        values.ifPresent(found ->
                add(shape.value() instanceof Shape.Separated separated ? cut(found, separated.rows()) : found));
        return values.isPresent();
    }

    private List<String> cut(List<String> fields, Rows rows) {
        if (fields.size() <= rows.count()) {
            return fields;
        }
        longer |= !fields.get(rows.count()).isBlank();
        return fields.subList(0, rows.count());
    }

    private void add(List<String> values) {
        lines++;
        while (columns.size() < values.size()) {
            ColumnGuess column = new ColumnGuess();
            column.count = column.empty = lines - 1;
            columns.add(column);
        }
        for (int i = 0; i < values.size(); i++) {
            columns.get(i).accept(values.get(i));
        }
        for (int i = values.size(); i < columns.size(); i++) {
            columns.get(i).accept("");
        }
    }

    /**
     * The next line is the first of another file.
     *
     * @param head its first lines
     */
    void beginFile(List<String> head) {
        begun = false;
        firstLine = shape.value() instanceof Shape.Separated separated ? DataStart.in(head, separated.rows()) + 1L : 0;
    }

    /** One for each field, also if there was no data line. */
    List<ColumnGuess> columns() {
        while (shape.value() instanceof Shape.Separated separated
                && columns.size() < separated.rows().count()) {
            columns.add(new ColumnGuess());
        }
        return columns;
    }

    /** Whether some lines have more fields than there are columns. */
    boolean hasLonger() {
        return longer;
    }

    long lines() {
        return lines;
    }
}
