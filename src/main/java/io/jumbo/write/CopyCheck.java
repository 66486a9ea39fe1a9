package io.jumbo.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Asks the server whether COPY into a table does what an INSERT does. It does not where rules rewrite the INSERT, where row-level security applies
 * (COPY refuses), and where the type's modifier changes what a
 * value means ({@code interval day} reads {@code 1} as a day); a view has triggers instead.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Notes</a>
 */
final class CopyCheck {

    /** Types whose input function and whose cast do the same about a modifier: refuse, cut off blanks, or round. */
    private static final String SAME_MODIFIER = "{varchar,bpchar,numeric,time,timetz,timestamp,timestamptz}";

    private static final String SAME_AS_INSERT = "SELECT c.relkind IN ('r', 'p') AND NOT c.relhasrules"
            + " AND NOT row_security_active(c.oid) AND NOT EXISTS (SELECT FROM target WHERE atttypmod >= 0"
            + " AND atttypid <> ALL ('" + SAME_MODIFIER + "'::regtype[]))"
            + " AND (SELECT count(*) = ? FROM target)"
            + " FROM pg_class AS c WHERE c.oid = to_regclass(?)";

    private static final String TARGET = "WITH target AS (SELECT * FROM pg_attribute WHERE attrelid = to_regclass(?)"
            + " AND attnum > 0 AND NOT attisdropped AND (? = 0 OR attname IN"
            + " (SELECT (parse_ident(written))[1] FROM unnest(?::text[]) AS written))) ";

    private static final String MAY_STAGE = "SELECT has_database_privilege(current_database(), 'TEMPORARY')";

    private final Connection connection;

    CopyCheck(Connection connection) {
        this.connection = connection;
    }

    /**
     * Whether COPY would leave the same rows as the statement.
     *
     * @param insert a statement that the server has prepared, so that its table and columns exist
     */
    boolean isSameAsInsert(PlainInsert insert) throws SQLException {
        if (!canCopy()) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(TARGET + SAME_AS_INSERT)) {
            statement.setString(1, insert.table());
            statement.setInt(2, insert.columns().size());
            statement.setArray(
                    3, connection.createArrayOf("text", insert.columns().toArray()));
            statement.setInt(4, insert.values());
            statement.setString(5, insert.table());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Whether the user may make a temporary table, and fill it with COPY. */
    boolean mayStage() throws SQLException {
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
