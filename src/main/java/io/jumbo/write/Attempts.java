package io.jumbo.write;

import io.jumbo.write.failure.FailureAction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Attempts to write something in the caller's transaction, each behind a savepoint: one that fails leaves nothing behind. What no fewer lines and no other
 * way can help is thrown, and the transaction must be rolled back. Not thread-safe.
 */
final class Attempts {

    private static final String SAVEPOINT = "SAVEPOINT jumbo_rows";

    /**
     * A deferred constraint would speak up only at COMMIT, when it is too late to find the line at fault. Of notices the driver keeps a chain, to whose
     * end it goes for each one that a COPY brings: a trigger that raises one for each row would take minutes.
     */
    private static final String BEGIN =
            "SET LOCAL client_min_messages = error; SET CONSTRAINTS ALL IMMEDIATE; SAVEPOINT jumbo_chunk; " + SAVEPOINT;

    private static final String KEEP = "RELEASE SAVEPOINT jumbo_rows; " + SAVEPOINT;
    /** What an attempt that is made with {@link #runUndoing} begins with, so that this costs no round trip of its own. */
    static final String UNDO = "ROLLBACK TO SAVEPOINT jumbo_rows";

    private static final String UNDO_ALL = "ROLLBACK TO SAVEPOINT jumbo_chunk; " + SAVEPOINT;

    private final Connection connection;
    private long rows;

    Attempts(Connection connection) {
        this.connection = connection;
    }

    /** One way to write, or to ask, something. */
    @FunctionalInterface
    interface Attempt {
        /** Returns how many rows that made. */
        long run(Connection connection) throws SQLException;
    }

    /**
     * To be called once, before all attempts.
     *
     * @param session what the transaction must be told first, so that it costs no round trip of its own; may be empty
     */
    void begin(String session) throws SQLException {
        execute(session.isEmpty() ? BEGIN : session + "; " + BEGIN);
    }

    /**
     * Writes something and keeps it, or undoes it and returns why.
     *
     * @throws SQLException if the chunk must be tried again, as it is or in a smaller transaction
     */
    Optional<SQLException> run(Attempt attempt) throws SQLException {
        Optional<SQLException> failure = runLast(attempt);
        if (failure.isEmpty()) {
            execute(KEEP);
        }
        return failure;
    }

    /** The same where nothing more is attempted unless it fails. */
    Optional<SQLException> runLast(Attempt attempt) throws SQLException {
        try {
            rows += attempt.run(connection);
            return Optional.empty();
        } catch (SQLException e) {
            requireChunkMayGoOn(e);
            execute(UNDO);
            return Optional.of(e);
        }
    }

    /** As {@link #run} for an attempt that is probably refused, and begins with {@link #UNDO}: what this one leaves is for the next one, or {@link #undo}. */
    Optional<SQLException> runUndoing(Attempt attempt) throws SQLException {
        try {
            rows += attempt.run(connection);
            execute(KEEP);
            return Optional.empty();
        } catch (SQLException e) {
            requireChunkMayGoOn(e);
            return Optional.of(e);
        }
    }

    void undo() throws SQLException {
        execute(UNDO);
    }

    private static void requireChunkMayGoOn(SQLException failure) throws SQLException {
        FailureAction action = FailureAction.of(failure);
        if (action == FailureAction.RETRY || action == FailureAction.RETRY_SMALLER) {
            throw failure;
        }
    }

    /** A question about what is to be written. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** The answer, or nothing if the server cannot give it, or not in time: the question is one too many then. */
    <T> Optional<T> answer(Question<T> question) throws SQLException {
        try {
            return Optional.of(question.ask(connection));
        } catch (SQLException e) {
            FailureAction action = FailureAction.of(e);
            if (action == FailureAction.RETRY || FailureAction.isLostSession(e)) {
                throw e;
            }
            execute(UNDO);
            return Optional.empty();
        }
    }

    /** Undoes everything since {@link #begin}. */
    void startOver() throws SQLException {
        rows = 0;
        execute(UNDO_ALL);
    }

    /** How many rows all attempts have made that were not undone. */
    long rows() {
        return rows;
    }

    Connection connection() {
        return connection;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
