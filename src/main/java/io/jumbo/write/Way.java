package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * How the lines of a chunk are written: a closed set. All of them leave the rows that executing the statement once for each line, in order, in one session
 * would leave; where that cannot be proven of a faster one, it is {@link RowByRow}, which says why. Immutable.
 */
public sealed interface Way {

    /**
     * As {@link #of}, for who cannot wait: a table that somebody holds is an objection, and no reason to wait for him.
     *
     * @throws SQLException also with SQLSTATE 55P03
     */
    public static Way withoutWaiting(Connection connection, InsertTemplate template) throws SQLException {
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
        return PreparedTemplate.prepare(connection, template).way();
    }

    /** For a person: which way, and why none that is faster. */
    String words();

    /**
     * With COPY into the table itself.
     *
     * @param whileNothingConflicts whether a row that conflicts makes it {@link InSets}
     */
    record Copied(boolean whileNothingConflicts) implements Way {
        @Override
        public String words() {
            return whileNothingConflicts
                    ? "many lines at once, with COPY as long as nothing conflicts"
                    : "many lines at once, with COPY";
        }
    }

    /** With one {@code INSERT … SELECT} for many lines. */
    record InSets() implements Way {
        @Override
        public String words() {
            return "many lines at once, with INSERT … SELECT";
        }
    }

    /**
     * With the statement as it is written, once for each line.
     *
     * @param reasons why, at least one; each a sentence without its full stop
     */
    record RowByRow(List<String> reasons) implements Way {

        public RowByRow {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String words() {
            return "row by row, since " + String.join("; since ", reasons);
        }
    }
}
