package io.jumbo.write.tables;

import io.jumbo.offset.ExplainedException;
import io.jumbo.offset.Tables;
import io.jumbo.offset.WatchStart;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.template.InsertTarget;
import io.jumbo.write.template.InsertTemplate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tables without which nothing is written. They are made where they are missing. A role that may not make or use them is told everything that it lacks
 * in one message, as SQL that anybody may paste who has the right: with schemas, whatever that one's search path is.
 */
public final class RequiredTables {

    private static final Pattern SERIAL = Pattern.compile("(?i)\\b(small|big)?serial[248]?\\b");

    private RequiredTables() {}

    /**
     * Makes Jumbo's own tables, for a command that executes no statement of a watch.
     *
     * @param connection in a transaction that has just begun
     * @throws SQLException if the role lacks something, with all of it; or if the server is too old
     */
    public static void makeOwn(Connection connection) throws SQLException {
        makeOwn(connection, Optional.empty(), Optional.empty());
    }

    /**
     * Makes Jumbo's own tables.
     *
     * @param connection in a transaction that has just begun
     * @param createTable the user's, which may not have been executed yet
     * @throws SQLException if the role lacks something, with all of it, for the statement too; or if the server is too old
     */
    public static void makeOwn(Connection connection, InsertTemplate template, Optional<String> createTable)
            throws SQLException {
        makeOwn(connection, Optional.of(template), createTable);
    }

    private static void makeOwn(Connection connection, Optional<InsertTemplate> template, Optional<String> createTable)
            throws SQLException {
        try {
            WatchStart.createTables(connection);
        } catch (SQLException e) {
            if (!Rights.isForWant(e)) {
                throw e;
            }
            connection.rollback();
            throw refused(connection, template, createTable, e);
        }
    }

    /**
     * Checks that the role may use Jumbo's own tables, which are there.
     *
     * @param createTable the user's, which may not have been executed yet
     * @throws ExplainedException with all that it lacks, for the statement too
     */
    public static void requireOwn(Connection connection, InsertTemplate template, Optional<String> createTable)
            throws SQLException {
        List<String> sql = new ArrayList<>(Rights.ofJumbo(connection));
        if (!sql.isEmpty()) {
            sql.addAll(ofTarget(connection, Optional.of(template), createTable));
            throw Rights.explained(
                    "the role may not use Jumbo's own tables",
                    sql.stream().distinct().toList(),
                    new SQLException("insufficient privilege", FailureAction.INSUFFICIENT_PRIVILEGE));
        }
    }

    /**
     * Runs the user's {@code create-table}. A table that exists already is as good as made.
     *
     * @return the failure if it may not be run and nobody knows whether the table is there
     * @throws ExplainedException if it may not be run and the table is not there, with all that the role lacks
     */
    public static Optional<SQLException> makeTarget(Connection connection, InsertTemplate template, String createTable)
            throws SQLException {
        Optional<SQLException> refused = WatchStart.createTable(connection, createTable);
        Optional<InsertTarget> target = template.insertTarget();
        if (refused.isEmpty() || target.isEmpty()) {
            return refused;
        }
        if (Rights.isThere(connection, target.get())) {
            return Optional.empty();
        }
        throw Rights.explained(
                "the table is missing and may not be created: " + Reason.of(refused.get()),
                ofStatement(connection, Optional.of(template), Optional.of(createTable)),
                refused.get());
    }

    /** Whether the table that a statement writes to is there; not if it cannot be told which one that is. */
    public static boolean hasTarget(Connection connection, InsertTemplate template) throws SQLException {
        Optional<InsertTarget> target = template.insertTarget();
        return target.isPresent() && Rights.isThere(connection, target.get());
    }

    private static SQLException refused(
            Connection connection, Optional<InsertTemplate> template, Optional<String> createTable, SQLException cause)
            throws SQLException {
        List<String> path = Rights.path(connection);
        if (path.isEmpty()) {
            return cause;
        }
        List<String> usage = Rights.ofSchema(connection);
        String why = usage.isEmpty() ? Reason.of(cause) : "the role may not use the schema " + path.get(0);
        List<String> sql = new ArrayList<>(usage);
        sql.add(inSchema(path, Tables.DDL));
        sql.add("GRANT SELECT, INSERT, UPDATE, DELETE ON " + path.get(0) + ".jumbo_offsets, " + path.get(0)
                + ".jumbo_dead_letters TO " + Rights.role(connection) + ";");
        sql.addAll(ofStatement(connection, template, createTable));
        return Rights.explained(
                "Jumbo's own tables are missing and may not be created (" + why + ")",
                sql.stream().distinct().toList(),
                cause);
    }

    private static List<String> ofStatement(
            Connection connection, Optional<InsertTemplate> template, Optional<String> createTable)
            throws SQLException {
        List<String> sql = new ArrayList<>(ofTarget(connection, template, createTable));
        if (template.isPresent()) {
            sql.addAll(Rights.ofFunctions(connection, template.get()));
        }
        return sql;
    }

    private static List<String> ofTarget(
            Connection connection, Optional<InsertTemplate> template, Optional<String> createTable)
            throws SQLException {
        Optional<InsertTarget> target = template.flatMap(InsertTemplate::insertTarget);
        if (target.isEmpty()) {
            return List.of();
        }
        if (createTable.isEmpty() || Rights.isThere(connection, target.get())) {
            return Rights.ofTarget(connection, template.get());
        }
        List<String> path = Rights.path(connection);
        String role = Rights.role(connection);
        String written = target.get().table();
        String table = written.contains(".") ? written : path.get(0) + "." + written;
        List<String> sql = new ArrayList<>();
        sql.add(inSchema(path, ended(createTable.get())));
        sql.add("GRANT " + String.join(", ", template.get().insertPrivileges()) + " ON " + table + " TO " + role + ";");
        if (SERIAL.matcher(createTable.get()).find()) {
            sql.add(grantOfSequences(table, role));
        }
        return sql;
    }

    /** Of the sequences from which columns of a table are filled that is not there yet. */
    private static String grantOfSequences(String table, String role) {
        return "DO $$ DECLARE s regclass; BEGIN FOR s IN SELECT c.oid FROM pg_depend d JOIN pg_class c ON c.oid = d.objid"
                + " WHERE d.refobjid = '" + table.replace("'", "''")
                + "'::regclass AND d.deptype = 'a' AND c.relkind = 'S'"
                + " LOOP EXECUTE 'GRANT USAGE ON SEQUENCE ' || s || ' TO " + role.replace("'", "''")
                + "'; END LOOP; END $$;";
    }

    private static String inSchema(List<String> path, String sql) {
        return "BEGIN;\nSET LOCAL search_path TO " + String.join(", ", path) + ";\n" + sql + "COMMIT;";
    }

    /** With its semicolon on a line of its own where the last line may be a comment. */
    private static String ended(String statement) {
        String stripped = statement.strip();
        String end = stripped.endsWith(";") ? "" : stripped.contains("--") ? "\n;" : ";";
        return stripped + end + "\n";
    }
}
