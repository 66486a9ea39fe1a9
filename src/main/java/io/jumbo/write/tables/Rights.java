package io.jumbo.write.tables;

import io.jumbo.offset.ExplainedException;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.template.InsertTarget;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.Mentioned.Function;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which privileges the role of a connection lacks: all of them at once, as GRANTs to paste. Asked when the server has refused something, and by {@code check}; needs no privilege
 * itself. What functions, triggers and foreign tables need themselves is not seen.
 */
public final class Rights {

    private static final Set<String> REFUSALS = Set.of(FailureAction.INSUFFICIENT_PRIVILEGE, "3F000", "42P01");

    /** The schemas of the search path that there are, those that the role may not use too; the server itself passes over them. */
    private static final String PATH = """
            WITH path AS (
              SELECT n.oid, n.nspname, place
              FROM regexp_matches(current_setting('search_path'), '"((?:[^"]|"")+)"|([^",[:space:]]+)', 'g') WITH ORDINALITY AS m (part, place)
                JOIN pg_namespace n ON n.nspname = CASE part[1] WHEN '$user' THEN current_user::text
                  ELSE coalesce(replace(part[1], '""', '"'), part[2]) END
              ORDER BY has_schema_privilege(n.oid, 'USAGE') DESC, place
            ), own AS (
              SELECT oid, nspname FROM path LIMIT 1
            )
            """;

    /** The search path to make tables with: first the schema in which tables without one are made. */
    private static final String WHERE_TABLES_ARE_MADE =
            PATH + "SELECT quote_ident(nspname) FROM path WHERE nspname <> 'pg_catalog'";

    private static final String ROLE = "SELECT quote_ident(current_user)";

    /** Of the schema in which tables without one are looked up. */
    private static final String SCHEMA = PATH + """
            SELECT format('GRANT USAGE ON SCHEMA %I TO %I;', nspname, current_user) FROM own WHERE NOT has_schema_privilege(oid, 'USAGE')""";

    /** Of the tables that Jumbo keeps for itself. */
    private static final String OWN = PATH + """
            SELECT format('GRANT %s ON %I.%I TO %I;', string_agg(privilege, ', ' ORDER BY rank), n.nspname, c.relname, current_user)
            FROM unnest(ARRAY['jumbo_offsets', 'jumbo_dead_letters']) AS name
              JOIN pg_class c ON c.oid = coalesce(to_regclass(name),
                (SELECT t.oid FROM pg_class t JOIN own ON t.relnamespace = own.oid WHERE t.relname = name))
              JOIN pg_namespace n ON n.oid = c.relnamespace, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) WITH ORDINALITY AS p (privilege, rank)
            WHERE NOT has_table_privilege(c.oid, privilege)
            GROUP BY n.nspname, c.relname ORDER BY c.relname DESC""";

    /** The table that a statement inserts into. Who may not use its schema may not ask for it by name. */
    private static final String TARGET = PATH + """
            , name AS (
              SELECT parse_ident(?) AS part
            ), target AS (
              SELECT c.oid, c.relname, n.oid AS schema, n.nspname
              FROM name JOIN pg_class c ON c.relname = part[array_upper(part, 1)] JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p', 'v', 'f') AND CASE WHEN array_upper(part, 1) > 1 THEN n.nspname = part[array_upper(part, 1) - 1]
                ELSE c.oid = coalesce(to_regclass(quote_ident(part[1])),
                  (SELECT t.oid FROM pg_class t JOIN path ON t.relnamespace = path.oid WHERE t.relname = part[1] ORDER BY place LIMIT 1)) END
            )
            """;

    private static final String IS_THERE = TARGET + "SELECT oid FROM target";

    /** Of that table, its schema, and the sequences from which its columns are filled. */
    private static final String OF_TARGET = TARGET + """
            SELECT format('GRANT USAGE ON SCHEMA %I TO %I;', nspname, current_user)
            FROM target WHERE NOT has_schema_privilege(schema, 'USAGE')
            UNION ALL
            SELECT format('GRANT %s ON %I.%I TO %I;', string_agg(privilege, ', ' ORDER BY rank), nspname, relname, current_user)
            FROM target, unnest(?::text[]) WITH ORDINALITY AS p (privilege, rank)
            WHERE NOT has_table_privilege(target.oid, privilege) AND NOT has_any_column_privilege(target.oid, privilege)
            GROUP BY nspname, relname
            UNION ALL
            SELECT format('GRANT USAGE ON SEQUENCE %I.%I TO %I;', n.nspname, s.relname, current_user)
            FROM target JOIN pg_attrdef d ON d.adrelid = target.oid
              JOIN pg_depend p ON p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refclassid = 'pg_class'::regclass
              JOIN pg_class s ON s.oid = p.refobjid JOIN pg_namespace n ON n.oid = s.relnamespace
            WHERE CASE WHEN s.relkind = 'S' THEN NOT has_sequence_privilege(s.oid, 'USAGE') ELSE false END""";

    /** Of the functions and procedures that a statement names, and of the schemas that it writes in front of them. */
    private static final String OF_FUNCTIONS = PATH + """
            , named AS (
              SELECT p.oid, p.proname, p.proargtypes, n.oid AS schema, n.nspname
              FROM unnest(?::text[], ?::text[]) AS written (schema, function) JOIN pg_proc p ON p.proname = function
                JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE CASE written.schema WHEN '' THEN n.oid IN (SELECT oid FROM path) ELSE n.nspname = written.schema END
            )
            SELECT DISTINCT format('GRANT USAGE ON SCHEMA %I TO %I;', nspname, current_user) FROM named WHERE NOT has_schema_privilege(schema, 'USAGE')
            UNION ALL
            SELECT DISTINCT format('GRANT EXECUTE ON ROUTINE %I.%I(%s) TO %I;', nspname, proname, oidvectortypes(proargtypes), current_user)
            FROM named WHERE NOT has_function_privilege(oid, 'EXECUTE')""";

    private Rights() {}

    /**
     * The GRANTs that are missing, in the order in which they can be run, with the schema of everything; none if none is found.
     *
     * @param connection in a transaction that has not failed; it may have afterwards
     * @param template of which an INSERT's own table is looked at
     */
    public static List<String> missing(Connection connection, InsertTemplate template) throws SQLException {
        Set<String> grants = new LinkedHashSet<>(ofJumbo(connection));
        grants.addAll(ofTarget(connection, template));
        grants.addAll(ofFunctions(connection, template));
        return List.copyOf(grants);
    }

    /**
     * A refusal for want of a privilege together with all that is missing; any other failure, and one for which nothing is found, as it is.
     *
     * @param connection on which it happened, rolled back since
     */
    public static SQLException explain(Connection connection, String template, SQLException failure) {
        return explain(failure, () -> missing(connection, InsertTemplate.parse(template)));
    }

    /** The same for any statement: the schema in which its tables are looked up may be the one that the role may not use. */
    public static SQLException explain(Connection connection, SQLException failure) {
        return explain(failure, () -> ofSchema(connection));
    }

    private static SQLException explain(SQLException failure, Question missing) {
        if (!isForWant(failure)) {
            return failure;
        }
        try {
            List<String> grants = missing.ask();
            return grants.isEmpty() ? failure : explained(Reason.of(failure), grants, failure);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    /** What is missing. */
    private interface Question {
        List<String> ask() throws SQLException;
    }

    /** Whether a refusal may be for want of a privilege: what is in a schema that may not be used is not there. */
    static boolean isForWant(SQLException failure) {
        return REFUSALS.contains(FailureAction.sqlState(failure));
    }

    /** A failure with all that must be run. */
    static ExplainedException explained(String what, List<String> sql, SQLException cause) {
        return new ExplainedException(
                what + "; have the owner or an administrator run:\n" + String.join("\n", sql), cause);
    }

    /** What lacks to use Jumbo's own tables, as far as they are there, and their schema. */
    static List<String> ofJumbo(Connection connection) throws SQLException {
        List<String> grants = new ArrayList<>(ofSchema(connection));
        grants.addAll(asked(connection, OWN));
        return grants;
    }

    /** What lacks to use the schema in which tables without one are looked up. */
    static List<String> ofSchema(Connection connection) throws SQLException {
        return asked(connection, SCHEMA);
    }

    /** What lacks to insert into the statement's own table, if it is there. */
    static List<String> ofTarget(Connection connection, InsertTemplate template) throws SQLException {
        Optional<InsertTarget> target = template.insertTarget();
        return target.isEmpty()
                ? List.of()
                : asked(
                        connection,
                        OF_TARGET,
                        target.get().table(),
                        connection.createArrayOf(
                                "text", template.insertPrivileges().toArray()));
    }

    /** What lacks to call what the statement names. */
    static List<String> ofFunctions(Connection connection, InsertTemplate template) throws SQLException {
        List<Function> named = template.mentioned().functions();
        return asked(
                connection,
                OF_FUNCTIONS,
                connection.createArrayOf(
                        "text", named.stream().map(Function::schema).toArray()),
                connection.createArrayOf(
                        "text", named.stream().map(Function::name).toArray()));
    }

    /** Whether the table is there, though the role may not use it. */
    static boolean isThere(Connection connection, InsertTarget target) throws SQLException {
        return !asked(connection, IS_THERE, target.table()).isEmpty();
    }

    /** The schemas of the search path, quoted; tables are made in the first one. None if there is none of them. */
    static List<String> path(Connection connection) throws SQLException {
        return asked(connection, WHERE_TABLES_ARE_MADE);
    }

    /** Whose privileges count, quoted. */
    static String role(Connection connection) throws SQLException {
        return asked(connection, ROLE).get(0);
    }

    private static List<String> asked(Connection connection, String sql, Object... values) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    grants.add(row.getString(1));
                }
            }
        }
        return grants;
    }
}
