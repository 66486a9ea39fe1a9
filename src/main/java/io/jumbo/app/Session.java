package io.jumbo.app;

import io.jumbo.app.database.Database;
import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.offset.Transaction;
import io.jumbo.offset.Transaction.Work;
import io.jumbo.write.FailureAction;
import io.jumbo.write.InvalidTemplateException;
import io.jumbo.write.Reason;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command's connection to the database. Every failure leaves as a sentence for the user. */
final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Database database;

    private Session(Database database) {
        this.database = database;
    }

    static Session open(Workplace workplace) {
        Database database = workplace.openDatabase();
        try (Connection connection = database.dataSource().getConnection()) {
            LOG.debug("connected to {}", connection);
            return new Session(database);
        } catch (SQLException e) {
            database.close();
            throw new StartRefusedException(notConnected(database.settings(), e), e);
        }
    }

    /** Where the session is connected to. */
    DatabaseSettings settings() {
        return database.settings();
    }

    /** The watches that would run on this database. */
    Watches watches(Workplace workplace, Settings settings) {
        return Watches.of(workplace, settings, database);
    }

    /** Runs work in a transaction and commits it. */
    <T> T commit(Work<T> work) {
        return run(work, true);
    }

    /** Runs work in a transaction of which nothing stays. */
    <T> T rollBack(Work<T> work) {
        return run(work, false);
    }

    private <T> T run(Work<T> work, boolean keep) {
        DataSource dataSource = database.dataSource();
        try {
            return keep ? Transaction.run(dataSource, work) : Transaction.undo(dataSource, work);
        } catch (InvalidTemplateException e) {
            throw new StartRefusedException(e.getMessage(), e);
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "the database refused: " + Reason.of(e) + " (SQLSTATE " + FailureAction.sqlState(e) + ")", e);
        } catch (IOException e) {
            throw new StartRefusedException(e.toString(), e);
        }
    }

    private static String notConnected(DatabaseSettings settings, SQLException failure) {
        String state = FailureAction.sqlState(failure);
        String remedy = switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "28" -> "check DATABASE_USERNAME and DATABASE_PASSWORD in jumbo.env";
            case "3D" -> "check DATABASE_NAME in jumbo.env, or create the database";
            case "08" ->
                "check DATABASE_HOST, DATABASE_PORT and DATABASE_SSLMODE in jumbo.env, and that the server" + " runs";
            default -> "check jumbo.env";
        };
        return "cannot connect to " + settings.place() + ": " + cause(failure) + "; " + remedy;
    }

    /** The pool says only that it could not make a connection; why stands in its cause. */
    private static String cause(SQLException failure) {
        return failure.getCause() instanceof SQLException cause ? Reason.of(cause) : Reason.of(failure);
    }

    @Override
    public void close() {
        database.close();
    }
}
