package io.jumbo.app.check;

import io.jumbo.write.Preview;
import io.jumbo.write.template.InvalidTemplateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether the server takes the statement, and whether there will be a value for everything in it. */
final class StatementQuestion {

    private StatementQuestion() {}

    /**
     * Asks the server.
     *
     * @param ownSteps whether the route has steps of the user's own, which may set headers
     * @throws SQLException if it refuses the statement
     * @throws InvalidTemplateException if {@code run} would pause because of a name
     */
    static void ask(Connection connection, Preview preview, boolean ownSteps, Findings findings) throws SQLException {
        ask(preview, ownSteps, findings);
        preview.of(connection, "", List.of());
        findings.say("statement", "accepted by the server");
        findings.say("written", preview.way(connection).words());
    }

    /**
     * Asks no server.
     *
     * @throws InvalidTemplateException if {@code run} would pause because of a name
     */
    static void ask(Preview preview, boolean ownSteps, Findings findings) {
        preview.requirePossible(ownSteps);
        if (!ownSteps) {
            preview.requireKnownNames();
        }
        preview.unknownNames()
                .forEach(name ->
                        findings.say("names", ":?" + name + " must be set by a step of the route; it is NULL here"));
        if (preview.hasNoFields()) {
            findings.wrong("fields", "the statement takes nothing from a line: write %s where a field is to stand");
        }
    }
}
