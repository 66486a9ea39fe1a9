package io.jumbo.write.ways;

import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import io.jumbo.write.ways.copy.LineWriter;
import io.jumbo.write.ways.copy.OtherTypesException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of a statement are written, and why not faster: a closed set. All ways leave the rows that executing the statement once for each line, in
 * order, in one session would leave. Where that cannot be proven of a faster way, it is {@link RowByRow}, which says why. Immutable; good until the schema
 * changes.
 */
public sealed interface Way permits Copied, InSets, RowByRow {

    /**
     * As {@link #of(Connection, InsertTemplate)}, for who cannot wait: a table that somebody holds is an objection, and no reason to wait for him.
     *
     * @throws SQLException also with SQLSTATE 55P03
     */
    static Way withoutWaiting(Connection connection, InsertTemplate template) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '100ms'");
        }
        return of(connection, template);
    }

    /**
     * Asks the server which way the lines of a template go.
     *
     * @throws SQLException what the server has against the statement
     */
    static Way of(Connection connection, InsertTemplate template) throws SQLException {
        return of(connection, template, ParameterTypes.describe(connection, template), new Experience());
    }

    /**
     * The same where the types are known, and something of the ways.
     *
     * @throws SQLException what the server has against the statement
     */
    static Way of(Connection connection, InsertTemplate template, ParameterTypes types, Experience experience)
            throws SQLException {
        return new WayChoice(connection, template, types, experience).way();
    }

    /** For a person: which way, and why none that is faster. */
    String words();

    /** Whether each line takes a statement of its own, since it may see what other lines bring, or change it. */
    default boolean isRowByRow() {
        return this instanceof RowByRow;
    }

    /** How so few lines are written that no other way is faster. */
    default Way forFew() {
        return isRowByRow() ? this : new RowByRow(alone(), List.of("they are few"));
    }

    /** Writes many rows, the fastest way that there is for rows. */
    RowWriter rows();

    /** Writes rows with the statement as it is, once for each; fits every statement. */
    RowWriter alone();

    /**
     * Writes so many lines without making rows of them, the fastest way; absent if rows are faster, or there is no such way.
     *
     * @param experience with chunks before
     */
    Optional<LineWriter> lines(int count, Experience experience);

    /** Whether {@link #lines} writes as {@link #rows} does, so that its failure says something about the rows. */
    boolean writesLinesAsRows();

    /** Finds rows that conflict, where that is an error. */
    Optional<Sieve> sieve();

    /** The same, except that lines are always made rows: the other ways failed for reasons that are not the lines'. */
    Way withRowsOnly();

    /**
     * Checks, where something failed, that it did not because a column is no longer of the type that the server said.
     *
     * @throws OtherTypesException if that is not certain
     */
    void requireTypes(Connection connection) throws SQLException;

    /**
     * Checks, where many lines were written at once, that nothing has come in the way of that since the server was asked. From then on nothing can until the
     * caller's transaction ends: it holds the lock on the table that CREATE TRIGGER, CREATE RULE and ALTER TABLE wait for.
     *
     * @throws ObstacleException if something has; nothing of what was written may stay
     */
    void requireOpen(Connection connection) throws SQLException;
}
