package io.jumbo.app.check;

import io.jumbo.option.DateOptions;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.Preview;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.tables.RequiredTables;
import io.jumbo.write.template.InsertTemplate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tries a watch on whole files: what {@code run} would make of them if it began with them now.
 *
 * @param options of the watch, which need not be configured
 * @param files to read, from the beginning to the end
 */
public record WatchTrial(WatchOptions options, List<Path> files) {

    /**
     * Prepares what {@code run} prepares, then writes the files.
     *
     * @param connection in a transaction that the caller rolls back
     * @throws SQLException with what the server refuses that is no line's fault
     */
    public void ask(Connection connection, Findings findings) throws SQLException {
        InsertTemplate template = InsertTemplate.parse(options.get(Option.INSERT));
        if (RequiredTables.hasTarget(connection, template)) {
            findings.say(
                    "warning",
                    "the table is there already, so that create-table makes none: the rows are tried on it as it is."
                            + " Give the table another name if it is not meant");
        }
        TablesQuestion.ask(connection, options, findings);
        Preview preview = new Preview(options.watch(), template, FieldFormat.of(options), DateOptions.of(options));
        StatementQuestion.ask(connection, preview, false, findings);
        for (Path file : files) {
            new FileTrial(options, preview, findings).ask(connection, file);
        }
    }
}
