package io.jumbo.write;

import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.IntervalColumns;
import io.jumbo.write.template.ParameterTypes;
import io.jumbo.write.ways.Experience;
import io.jumbo.write.ways.Way;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A template and what the server says of it. Immutable; good until the schema changes.
 *
 * @param template as the user wrote it
 * @param types of its placeholders
 * @param way how its rows are written
 * @param inputCheck finds values that are no input of their placeholder's type; absent where there is no placeholder, or too many
 */
record PreparedTemplate(InsertTemplate template, ParameterTypes types, Way way, Optional<InputCheck> inputCheck) {

    /** A result has at most 1,664 columns, and several questions are asked about each value. */
    private static final int MOST_CHECKED = 500;

    /** Asks the server, for lines that are no chunk. */
    static PreparedTemplate prepare(Connection connection, InsertTemplate template) throws SQLException {
        return prepare(connection, template, new Experience());
    }

    /** Asks the server. */
    static PreparedTemplate prepare(Connection connection, InsertTemplate written, Experience experience)
            throws SQLException {
        ParameterTypes described = ParameterTypes.describe(connection, written);
        InsertTemplate template = IntervalColumns.read(connection, written, described);
        ParameterTypes types = template == written
                ? described
                : ParameterTypes.describe(connection, template).taking(described);
        Way way = Way.of(connection, template, types, experience);
        Optional<InputCheck> check =
                InputCheck.of(connection, types).filter(asked -> types.types().size() <= MOST_CHECKED);
        return new PreparedTemplate(template, types, way, check);
    }

    /** The same for a few lines. */
    PreparedTemplate forFew() {
        return new PreparedTemplate(template, types, way.forFew(), inputCheck);
    }

    /** The same, except that lines are always made rows. */
    PreparedTemplate withRowsOnly() {
        return new PreparedTemplate(template, types, way.withRowsOnly(), inputCheck);
    }
}
