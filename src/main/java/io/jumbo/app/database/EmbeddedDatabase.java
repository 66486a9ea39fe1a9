package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.offset.Transaction;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A PostgreSQL server of Jumbo's own, for who has none. Its data stays in the home directory and is as durable as on any
 * server: {@code fsync} and {@code synchronous_commit} are on.
 *
 * <p>It listens on 127.0.0.1 only and asks for no password, so it is not for a machine that others log in to. Several
 * processes in one directory share one server; the last one to close stops it. A server that was left running because
 * its Jumbo was killed is used again; one that has ended is started again, possibly on another port
 * ({@link Supervision}).
 *
 * <p>Each connection is asked whose server it came to before anything is sent to it: rows never go to another server
 * that has taken the port.
 */
public final class EmbeddedDatabase implements Destination, AutoCloseable {

    private static final String NOT_ESTABLISHED = "08001";

    private final ServerFiles files;
    private final ServerStarter starter;
    private final ServerUsers users;
    private volatile RunningServer server;

    private EmbeddedDatabase(ServerFiles files, ServerStarter starter, ServerUsers users, RunningServer server) {
        this.files = files;
        this.starter = starter;
        this.users = users;
        this.server = server;
    }

    /**
     * Whether there is a database in this home directory, running or not. Makes nothing.
     *
     * @param home directory for everything that belongs to the server
     */
    public static boolean isIn(Path home) {
        return ServerFiles.in(home).holdData();
    }

    /**
     * Finds the running server of this home directory, or starts it; returns when it answers.
     *
     * @param home directory for everything that belongs to the server; created if missing
     * @param stopping asked whether to give up
     * @throws StartRefusedException with the reason and the remedy; then nothing is left running
     */
    public static EmbeddedDatabase start(Path home, BooleanSupplier stopping) {
        ServerFiles files = ServerFiles.in(home);
        files.create();
        try {
            return start(files, ServerStarter.packed(files), stopping);
        } catch (IOException e) {
            throw refused(files, e);
        }
    }

    static EmbeddedDatabase start(ServerFiles files, ServerStarter starter, BooleanSupplier stopping) {
        try {
            ServerUsers users = ServerUsers.open(files.users());
            try {
                return start(files, starter, users, stopping);
            } catch (IOException | RuntimeException | Error e) {
                users.close();
                throw e;
            }
        } catch (IOException e) {
            throw refused(files, e);
        }
    }

    @SuppressWarnings("try") // the gate is only held
    private static EmbeddedDatabase start(
            ServerFiles files, ServerStarter starter, ServerUsers users, BooleanSupplier stopping) throws IOException {
        try (FileLock gate = users.gate()) {
            users.join();
            Optional<RunningServer> running = RunningServer.find(files, stopping);
            return new EmbeddedDatabase(
                    files, starter, users, running.isPresent() ? running.get() : starter.start(files, stopping));
        }
    }

    @Override
    public DatabaseSettings settings() {
        return server.settings();
    }

    /** The directory that holds its data. */
    public Path data() {
        return files.data();
    }

    @Override
    public Connection connect() throws SQLException {
        RunningServer meant = server;
        Connection connection;
        ServerIdentity found;
        try {
            connection = Pool.connect(meant.settings());
        } catch (SQLException e) {
            throw isOwnRefusal(e) ? e : stranger(meant, "", e);
        }
        try {
            found = ServerIdentity.of(connection);
        } catch (SQLException e) {
            Transaction.giveUp(connection);
            throw isOwnRefusal(e) ? e : stranger(meant, "", e);
        }
        if (!found.equals(meant.identity())) {
            Transaction.giveUp(connection);
            throw stranger(meant, " (it keeps " + found.dataDirectory() + ")", null);
        }
        return connection;
    }

    /** What our own server may answer as well: nothing, too many connections, starting or stopping. Anything else it would never say. */
    private static boolean isOwnRefusal(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    private SQLException stranger(RunningServer meant, String who, SQLException cause) {
        return new SQLException(
                "another server" + who + " answers on " + RunningServer.LOOPBACK + ":" + meant.port()
                        + ", not the embedded one of " + files.data() + "; nothing is written there",
                NOT_ESTABLISHED,
                cause);
    }

    /** The server that is in use. */
    RunningServer server() {
        return server;
    }

    /** Where its files are. */
    ServerFiles files() {
        return files;
    }

    /**
     * Starts the server again, or takes up with the one that another Jumbo has started again meanwhile. Returns it when it answers; empty if another Jumbo
     * is about it just now.
     *
     * @throws IOException also if its data is gone: an empty database must not take its place
     */
    @SuppressWarnings("try") // the gate is only held
    synchronized Optional<RunningServer> startAgain(BooleanSupplier stopping) throws IOException {
        Optional<FileLock> free = users.gateIfOpen();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        try (FileLock gate = free.get()) {
            if (!files.holdData()) {
                throw new IOException(files.data() + " is gone; put it back, or end Jumbo and start with a new one");
            }
            Optional<RunningServer> running = RunningServer.find(files, stopping);
            server = running.isPresent() ? running.get() : starter.start(files, stopping);
            return Optional.of(server);
        }
    }

    /** Keeps the server's log short, unless another Jumbo does something about the server just now. */
    @SuppressWarnings("try") // the gate is only held
    synchronized void keepLogShort() throws IOException {
        if (files.log().size() > ServerLog.LONGEST) {
            Optional<FileLock> free = users.gateIfOpen();
            if (free.isPresent()) {
                try (FileLock gate = free.get()) {
                    files.log().keepShort();
                }
            }
        }
    }

    /** Stops the server if no other process uses it, else leaves it to them. Returns when it has ended. */
    @Override
    @SuppressWarnings("try") // the gate is only held
    public synchronized void close() {
        try (users;
                FileLock gate = users.gate()) {
            if (users.leave()) {
                server.end(files);
            }
        } catch (IOException e) {
            throw new StartRefusedException("the embedded database in " + files.home() + " was not stopped: " + e, e);
        }
    }

    private static StartRefusedException refused(ServerFiles files, IOException cause) {
        return new StartRefusedException(
                "the embedded database in " + files.home() + " cannot be used (" + cause
                        + "); check who owns that directory"
                        + " and its permissions, or name a database of your own in ./jumbo.env",
                cause);
    }
}
