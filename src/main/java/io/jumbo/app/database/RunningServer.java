package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.StartRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server that runs on a data directory: started just now, left behind by a killed Jumbo, or shared with a live one.
 *
 * @param process its process
 * @param port where it answers
 * @param identity what it says of itself
 */
record RunningServer(ProcessHandle process, int port, ServerIdentity identity) {

    static final String LOOPBACK = "127.0.0.1";
    static final String ROLE = "postgres";
    static final String DATABASE = "postgres";

    private static final String STARTING = "57P03";

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    /**
     * The server of this directory once it answers; empty if none runs. Waits for one that is starting, however long it recovers. One whose directory was
     * moved while it ran is stopped, since it lets nobody in any more.
     *
     * @param stopping asked whether to give up
     */
    static Optional<RunningServer> find(ServerFiles files, BooleanSupplier stopping) throws IOException {
        Path data = files.data();
        long giveUp = System.nanoTime() + ANSWER_WAIT.toNanos();
        while (true) {
            Optional<Postmaster> postmaster = Postmaster.of(data);
            Optional<ProcessHandle> process = postmaster.flatMap(Postmaster::process);
            if (process.isEmpty()) {
                if (postmaster.isPresent()) {
                    refuseCopy(postmaster.get());
                    postmaster.get().forget();
                }
                return Optional.empty();
            }
            if (postmaster.get().wasMoved()) {
                stop(files);
                return Optional.empty();
            }
            long pid = postmaster.get().pid();
            int port = postmaster.get().port();
            try {
                ServerIdentity identity = ask(port);
                if (identity.keeps(data)) {
                    return Optional.of(new RunningServer(process.get(), port, identity));
                }
            } catch (SQLException e) {
                if (STARTING.equals(e.getSQLState())) {
                    giveUp = System.nanoTime() + ANSWER_WAIT.toNanos();
                }
            }
            if (System.nanoTime() > giveUp || stopping.getAsBoolean()) {
                throw new StartRefusedException("a PostgreSQL server (process " + pid + ") holds " + data
                        + " but does not answer on port " + port + "; end that process, then start again");
            }
            new ServerProcess(process.get()).awaitEnd(BETWEEN_QUESTIONS);
        }
    }

    private static void refuseCopy(Postmaster postmaster) {
        Optional<String> original = postmaster.runningOriginal();
        if (original.isPresent()) {
            throw new StartRefusedException(postmaster.directory() + " was copied while the server of "
                    + original.get() + " ran: rows may be missing in it, or torn. Stop the Jumbo there and copy again;"
                    + " or remove " + postmaster.file() + ", then start again, to take this copy as it is");
        }
    }

    /** Its process id. */
    long pid() {
        return process.pid();
    }

    /** How to connect to it; the password is empty. */
    DatabaseSettings settings() {
        return DatabaseSettings.of(LOOPBACK, port, DATABASE, ROLE, "");
    }

    /** Whether it still runs, and no other has been started on its directory since. */
    boolean isAlive(Path data) {
        return Postmaster.of(data)
                .filter(postmaster -> postmaster.pid() == pid() && postmaster.port() == port)
                .flatMap(Postmaster::process)
                .isPresent();
    }

    /** Stops the server of this directory without waiting for its clients; returns when it has ended. */
    static void stop(ServerFiles files) throws IOException {
        Optional<ProcessHandle> process = Postmaster.of(files.data()).flatMap(Postmaster::process);
        if (process.isPresent()) {
            new ServerProcess(process.get()).stop(files);
        }
    }

    /** Stops the server of this directory, and this one too if its directory was moved away meanwhile. */
    void end(ServerFiles files) throws IOException {
        stop(files);
        if (!files.holdData() && process.isAlive()) {
            new ServerProcess(process).stop(files);
        }
    }

    private static ServerIdentity ask(int port) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {LOOPBACK});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(DATABASE);
        source.setUser(ROLE);
        source.setSocketFactory(KeepAliveSocketFactory.class.getName());
        source.setConnectTimeout(1);
        source.setSocketTimeout(1);
        try (Connection connection = source.getConnection()) {
            return ServerIdentity.of(connection);
        }
    }
}
