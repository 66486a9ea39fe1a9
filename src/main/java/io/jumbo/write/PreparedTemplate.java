package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A template and what the server says of it. Immutable; good until the schema changes.
 *
 * @param template as the user wrote it
 * @param writer the fastest way to write its rows
 * @param rowByRow the way that fits every statement
 */
record PreparedTemplate(InsertTemplate template, RowWriter writer, RowWriter rowByRow) {

    static PreparedTemplate prepare(Connection connection, InsertTemplate template) throws SQLException {
        ParameterTypes types = ParameterTypes.describe(connection, template);
        return new PreparedTemplate(
                template, WriteMethod.of(template).writer(template, types), WriteMethod.BATCH.writer(template, types));
    }
}
