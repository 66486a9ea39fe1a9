package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.JumboEnv;
import io.jumbo.app.setup.StartRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/**
 * The database of the process: the user's own, or the embedded one. Closing it closes the connections, then stops an
 * embedded server that nobody else uses; the routes must have stopped before. The {@link #dataSource()} is thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final String HOME = ".jumbo";

    private final Destination destination;
    private final Optional<EmbeddedDatabase> embedded;
    private final Optional<Supervision> supervision;
    private final BasicDataSource pool;

    private Database(Destination destination, Optional<EmbeddedDatabase> embedded) {
        this.destination = destination;
        this.embedded = embedded;
        this.pool = Pool.open(destination);
        this.supervision = embedded.map(Supervision::of);
    }

    /**
     * Opens what {@code jumbo.env} and the environment say. Does not connect to a database of the user's; an embedded
     * one answers when this returns, and is made if there is none yet.
     *
     * @param directory the working directory
     * @param environment the process environment
     * @param stopping asked whether to give up the start of an embedded server
     * @throws StartRefusedException with everything that is wrong
     */
    public static Database open(Path directory, Map<String, String> environment, BooleanSupplier stopping) {
        Optional<DatabaseSettings> configured = JumboEnv.read(directory, environment);
        if (configured.isPresent()) {
            return new Database(new ConfiguredDatabase(directory, environment, configured.get()), Optional.empty());
        }
        EmbeddedDatabase server = EmbeddedDatabase.start(directory.resolve(HOME), stopping);
        try {
            return new Database(server, Optional.of(server));
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /**
     * The same, but makes no database: empty if none is configured and no embedded one was ever made here.
     *
     * @throws StartRefusedException with everything that is wrong
     */
    public static Optional<Database> openExisting(Path directory, Map<String, String> environment) {
        boolean exists =
                JumboEnv.read(directory, environment).isPresent() || EmbeddedDatabase.isIn(directory.resolve(HOME));
        return exists ? Optional.of(open(directory, environment, () -> false)) : Optional.empty();
    }

    /** In the place of a database that is not there yet, for who only makes routes; a connection is refused. */
    public static DataSource absent() {
        return Pool.open(new Destination() {
            @Override
            public DatabaseSettings settings() {
                throw new IllegalStateException("there is no database yet");
            }

            @Override
            public Connection connect() throws SQLException {
                throw new SQLException("there is no database yet", "08001");
            }
        });
    }

    /** Connections with auto-commit off. */
    public DataSource dataSource() {
        return pool;
    }

    /** Makes room for so many watches at once. */
    public void serve(int watches) {
        Pool.size(pool, watches);
    }

    /** Where the database is, now; printing it shows no password. */
    public DatabaseSettings settings() {
        return destination.settings();
    }

    /** Where the embedded database keeps its data; empty for a database of the user's. */
    public Optional<Path> embeddedIn() {
        return embedded.map(EmbeddedDatabase::data);
    }

    @Override
    public void close() {
        try {
            pool.close();
        } catch (SQLException e) {
            throw new StartRefusedException("connections to " + settings().place() + " were not closed: " + e, e);
        } finally {
            supervision.ifPresent(Supervision::close);
            embedded.ifPresent(EmbeddedDatabase::close);
        }
    }
}
