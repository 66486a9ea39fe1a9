package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.JumboEnv;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.offset.Transaction;
import io.jumbo.write.failure.FailureAction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's own database, as {@code jumbo.env} and the environment name it. While it lets nobody in or does not answer,
 * the file is read again at each try, so that a corrected password goes on by itself. What cannot be used is told once,
 * and the values from before stay. If the file names another place, the connections to the former one are cut.
 */
final class ConfiguredDatabase implements Destination {

    private static final Logger LOG = LoggerFactory.getLogger("jumbo");

    /** No connection, who connects, which database, who may not connect, what lets nobody in: what stands in the file. */
    private static final Set<String> MENDED_BY_THE_FILE = Set.of("08", "28", "3D", "3F", "42", "55");

    private final Path directory;
    private final Map<String, String> environment;
    private final Set<Connection> connections = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile DatabaseSettings settings;
    private String told = "";

    /**
     * @param directory where the file is
     * @param settings what stood there at the start
     */
    ConfiguredDatabase(Path directory, Map<String, String> environment, DatabaseSettings settings) {
        this.directory = directory;
        this.environment = environment;
        this.settings = settings;
    }

    @Override
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public Connection connect() throws SQLException {
        DatabaseSettings tried = settings;
        try {
            return kept(Pool.connect(tried), tried);
        } catch (SQLException e) {
            String state = FailureAction.sqlState(e);
            if (state.length() < 2 || !MENDED_BY_THE_FILE.contains(state.substring(0, 2)) || !hasChangedSince(tried)) {
                throw e;
            }
        }
        DatabaseSettings corrected = settings;
        return kept(Pool.connect(corrected), corrected);
    }

    /** Whether other values count by now than those that were tried. */
    private synchronized boolean hasChangedSince(DatabaseSettings tried) {
        try {
            Optional<DatabaseSettings> now = JumboEnv.read(directory, environment);
            if (now.isEmpty()) {
                tellOnce(JumboEnv.FILE + " is gone");
            } else if (!now.get().equals(settings)) {
                boolean elsewhere = !now.get().isSamePlace(settings);
                settings = now.get();
                told = "";
                LOG.info("{} has changed and was read again: rows go to {}", JumboEnv.FILE, settings.place());
                if (elsewhere) {
                    connections.forEach(Transaction::giveUp);
                    connections.clear();
                }
            }
        } catch (StartRefusedException e) {
            tellOnce(String.join("; ", e.reasons()));
        }
        return !settings.equals(tried);
    }

    private void tellOnce(String problem) {
        if (!problem.equals(told)) {
            told = problem;
            LOG.warn("{}; the values read before stay: {}", problem, settings.place());
        }
    }

    private synchronized Connection kept(Connection connection, DatabaseSettings from) throws SQLException {
        if (!from.isSamePlace(settings)) {
            Transaction.giveUp(connection);
            throw new SQLException(
                    JumboEnv.FILE + " has changed while a connection was made; it is made again", "08003");
        }
        connections.add(connection);
        return connection;
    }
}
