package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A template and what the server says of it. Immutable; good until the schema changes.
 *
 * @param template as the user wrote it
 * @param writer the fastest way to write its rows
 * @param rowByRow the way that fits every statement
 * @param inputCheck finds values that are no input of their placeholder's type; absent where the server cannot
 */
record PreparedTemplate(
        InsertTemplate template, RowWriter writer, RowWriter rowByRow, Optional<InputCheck> inputCheck) {

    static PreparedTemplate prepare(Connection connection, InsertTemplate template) throws SQLException {
        ParameterTypes types = ParameterTypes.describe(connection, template);
        return new PreparedTemplate(
                template,
                WriteMethod.of(connection, template).writer(template, types),
                WriteMethod.BATCH.writer(template, types),
                InputCheck.isPossible(connection, types) ? Optional.of(new InputCheck(types)) : Optional.empty());
    }
}
