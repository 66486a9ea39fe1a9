package io.jumbo.app;

import io.jumbo.app.database.Database;
import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.JumboEnv;
import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.offset.Transaction;
import io.jumbo.offset.Transaction.Work;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.template.InvalidTemplateException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command's connection to the database. Every failure leaves as a sentence for the user. */
final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** Said where there is no database; the command may have been called in a wrong directory. */
    static final String NONE = ": no " + JumboEnv.FILE + " and no .jumbo/postgres here; start Jumbo here first";

    private final Database database;

    private Session(Database database) {
        this.database = database;
    }

    /** Empty if no database is configured and no embedded one was ever made here; makes none. */
    static Optional<Session> open(Workplace workplace) {
        return workplace.existingDatabase().map(Session::connected);
    }

    private static Session connected(Database database) {
        try (Connection connection = database.dataSource().getConnection()) {
            LOG.debug("connected to {}", connection);
            return new Session(database);
        } catch (SQLException e) {
            database.close();
            throw new StartRefusedException(notConnected(database, e), e);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /** Where the session is connected to. */
    DatabaseSettings settings() {
        return database.settings();
    }

    /** Whether the database is the embedded one. */
    boolean isEmbedded() {
        return database.embeddedIn().isPresent();
    }

    /** The watches that would run on this database. */
    Watches watches(Workplace workplace, Settings settings) {
        return Watches.of(workplace, settings, database.dataSource());
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
            throw new StartRefusedException("the database refused: " + Reason.withState(e, Reason.of(e)), e);
        } catch (IOException e) {
            throw new StartRefusedException(e.toString(), e);
        }
    }

    private static String notConnected(Database database, SQLException failure) {
        String remedy = database.embeddedIn()
                .map(data -> "see postgres.log beside " + data)
                .orElseGet(() -> remedy(FailureAction.sqlState(failure)));
        return "cannot connect to " + database.settings().place() + ": " + cause(failure)
                + (FailureAction.sqlState(failure).equals(FailureAction.INSUFFICIENT_PRIVILEGE) ? "" : "; " + remedy);
    }

    private static String remedy(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "28" -> "check DATABASE_USERNAME and DATABASE_PASSWORD in jumbo.env";
            case "3D" -> "check DATABASE_NAME in jumbo.env, or create the database";
            case "08" ->
                "check DATABASE_HOST, DATABASE_PORT and DATABASE_SSLMODE in jumbo.env, and that the server" + " runs";
            default -> "check jumbo.env";
        };
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
