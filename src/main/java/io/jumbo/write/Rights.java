package io.jumbo.write;

import io.jumbo.offset.ExplainedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which privileges the role of a connection lacks: all of them at once, as GRANTs to paste. Asked when the server has refused something, and by {@code check}; needs no privilege
 * itself. What the functions, triggers and foreign tables behind a statement need is not seen.
 */
public final class Rights {

    /** Of the tables that Jumbo keeps for itself. */
    private static final String OWN = """
            SELECT format('GRANT %s ON %s TO %I;', string_agg(privilege, ', '), name::regclass, current_user)
            FROM unnest(ARRAY['jumbo_offsets', 'jumbo_dead_letters']) AS name,
              unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege
            WHERE to_regclass(name) IS NOT NULL AND NOT has_table_privilege(to_regclass(name), privilege)
            GROUP BY name""";

    /** Where tables without a schema are looked up and created, if they are not there yet. */
    private static final String SCHEMA = """
            SELECT format('GRANT USAGE, CREATE ON SCHEMA %I TO %I;', current_schema(), current_user)
            WHERE (to_regclass('jumbo_offsets') IS NULL OR to_regclass('jumbo_dead_letters') IS NULL)
              AND NOT has_schema_privilege(current_schema(), 'CREATE')""";

    /** Of the table that the statement inserts into, its schema, and the sequences from which its columns are filled. Who may not use the schema may not ask for the table by name. */
    private static final String TARGET = """
            WITH name AS (
              SELECT parse_ident(?) AS part
            ), target AS (
              SELECT c.oid, n.oid AS schema, n.nspname
              FROM name JOIN pg_class c ON c.relname = part[array_upper(part, 1)] JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE CASE WHEN array_upper(part, 1) = 1 THEN c.oid = to_regclass(quote_ident(part[1]))
                ELSE n.nspname = part[array_upper(part, 1) - 1] AND c.relkind IN ('r', 'p', 'v', 'f') END
            )
            SELECT format('GRANT USAGE ON SCHEMA %I TO %I;', nspname, current_user)
            FROM target WHERE NOT has_schema_privilege(schema, 'USAGE')
            UNION ALL
            SELECT format('GRANT %s ON %s TO %I;', string_agg(privilege, ', '), target.oid::regclass, current_user)
            FROM target, unnest(?::text[]) AS privilege
            WHERE NOT has_table_privilege(target.oid, privilege) AND NOT has_any_column_privilege(target.oid, privilege)
            GROUP BY target.oid
            UNION ALL
            SELECT format('GRANT USAGE ON SEQUENCE %s TO %I;', s.oid::regclass, current_user)
            FROM target JOIN pg_attrdef d ON d.adrelid = target.oid
              JOIN pg_depend p ON p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refclassid = 'pg_class'::regclass
              JOIN pg_class s ON s.oid = p.refobjid
            WHERE CASE WHEN s.relkind = 'S' THEN NOT has_sequence_privilege(s.oid, 'USAGE') ELSE false END""";

    private Rights() {}

    /**
     * The GRANTs that are missing, in the order in which they can be run; none if none is found.
     *
     * @param connection in a transaction that has not failed; it may have afterwards
     * @param template of which an INSERT's own table is looked at
     */
    public static List<String> missing(Connection connection, InsertTemplate template) throws SQLException {
        List<String> grants = new ArrayList<>(ofJumbo(connection));
        Optional<InsertTarget> target = template.insertTarget();
        if (target.isPresent()) {
            Object[] privileges = template.insertPrivileges().toArray();
            grants.addAll(
                    asked(connection, TARGET, target.get().table(), connection.createArrayOf("text", privileges)));
        }
        return grants;
    }

    /**
     * Checks that Jumbo's own tables can be used, which exist.
     *
     * @throws ExplainedException with everything that is missing, for the statement too
     */
    public static void require(Connection connection, InsertTemplate template) throws SQLException {
        if (!ofJumbo(connection).isEmpty()) {
            throw explained(
                    "the role may not use Jumbo's own tables",
                    missing(connection, template),
                    new SQLException("insufficient privilege", FailureAction.INSUFFICIENT_PRIVILEGE));
        }
    }

    /**
     * A refusal for want of a privilege together with all that is missing; any other failure, and one for which nothing is found, as it is.
     *
     * @param connection on which it happened, rolled back since
     */
    public static SQLException explain(Connection connection, String template, SQLException failure) {
        if (!FailureAction.INSUFFICIENT_PRIVILEGE.equals(FailureAction.sqlState(failure))) {
            return failure;
        }
        try {
            List<String> grants = missing(connection, InsertTemplate.parse(template));
            return grants.isEmpty() ? failure : explained(Reason.of(failure), grants, failure);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    private static SQLException explained(String what, List<String> grants, SQLException cause) {
        return new ExplainedException(
                what + "; have the owner or an administrator run:\n" + String.join("\n", grants), cause);
    }

    private static List<String> ofJumbo(Connection connection) throws SQLException {
        List<String> grants = new ArrayList<>(asked(connection, SCHEMA));
        grants.addAll(asked(connection, OWN));
        return grants;
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
