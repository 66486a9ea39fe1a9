package io.jumbo.app.check;

import io.jumbo.offset.DateReading;
import io.jumbo.option.DateOptions;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.tables.CrashSafety;
import io.jumbo.write.tables.RequiredTables;
import io.jumbo.write.tables.Rights;
import io.jumbo.write.template.InsertTemplate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How dates are read, and whether the tables are there, or may be made, and may be used. */
final class TablesQuestion {

    private TablesQuestion() {}

    /**
     * Makes what is missing, as {@code run} does.
     *
     * @throws SQLException if Jumbo's own tables are missing and may not be made, with the exact SQL to run
     */
    static void ask(Connection connection, WatchOptions options, Findings findings) throws SQLException {
        DateReading dates = DateReading.ask(connection, DateOptions.of(options));
        dates.begin(connection); // before a table is made, whose defaults may hold dates
        findings.say("dates", dates.described());
        InsertTemplate template = InsertTemplate.parse(options.get(Option.INSERT));
        Optional<String> createTable = options.get(Option.CREATE_TABLE);
        RequiredTables.makeOwn(connection, template, createTable);
        if (createTable.isPresent()) {
            RequiredTables.makeTarget(connection, template, createTable.get())
                    .ifPresent(refused -> findings.say("table", "may not be created: " + Reason.of(refused)));
        }
        List<String> missing = Rights.missing(connection, template);
        if (!missing.isEmpty()) {
            findings.wrong("rights", "some are missing; have the owner or an administrator run:");
            missing.forEach(grant -> findings.say("", grant));
        }
        CrashSafety.warnings(connection, template).forEach(warning -> findings.say("warning", warning));
    }
}
