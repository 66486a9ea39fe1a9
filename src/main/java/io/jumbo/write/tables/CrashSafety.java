package io.jumbo.write.tables;

import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Whether rows and offsets survive a crash of the server together. They do in ordinary tables, whatever {@code synchronous_commit} is: what is lost is
 * lost of both. The rows of an unlogged table are gone alone.
 *
 * <p>The tables that a statement writes to are those in its plan, with their partitions and children. Not known are those that only a function or a trigger
 * writes to.
 */
public final class CrashSafety {

    /** A name is used once, as in {@link ParameterTypes}. */
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

    /** A warning is not worth waiting for a table that somebody has locked. */
    private static final String NOT_FOR_LONG = "SET LOCAL lock_timeout = '100ms'";

    private static final String TABLES = """
            WITH RECURSIVE node AS (
                SELECT jsonb_path_query(?::jsonb, '$.** ? (@."Node Type" == "ModifyTable")') AS node
              UNION ALL
                SELECT jsonb_path_query(?::jsonb, '$.**."Target Tables"[*]')
            ), written AS (
                SELECT to_regclass(format('%I.%I', node->>'Schema', node->>'Relation Name'))::oid AS oid FROM node
              UNION
                SELECT inhrelid FROM pg_inherits JOIN written ON inhparent = written.oid
            )
            SELECT c.oid::regclass::text AS name, c.relpersistence = 't' AS temporary
            FROM written JOIN pg_class c ON c.oid = written.oid WHERE c.relpersistence <> 'p' ORDER BY 1
            """;

    private static final String OWN = "SELECT oid::regclass::text FROM pg_class WHERE relpersistence = 'u'"
            + " AND oid IN (to_regclass('jumbo_offsets'), to_regclass('jumbo_dead_letters')) ORDER BY 1";

    private CrashSafety() {}

    /**
     * What a crash of the server would take apart, a sentence for each table. Nothing of a statement that the server does not plan: one that it refuses, a CALL.
     * Changes nothing; runs in the caller's transaction.
     */
    public static List<String> warnings(Connection connection, InsertTemplate template) throws SQLException {
        List<String> warnings = new ArrayList<>();
        Optional<String> plan = plan(connection, template);
        if (plan.isPresent()) {
            try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
                statement.setString(1, plan.get());
                statement.setString(2, plan.get());
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        warnings.add(warning(row.getString("name"), row.getBoolean("temporary")));
                    }
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OWN)) {
            while (row.next()) {
                warnings.add(ownWarning(row.getString(1)));
            }
        }
        return warnings;
    }

    private static String warning(String table, boolean temporary) {
        return temporary
                ? "table " + table + " is temporary: its rows are gone with the connection, and are not written again"
                : "table " + table
                        + " is UNLOGGED: after a crash of the server its rows are gone, and are not written again;"
                        + " ALTER TABLE " + table + " SET LOGGED keeps them";
    }

    private static String ownWarning(String table) {
        return "table " + table + " is UNLOGGED: after a crash of the server "
                + (table.endsWith("offsets") ? "all files are written once more" : "the refused lines are gone")
                + "; ALTER TABLE " + table + " SET LOGGED keeps it";
    }

    private static Optional<String> plan(Connection connection, InsertTemplate template) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        String name = "jumbo_plan_" + NUMBER.incrementAndGet();
        String nulls = template.placeholders().stream().map(each -> "NULL").collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(NOT_FOR_LONG);
            statement.execute("PREPARE " + name + " AS " + template.numbered());
            Optional<String> plan = Optional.empty();
            try (ResultSet row = statement.executeQuery(
                    "EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE " + name + (nulls.isEmpty() ? "" : "(" + nulls + ")"))) {
                if (row.next()) {
                    plan = Optional.of(row.getString(1));
                }
            }
            statement.execute("DEALLOCATE " + name);
            return plan;
        } catch (SQLException e) {
            return Optional.empty(); // what is wrong with it, whoever executes it will be told
        } finally {
            connection.rollback(savepoint);
        }
    }
}
