package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.StartRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PostgreSQL server of Jumbo's own, for who has none. Its data stays in the home directory and is as durable as on any
 * server: {@code fsync} and {@code synchronous_commit} are on.
 *
 * <p>It listens on 127.0.0.1 only and asks for no password, so it is not for a machine that others log in to. Several
 * processes in one directory share one server; the last one to close stops it. A server that was left running because
 * its Jumbo was killed is used again. Not thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private final ServerFiles files;
    private final ServerUsers users;
    private final Optional<EmbeddedPostgres> started;
    private final int port;

    private EmbeddedDatabase(ServerFiles files, ServerUsers users, Optional<EmbeddedPostgres> started, int port) {
        this.files = files;
        this.users = users;
        this.started = started;
        this.port = port;
    }

    /**
     * Finds the running server of this home directory, or starts it; returns when it answers.
     *
     * @param home directory for everything that belongs to the server; created if missing
     * @throws StartRefusedException with the reason and the remedy
     */
    public static EmbeddedDatabase start(Path home) {
        ServerFiles files = ServerFiles.in(home);
        files.create();
        try {
            return start(files, ServerStarter.packed(files));
        } catch (IOException e) {
            throw refused(files, e);
        }
    }

    static EmbeddedDatabase start(ServerFiles files, ServerStarter starter) {
        try {
            ServerUsers users = ServerUsers.open(files.users());
            try {
                return start(files, starter, users);
            } catch (IOException | RuntimeException e) {
                users.close();
                throw e;
            }
        } catch (IOException e) {
            throw refused(files, e);
        }
    }

    @SuppressWarnings("try") // the gate is only held
    private static EmbeddedDatabase start(ServerFiles files, ServerStarter starter, ServerUsers users)
            throws IOException {
        try (FileLock gate = users.gate()) {
            Optional<Integer> running = RunningServer.find(files.data());
            Optional<EmbeddedPostgres> started =
                    running.isPresent() ? Optional.empty() : Optional.of(starter.start(files));
            users.join();
            return new EmbeddedDatabase(
                    files,
                    users,
                    started,
                    running.or(() -> started.map(EmbeddedPostgres::getPort)).orElseThrow());
        }
    }

    /** How to reach it; the password is empty. */
    public DatabaseSettings settings() {
        return RunningServer.settings(port);
    }

    /** The directory that holds its data. */
    public Path data() {
        return files.data();
    }

    /** Stops the server if no other process uses it, else leaves it to them. Returns when it has ended. */
    @Override
    @SuppressWarnings("try") // the gate is only held
    public void close() {
        try (users;
                FileLock gate = users.gate()) {
            if (users.leave()) {
                if (started.isPresent()) {
                    started.get().close(); // gives up after five seconds
                }
                RunningServer.stop(files);
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
