package io.jumbo.write.ways;

import io.jumbo.write.ways.copy.CopyWriter;
import io.jumbo.write.ways.copy.LineWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * With COPY into the table itself, which does all that the statement says.
 *
 * @param copy into the table
 * @param rows writes with it
 * @param alone executes the statement itself
 * @param sieve absent where a value would have to be cast from text
 * @param obstacles asks what has come in the way
 */
record Copied(CopyWriter copy, RowWriter rows, RowWriter alone, Optional<Sieve> sieve, Obstacles obstacles)
        implements Way {

    @Override
    public String words() {
        return "many lines at once, with COPY";
    }

    Copied(CopyWriter copy, RowWriter alone, Optional<Sieve> sieve, Obstacles obstacles) {
        this(copy, copy::write, alone, sieve, obstacles);
    }

    @Override
    public Optional<LineWriter> lines(int count, Experience experience) {
        return Optional.of(copy);
    }

    @Override
    public boolean writesLinesAsRows() {
        return true;
    }

    @Override
    public Way withRowsOnly() {
        return this;
    }

    @Override
    public void requireTypes(Connection connection) throws SQLException {
        copy.requireTypes(connection);
    }

    @Override
    public void requireOpen(Connection connection) throws SQLException {
        obstacles.requireNone(connection);
    }
}
