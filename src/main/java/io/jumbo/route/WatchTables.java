package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.offset.DateReading;
import io.jumbo.offset.Origin;
import io.jumbo.offset.Tables;
import io.jumbo.offset.Transactions;
import io.jumbo.offset.WatchStart;
import io.jumbo.option.DateOptions;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.tables.CrashSafety;
import io.jumbo.write.tables.RequiredTables;
import io.jumbo.write.template.InsertTemplate;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables that a watch needs: makes them, and tells what a person should know about them. For the thread that polls. */
final class WatchTables {

    private static final Logger LOG = LoggerFactory.getLogger(WatchTables.class);

    private final WatchOptions options;
    private final Listeners listeners;
    private final DateOptions dates;
    private final Set<String> told = new HashSet<>();
    private boolean ownThere;
    private boolean targetMade;
    private boolean mayWarn = true;
    private boolean zoneTold;

    /** Where they are. */
    private String place = "";

    WatchTables(WatchOptions options, Listeners listeners) {
        this.options = options;
        this.listeners = listeners;
        this.dates = DateOptions.of(options);
    }

    /** The database may have come back without them. */
    void mayBeGone() {
        ownThere = false;
        mayWarn = true;
    }

    /**
     * Makes Jumbo's own tables. Cheap once done.
     *
     * @return whether the connections lead to another database than before: there everything is as at a start
     */
    boolean makeOwn(Transactions transactions) throws SQLException, IOException {
        if (ownThere) {
            return false;
        }
        String found = transactions.run(connection -> {
            RequiredTables.makeOwn(connection, template(), options.get(Option.CREATE_TABLE));
            RequiredTables.requireOwn(connection, template(), options.get(Option.CREATE_TABLE));
            return WatchStart.place(connection);
        });
        transactions.run(connection -> {
            Tables.speedUp(connection);
            return null;
        });
        tellAssumed(transactions.run(connection -> DateReading.ask(connection, dates)));
        ownThere = true;
        boolean elsewhere = !place.isEmpty() && !place.equals(found);
        targetMade &= !elsewhere;
        place = found;
        return elsewhere;
    }

    /** Makes the user's table, if there is a statement for that. Cheap once done. */
    void makeTarget(Transactions transactions) throws SQLException, IOException {
        Optional<String> statement = options.get(Option.CREATE_TABLE);
        if (!targetMade && statement.isPresent()) {
            transactions
                    .run(connection -> {
                        DateReading.ask(connection, dates).begin(connection); // its defaults may hold dates
                        return RequiredTables.makeTarget(connection, template(), statement.get());
                    })
                    .ifPresent(cause -> listeners.tell(events -> events.tableNotCreated(options.watch(), cause)));
        }
        targetMade = true;
        warn(transactions);
    }

    private InsertTemplate template() {
        return InsertTemplate.parse(options.get(Option.INSERT));
    }

    /** Once that is known: the user's table may not be there yet. */
    private void warn(Transactions transactions) throws IOException {
        if (mayWarn) {
            mayWarn = false;
            try {
                transactions.run(connection -> CrashSafety.warnings(connection, template())).stream()
                        .filter(told::add)
                        .forEach(warning ->
                                listeners.tell(events -> events.tableNotCrashSafe(options.watch(), warning)));
            } catch (SQLException e) {
                LOG.debug("{}: whether rows are safe in a crash is not known", options.watch(), e);
            }
        }
    }

    private void tellAssumed(DateReading reading) {
        if (reading.zone().origin() == Origin.ASSUMED && !zoneTold) {
            zoneTold = true;
            listeners.tell(
                    events -> events.zoneAssumed(options.watch(), reading.zone().value()));
        }
    }
}
