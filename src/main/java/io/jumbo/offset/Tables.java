package io.jumbo.offset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The two tables Jumbo keeps for itself, named product plus content. What stands here is an API: people read the tables with psql, and
 * every later release reads what this one wrote.
 *
 * <p>To change a table: only add columns, each with a default, in a new {@code ALTER TABLE … ADD COLUMN IF NOT EXISTS} statement after
 * the existing ones, describe it in docs/tables.md, and extend the golden test.
 */
public final class Tables {

    /** Creates whatever is missing; the exact SQL a database administrator can run where Jumbo may not. */
    public static final String DDL = """
            CREATE TABLE IF NOT EXISTS jumbo_offsets (
              file_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              watch       text NOT NULL,
              path        text NOT NULL,
              next_byte   bigint NOT NULL CHECK (next_byte >= 0),
              lines       bigint NOT NULL CHECK (lines >= 0),
              file_key    text,
              head_sha256 text NOT NULL,
              tail_sha256 text NOT NULL,
              replaced_at timestamptz,
              updated_at  timestamptz NOT NULL DEFAULT now()
            );
            CREATE UNIQUE INDEX IF NOT EXISTS jumbo_offsets_watch_path
              ON jumbo_offsets (watch, path) WHERE replaced_at IS NULL;
            CREATE INDEX IF NOT EXISTS jumbo_offsets_watch_file_key
              ON jumbo_offsets (watch, file_key);
            CREATE TABLE IF NOT EXISTS jumbo_dead_letters (
              id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              watch       text NOT NULL,
              path        text NOT NULL,
              line_number bigint NOT NULL,
              first_byte  bigint NOT NULL,
              line        bytea NOT NULL,
              line_bytes  bigint NOT NULL,
              sqlstate    text NOT NULL,
              reason      text NOT NULL,
              template    text NOT NULL,
              rejected_at timestamptz NOT NULL DEFAULT now()
            );
            ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS head bytea;
            ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS tail bytea;
            ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS modified_at timestamptz;
            ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS gone_at timestamptz;
            ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS abandoned_bytes bigint NOT NULL DEFAULT 0;
            CREATE INDEX IF NOT EXISTS jumbo_offsets_watch_head
              ON jumbo_offsets (watch, head_sha256, updated_at);
            """;

    /** The last thing {@link #DDL} makes; whoever adds to it names it here. */
    private static final String MISSING =
            "SELECT to_regclass('jumbo_offsets') IS NULL OR to_regclass('jumbo_dead_letters') IS NULL"
                    + " OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('jumbo_offsets')"
                    + " AND attname = 'abandoned_bytes' AND NOT attisdropped)";

    /** Two watches or two processes that start together would otherwise collide in the system catalogue ("jumbo" in ASCII). */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(457880430959)";

    private Tables() {}

    /**
     * Creates the tables that are missing, in the caller's transaction. Asks first: {@code IF NOT EXISTS} needs the privilege to create
     * even where there is nothing to create.
     *
     * @throws SQLException if they are missing and may not be created; the remedy is to run {@link #DDL}
     */
    public static void createMissing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (missing(statement)) {
                statement.execute(LOCK);
                if (missing(statement)) { // else who was faster works with them, and would be disturbed
                    statement.execute(DDL);
                }
            }
        }
    }

    /** Runs a user's {@code create-table} statement, one process at a time. */
    public static void create(Connection connection, String createTable) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(LOCK);
            statement.execute(createTable);
        }
    }

    private static boolean missing(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(MISSING)) {
            result.next();
            return result.getBoolean(1);
        }
    }
}
