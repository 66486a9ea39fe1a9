package io.jumbo.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whose an embedded server is, as the server says itself. A port proves nothing: when a server has ended, any other may
 * take it, and each Jumbo's server lets everybody in.
 *
 * @param dataDirectory where it keeps its data, in its own words; tells a copy of a directory from the original
 * @param systemIdentifier made once for each cluster; tells two machines or containers with the same paths apart
 */
record ServerIdentity(String dataDirectory, long systemIdentifier) {

    private static final String QUESTION =
            "SELECT current_setting('data_directory'), system_identifier FROM pg_control_system()";

    static ServerIdentity of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(QUESTION)) {
            answer.next();
            return new ServerIdentity(answer.getString(1), answer.getLong(2));
        }
    }

    /** Whether this is the server of a directory, whatever links lead there. */
    boolean keeps(Path data) throws IOException {
        Path named = Path.of(dataDirectory);
        return Files.exists(named) && named.toRealPath().equals(data.toRealPath());
    }
}
