package io.jumbo.write.ways;

import io.jumbo.write.ways.copy.LineWriter;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/**
 * With the statement as it is written, once for each line.
 *
 * @param alone executes it
 * @param reasons why, at least one; each a sentence without its full stop
 */
record RowByRow(RowWriter alone, List<String> reasons) implements Way {

    RowByRow {
        reasons = List.copyOf(reasons);
    }

    @Override
    public String words() {
        return "row by row, since " + String.join("; since ", reasons);
    }

    @Override
    public RowWriter rows() {
        return alone;
    }

    @Override
    public Optional<LineWriter> lines(int count, Experience experience) {
        return Optional.empty();
    }

    @Override
    public boolean writesLinesAsRows() {
        return false;
    }

    @Override
    public Optional<Sieve> sieve() {
        return Optional.empty();
    }

    @Override
    public Way withRowsOnly() {
        return this;
    }

    @Override
    public void requireTypes(Connection connection) {
        // Only COPY in the binary format depends on them.
    }

    @Override
    public void requireOpen(Connection connection) {
        // It always is.
    }
}
