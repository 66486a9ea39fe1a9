package io.jumbo.offset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What a process of the server waits for, in words for people, as another connection sees it. */
public final class LongWait {

    /** Whoever asks must not wait in its turn. */
    private static final String NOT_FOR_LONG = "SET LOCAL statement_timeout = '2s'";

    /**
     * Of a lock on a row the table is known only from the lock that waits in line for it; what another user's process does, the server may keep to itself.
     */
    private static final String WAIT = "SELECT a.wait_event_type, a.wait_event, wanted.locktype,"
            + " (SELECT l.relation::regclass::text FROM pg_locks l WHERE l.pid = a.pid AND l.relation IS NOT NULL"
            + " AND (NOT l.granted OR l.locktype = 'tuple') ORDER BY l.granted LIMIT 1) AS relation,"
            + " (SELECT string_agg(CASE WHEN other.pid = 0 THEN 'a prepared transaction' ELSE 'process ' || other.pid"
            + " || coalesce(' (application ' || nullif(b.application_name, '') || ')', '')"
            + " || coalesce(', in a transaction since ' || to_char(b.xact_start, 'YYYY-MM-DD HH24:MI:SS'), '') END, '; ')"
            + " FROM unnest(pg_blocking_pids(a.pid)) AS other (pid)"
            + " LEFT JOIN pg_stat_activity b ON b.pid = other.pid) AS holders"
            + " FROM pg_stat_activity a"
            + " LEFT JOIN LATERAL (SELECT l.locktype FROM pg_locks l WHERE l.pid = a.pid AND NOT l.granted LIMIT 1)"
            + " AS wanted ON true WHERE a.pid = ?";

    private LongWait() {}

    /**
     * Asks, in the caller's transaction.
     *
     * @param process whose wait
     * @param commits whether it was told to commit
     * @return nothing if it waits for nobody: it works
     */
    public static Optional<String> of(Connection connection, int process, boolean commits) throws SQLException {
        try (Statement timeout = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(WAIT)) {
            timeout.execute(NOT_FOR_LONG);
            statement.setInt(1, process);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? described(row, commits) : Optional.empty();
            }
        }
    }

    private static Optional<String> described(ResultSet row, boolean commits) throws SQLException {
        String event = String.valueOf(row.getString("wait_event"));
        String type = String.valueOf(row.getString("wait_event_type"));
        if (type.equals("Lock")) {
            String holders = row.getString("holders");
            return Optional.of("for " + lock(row.getString("locktype"), row.getString("relation"))
                    + (holders == null ? "" : ", held by " + holders));
        }
        if (event.equals("SyncRep")) {
            return Optional.of(
                    "for a synchronous standby to confirm the COMMIT, and none does (synchronous_standby_names)");
        }
        return commits
                ? Optional.of("for the COMMIT (the server waits for " + type + " " + event + ")")
                : Optional.empty();
    }

    private static String lock(String type, String relation) {
        String of = relation == null ? "" : " of table " + relation;
        if (type == null || type.equals("relation")) {
            return "a lock" + (relation == null ? "" : " on table " + relation);
        } else if (type.equals("transactionid") || type.equals("tuple")) {
            return "another transaction that holds a row" + of;
        }
        return (type.equals("advisory") ? "an advisory lock" : "a lock (" + type + ")")
                + (relation == null ? "" : " on " + relation);
    }
}
