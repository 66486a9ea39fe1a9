package io.jumbo.offset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two tables Jumbo keeps for itself, named product plus content. What stands here is an API: people read the tables with psql, and
 * every later release reads what this one wrote.
 *
 * <p>To change a table: only add columns, each with a default, in a new {@code ALTER TABLE … ADD COLUMN IF NOT EXISTS} statement after
 * the existing ones, describe it in docs/tables.md, and extend the golden test. Whatever only makes a table faster is in {@link #SPEED}, and
 * everything works without it.
 */
public final class Tables {

    /**
     * Room for new versions of a row beside the old ones, and no index on a column that changes with each chunk: then the server moves an offset
     * without touching an index, and clears the old versions away by itself (HOT). The beginning of a file changes with its first {@value
     * io.jumbo.tail.Evidence#WINDOW} bytes only.
     */
    private static final String SPEED = """
            ALTER TABLE jumbo_offsets SET (fillfactor = 50);
            CREATE INDEX IF NOT EXISTS jumbo_offsets_watch_beginning
              ON jumbo_offsets (watch, head_sha256);
            DROP INDEX IF EXISTS jumbo_offsets_watch_head;
            """;

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
            ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS changed_at timestamptz;
            ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS learnt text;
            ALTER TABLE jumbo_dead_letters ADD COLUMN IF NOT EXISTS learnt text;
            """ + SPEED;

    /** The last thing {@link #DDL} makes in each table; whoever adds to it names it here. */
    private static final String MISSING =
            "SELECT to_regclass('jumbo_offsets') IS NULL OR to_regclass('jumbo_dead_letters') IS NULL"
                    + " OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('jumbo_offsets')"
                    + " AND attname = 'learnt' AND NOT attisdropped)"
                    + " OR NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('jumbo_dead_letters')"
                    + " AND attname = 'learnt' AND NOT attisdropped)";

    /** Whether the table is the one of an earlier release, and belongs to a role that is ours. */
    private static final String SLOW = "SELECT count(*) > 0 FROM pg_class WHERE oid = to_regclass('jumbo_offsets')"
            + " AND pg_has_role(relowner, 'USAGE') AND (coalesce(array_to_string(reloptions, ' '), '') !~ 'fillfactor'"
            + " OR to_regclass('jumbo_offsets_watch_beginning') IS NULL"
            + " OR to_regclass('jumbo_offsets_watch_head') IS NOT NULL)";

    /** Whoever waits for a table keeps all others waiting that come after. Where it is in use, the next start tries again. */
    private static final String NOT_FOR_LONG = "SET LOCAL lock_timeout = '1s'";

    /** Two watches or two processes that start together would otherwise collide in the system catalogue ("jumbo" in ASCII). */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(457880430959)";

    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    private Tables() {}

    /**
     * Creates the tables that are missing, in the caller's transaction. Asks first: {@code IF NOT EXISTS} needs the privilege to create
     * even where there is nothing to create.
     *
     * @throws SQLException if they are missing and may not be created; the remedy is to run {@link #DDL}
     */
    public static void createMissing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (is(MISSING, statement)) {
                statement.execute(LOCK);
                if (is(MISSING, statement)) { // else who was faster works with them, and would be disturbed
                    statement.execute(DDL);
                }
            }
        }
    }

    /** Brings the table of an earlier release to the speed of this one, in a transaction of the caller's for this alone, if that is soon possible. */
    public static void speedUp(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (is(SLOW, statement)) {
                Savepoint before = connection.setSavepoint();
                try {
                    statement.execute(NOT_FOR_LONG);
                    statement.execute(LOCK);
                    statement.execute(SPEED);
                } catch (SQLException e) {
                    LOG.debug("jumbo_offsets stays as it is until the next start", e);
                    connection.rollback(before);
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

    private static boolean is(String question, Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(question)) {
            result.next();
            return result.getBoolean(1);
        }
    }
}
