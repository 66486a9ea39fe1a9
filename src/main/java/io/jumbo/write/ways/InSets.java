package io.jumbo.write.ways;

import io.jumbo.write.ways.copy.CopyWriter;
import io.jumbo.write.ways.copy.LineWriter;
import io.jumbo.write.ways.copy.StageWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * With one {@code INSERT … SELECT} for many lines.
 *
 * @param rows feeds the statement from arrays
 * @param alone executes the statement itself
 * @param copy into the table, which does all that the statement says as long as nothing conflicts; absent if it never does
 * @param stage feeds the statement from a table beside it; absent if the user may not make one
 * @param sieve absent where a conflict is no error
 * @param obstacles asks what has come in the way
 */
record InSets(
        RowWriter rows,
        RowWriter alone,
        Optional<CopyWriter> copy,
        Optional<StageWriter> stage,
        Optional<Sieve> sieve,
        Obstacles obstacles)
        implements Way {

    @Override
    public String words() {
        return copy.isPresent()
                ? "many lines at once, with COPY as long as nothing conflicts"
                : "many lines at once, with INSERT … SELECT";
    }

    @Override
    public Optional<LineWriter> lines(int count, Experience experience) {
        if (count < StageWriter.LEAST_LINES) {
            return Optional.empty();
        }
        Optional<LineWriter> staged = stage.map(LineWriter.class::cast);
        return experience.conflictsLately()
                ? staged
                : copy.map(LineWriter.class::cast).or(() -> staged);
    }

    @Override
    public boolean writesLinesAsRows() {
        return false;
    }

    @Override
    public Way withRowsOnly() {
        return new InSets(rows, alone, Optional.empty(), Optional.empty(), sieve, obstacles);
    }

    @Override
    public void requireTypes(Connection connection) throws SQLException {
        if (copy.isPresent()) {
            copy.get().requireTypes(connection);
        }
    }

    @Override
    public void requireOpen(Connection connection) throws SQLException {
        obstacles.requireNone(connection);
    }
}
