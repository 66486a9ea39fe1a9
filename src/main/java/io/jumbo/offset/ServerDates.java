package io.jumbo.offset;

import io.jumbo.option.DateOptions;
import io.jumbo.option.Option;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;

/** What a server says about its time zone and the order of its dates. What follows from it, {@link DateReading} decides. */
final class ServerDates {

    private static final String UNDEFINED_OBJECT = "42704";

    /** The more special of the rows that count for this role and database comes first. Readable by everybody. */
    private static final String OF_ROLE_OR_DATABASE =
            "SELECT DISTINCT ON (name) lower(split_part(item, '=', 1)) AS name,"
                    + " substr(item, strpos(item, '=') + 1) AS value, setrole <> 0 AS of_role, setdatabase <> 0 AS of_database"
                    + " FROM pg_catalog.pg_db_role_setting, unnest(setconfig) AS item"
                    + " WHERE setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user))"
                    + " AND setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))"
                    + " ORDER BY name, of_role DESC, of_database DESC";

    private static final String ASK =
            "WITH own AS (" + OF_ROLE_OR_DATABASE + ") SELECT lower(s.name) AS name, s.setting, s.source,"
                    + " own.value, own.of_role, own.of_database, current_setting('log_timezone') AS log_timezone"
                    + " FROM pg_catalog.pg_settings AS s LEFT JOIN own ON own.name = lower(s.name)"
                    + " WHERE lower(s.name) IN ('timezone', 'datestyle')";

    /** Only a superuser, or who was granted it, sees how the server was started and what stands in its files. */
    private static final String MAY_SEE_FILES = "SELECT has_table_privilege('pg_catalog.pg_file_settings', 'SELECT')"
            + " AND has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE')"
            + " AND has_function_privilege('pg_catalog.pg_read_file(text)', 'EXECUTE')";

    /** The command line, of which the server keeps a copy, outranks the files. */
    private static final String IN_FILES =
            "SELECT coalesce(substring(pg_read_file('postmaster.opts') FROM '(?i).*\"(?:-c|--)?timezone=([^\"]*)\"'),"
                    + " (SELECT setting FROM pg_catalog.pg_file_settings WHERE applied AND lower(name) = 'timezone'"
                    + " ORDER BY seqno DESC LIMIT 1))";

    /** As the server's own SET, with the value bound. */
    private static final String TRY_ZONE = "SELECT set_config('TimeZone', ?, true)";

    private ServerDates() {}

    /** Asks, as {@link DateReading#ask} has it. */
    static DateReading ask(Connection connection, DateOptions wanted) throws SQLException {
        DateReading.Parameter zone = null;
        DateReading.Parameter style = null;
        String logZone = "";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            while (row.next()) {
                DateReading.Parameter parameter = new DateReading.Parameter(
                        row.getString("setting"),
                        row.getString("source"),
                        Optional.ofNullable(row.getString("value")),
                        Origin.of(row.getBoolean("of_role"), row.getBoolean("of_database")));
                if (row.getString("name").equals("timezone")) {
                    zone = parameter;
                } else {
                    style = parameter;
                }
                logZone = row.getString("log_timezone");
            }
        }
        if (wanted.zone().isPresent()) {
            requireZone(connection, wanted.zone().get());
        }
        return new DateReading(
                DateReading.zone(wanted, zone, () -> inFiles(connection), logZone), DateReading.order(wanted, style));
    }

    private static void requireZone(Connection connection, String zone) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement(TRY_ZONE)) {
            statement.setString(1, zone);
            statement.execute();
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith("22")) {
                throw e;
            }
            throw new ExplainedException(
                    Option.PREFIX + Option.TIME_ZONE.key() + " = " + zone
                            + " is no time zone that the server knows; write one of SELECT name FROM pg_timezone_names, such as"
                            + " Europe/Berlin, or leave it empty",
                    UNDEFINED_OBJECT);
        }
        connection.rollback(savepoint);
    }

    private static Optional<String> inFiles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet may = statement.executeQuery(MAY_SEE_FILES)) {
                may.next();
                if (!may.getBoolean(1)) {
                    return Optional.empty();
                }
            }
            try (ResultSet row = statement.executeQuery(IN_FILES)) {
                row.next();
                return Optional.ofNullable(row.getString(1));
            }
        }
    }
}
