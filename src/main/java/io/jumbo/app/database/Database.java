package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.JumboEnv;
import io.jumbo.app.setup.StartRefusedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/**
 * The database of the process: the user's own, or the embedded one. Closing it closes the connections, then stops an
 * embedded server that nobody else uses; the routes must have stopped before. The {@link #dataSource()} is thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final String HOME = ".jumbo";

    private final DatabaseSettings settings;
    private final Optional<EmbeddedDatabase> embedded;
    private final BasicDataSource pool;

    private Database(DatabaseSettings settings, Optional<EmbeddedDatabase> embedded) {
        this.settings = settings;
        this.embedded = embedded;
        this.pool = Pool.open(settings);
    }

    /**
     * Opens what {@code jumbo.env} and the environment say. Does not connect to a database of the user's; an embedded
     * one answers when this returns.
     *
     * @param directory the working directory
     * @param environment the process environment
     * @throws StartRefusedException with everything that is wrong
     */
    public static Database open(Path directory, Map<String, String> environment) {
        Optional<DatabaseSettings> own = JumboEnv.read(directory, environment);
        if (own.isPresent()) {
            return new Database(own.get(), Optional.empty());
        }
        EmbeddedDatabase embedded = EmbeddedDatabase.start(directory.resolve(HOME));
        return new Database(embedded.settings(), Optional.of(embedded));
    }

    /** Connections with auto-commit off. */
    public DataSource dataSource() {
        return pool;
    }

    /** Where the database is; printing it shows no password. */
    public DatabaseSettings settings() {
        return settings;
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
            throw new StartRefusedException("connections to " + settings.place() + " were not closed: " + e, e);
        } finally {
            embedded.ifPresent(EmbeddedDatabase::close);
        }
    }
}
