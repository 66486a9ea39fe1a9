package io.jumbo.write.template;

import io.jumbo.write.failure.FailureAction;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server says a template's placeholders are: the types it would give untyped parameters, so that PostgreSQL's own input
 * rules apply to every value. A placeholder whose type the server cannot tell is text, as a quoted literal in its place would be.
 *
 * @param types one for each placeholder, in order
 * @param declaredText whether the server had to be told that the placeholder is text
 */
public record ParameterTypes(List<ParameterType> types, List<Boolean> declaredText) {

    /** A name is used once: PREPARE survives a rollback, and a pooled session may still have one that was cut off. */
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

    private static final Logger LOG = LoggerFactory.getLogger(ParameterTypes.class);
    private static final String INDETERMINATE_DATATYPE = "42P18";
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    /**
     * {@code format_type} with modifier -1 names the type itself: varchar without length, bit quoted. An array of composites (category C, as
     * have domains over them) is of no use: {@code unnest} would take them apart. How {@code money} is written is up to {@code lc_monetary}: it is a number like
     * others only where that has a decimal point.
     */
    private static final String TYPES = "SELECT format_type(t.oid, -1) AS name,"
            + " CASE WHEN t.typarray = 0 OR t.typcategory = 'C' THEN '' ELSE format_type(t.typarray, -1) END AS array,"
            + " t.typdelim AS delimiter, t.oid::int8 AS oid,"
            + " CASE WHEN t.typcategory = 'S' OR t.oid = '\"char\"'::regtype THEN 'TEXT'"
            + " WHEN t.oid = 'money'::regtype AND '1.5'::text::money::numeric <> 1.5 THEN 'OTHER'"
            + " WHEN t.typcategory = 'N' THEN 'NUMBER' ELSE 'OTHER' END AS kind FROM ";

    private static final String OF_PREPARED =
            "pg_prepared_statements p, unnest(p.parameter_types::oid[]) WITH ORDINALITY AS parameter (type, number)"
                    + " JOIN pg_type t ON t.oid = parameter.type WHERE p.name = ? ORDER BY parameter.number";

    private static final String OF_NAMES = "unnest(?::text[]) WITH ORDINALITY AS parameter (type, number)"
            + " JOIN pg_type t ON t.oid = parameter.type::regtype ORDER BY parameter.number";

    public ParameterTypes {
        types = List.copyOf(types);
        declaredText = List.copyOf(declaredText);
    }

    /**
     * Has the server prepare a template, without executing it, inside the caller's transaction.
     *
     * @throws SQLException what the server has against the statement: an unknown table or column, a syntax error
     */
    public static ParameterTypes describe(Connection connection, InsertTemplate template) throws SQLException {
        boolean[] text = new boolean[template.placeholders().size()];
        while (true) {
            Savepoint savepoint = connection.setSavepoint();
            try {
                List<ParameterType> types = template.kind() == StatementKind.QUERY
                        ? prepared(connection, template, text)
                        : parsed(connection, template, text);
                connection.releaseSavepoint(savepoint);
                return new ParameterTypes(types, declared(text));
            } catch (SQLException e) {
                int unknown = indeterminate(e);
                if (unknown < 0 || unknown >= text.length || text[unknown]) {
                    throw e;
                }
                connection.rollback(savepoint);
                text[unknown] = true;
            }
        }
    }

    private static List<ParameterType> prepared(Connection connection, InsertTemplate template, boolean[] text)
            throws SQLException {
        String name = "jumbo_" + NUMBER.incrementAndGet();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("PREPARE " + name + declaration(text) + " AS " + template.numbered());
            List<ParameterType> types = types(connection, OF_PREPARED, name);
            statement.execute("DEALLOCATE " + name);
            return types;
        }
    }

    /** For what PREPARE does not take, but the protocol does: CALL. */
    private static List<ParameterType> parsed(Connection connection, InsertTemplate template, boolean[] text)
            throws SQLException {
        String sql = template.forDriver(index -> text[index] ? "?::text" : "?");
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            for (int i = 1; i <= text.length; i++) {
                names.add(parameters.getParameterTypeName(i));
            }
        }
        return types(connection, OF_NAMES, connection.createArrayOf("text", names.toArray()));
    }

    /**
     * Has the server check that the user may execute a template, without executing it: EXPLAIN goes exactly so far.
     *
     * @throws SQLException with SQLSTATE 42501 if not
     */
    public static void requirePrivileges(Connection connection, InsertTemplate template) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        String name = "jumbo_" + NUMBER.incrementAndGet();
        String nulls = template.placeholders().stream().map(each -> "NULL").collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("PREPARE " + name + " AS " + template.numbered());
            statement.execute("EXPLAIN EXECUTE " + name + (nulls.isEmpty() ? "" : "(" + nulls + ")"));
            statement.execute("DEALLOCATE " + name);
        } catch (SQLException e) {
            if (FailureAction.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            LOG.debug("the privileges cannot be told without executing the statement", e);
        }
        connection.rollback(savepoint);
    }

    private static List<ParameterType> types(Connection connection, String of, Object which) throws SQLException {
        List<ParameterType> types = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TYPES + of)) {
            statement.setObject(1, which);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    types.add(new ParameterType(
                            row.getString("name"),
                            row.getString("array"),
                            row.getString("delimiter").charAt(0),
                            row.getLong("oid"),
                            ValueKind.valueOf(row.getString("kind"))));
                }
            }
        }
        return types;
    }

    /** What the placeholders take, in order. */
    public List<ValueKind> kinds() {
        return types.stream().map(ParameterType::kind).toList();
    }

    /** The same types for placeholders that take what those of another template take. */
    public ParameterTypes taking(ParameterTypes other) {
        List<ParameterType> taking = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            ParameterType type = types.get(i);
            ValueKind kind = other.types.get(i).kind();
            taking.add(new ParameterType(type.name(), type.array(), type.delimiter(), type.oid(), kind));
        }
        return new ParameterTypes(taking, declaredText);
    }

    private static String declaration(boolean[] text) {
        int last = text.length;
        while (last > 0 && !text[last - 1]) {
            last--;
        }
        return last == 0
                ? ""
                : declared(Arrays.copyOf(text, last)).stream()
                        .map(isText -> isText ? "text" : "unknown")
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static List<Boolean> declared(boolean[] text) {
        List<Boolean> declared = new ArrayList<>();
        for (boolean isText : text) {
            declared.add(isText);
        }
        return declared;
    }

    /** The index of the placeholder the server cannot tell the type of, or -1 for any other error. */
    private static int indeterminate(SQLException e) {
        Matcher matcher = PARAMETER.matcher(String.valueOf(e.getMessage()));
        return INDETERMINATE_DATATYPE.equals(e.getSQLState()) && matcher.find()
                ? Integer.parseInt(matcher.group(1)) - 1
                : -1;
    }
}
