package io.jumbo.write.ways.copy;

import io.jumbo.write.fields.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A way to write many lines at once, in COPY's formats, without making values of them. Immutable. */
public sealed interface LineWriter permits CopyWriter, StageWriter {

    /** Appends a row at a time. */
    interface Lines {
        /** Appends the row of the line at {@code index}, or nothing if there is none. */
        void append(int index, CopyText rows);

        /** Does the same in the binary format; returns whether it could: if not, nothing was appended, and the row must be text. */
        boolean append(int index, CopyBinary rows);

        /** Rows that were made already, as text. */
        static Lines of(List<Row> rows) {
            return new Lines() {
                @Override
                public void append(int index, CopyText text) {
                    rows.get(index).values().forEach(text::field);
                    text.endRow();
                }

                @Override
                public boolean append(int index, CopyBinary binary) {
                    return false;
                }
            };
        }
    }

    /**
     * Writes the rows of the lines from index 0 up to {@code count}, in order, in the caller's transaction; once in a transaction.
     *
     * @return how many rows that made in the table, or how many lines where the server does not say
     * @throws SQLException the server's first objection; what was done before it must be rolled back by the caller
     */
    long write(Connection connection, int count, Lines lines) throws SQLException;
}
