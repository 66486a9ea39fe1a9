package io.jumbo.write.ways.copy;

import io.jumbo.write.template.PlainInsert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Asks the server whether COPY into a table does what an INSERT does, where nothing is in the way of many lines at once. It does not
 * where row-level security applies (COPY refuses), and where the type's modifier changes what a value means ({@code interval day} reads {@code 1} as a day).
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Notes</a>
 */
public final class CopyCheck {

    /** Types whose input function and whose cast do the same about a modifier: refuse, cut off blanks, or round. */
    private static final String SAME_MODIFIER = "{varchar,bpchar,numeric,time,timetz,timestamp,timestamptz}";

    /** Of ON CONFLICT, COPY skips what happens even if nothing conflicts: an objection to a deferrable constraint. */
    private static final String SAME_AS_INSERT =
            "SELECT (SELECT array_agg(quote_ident(attname) ORDER BY attnum) FROM target)"
                    + " FROM pg_class AS c WHERE c.oid = to_regclass(?)"
                    + " AND NOT row_security_active(c.oid) AND NOT EXISTS (SELECT FROM target WHERE atttypmod >= 0"
                    + " AND atttypid <> ALL ('" + SAME_MODIFIER + "'::regtype[]))"
                    + " AND (SELECT count(*) = ? FROM target)"
                    + " AND NOT (? AND EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND NOT indimmediate))";

    private static final String TARGET = "WITH target AS (SELECT * FROM pg_attribute WHERE attrelid = to_regclass(?)"
            + " AND attnum > 0 AND NOT attisdropped AND (? = 0 OR attname IN"
            + " (SELECT (parse_ident(written))[1] FROM unnest(?::text[]) AS written))) ";

    private static final String MAY_STAGE = "SELECT has_database_privilege(current_database(), 'TEMPORARY')";

    private final Connection connection;

    /** Asks over a connection, in the caller's transaction. */
    public CopyCheck(Connection connection) {
        this.connection = connection;
    }

    /**
     * Where a COPY leaves the same rows as the statement, if there is one.
     *
     * @param insert a statement that the server has prepared, so that its table and columns exist
     */
    public Optional<CopyTarget> sameAs(PlainInsert insert) throws SQLException {
        if (!canCopy()) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(TARGET + SAME_AS_INSERT)) {
            statement.setString(1, insert.table());
            statement.setInt(2, insert.columns().size());
            statement.setArray(
                    3, connection.createArrayOf("text", insert.columns().toArray()));
            statement.setString(4, insert.table());
            statement.setInt(5, insert.values());
            statement.setBoolean(6, insert.onConflict());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String[] columns = (String[]) row.getArray(1).getArray();
                List<String> given = insert.columns();
                return Optional.of(new CopyTarget(insert.table(), given.isEmpty() ? List.of(columns) : given));
            }
        }
    }

    /** Whether the user may make a temporary table, and fill it with COPY. */
    public boolean mayStage() throws SQLException {
        if (!canCopy()) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(MAY_STAGE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private boolean canCopy() throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }
}
