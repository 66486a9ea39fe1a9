package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.StartRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server that runs on a data directory: started just now, left behind by a killed Jumbo, or shared with a live one.
 *
 * @param pid its process id
 * @param port where it answers
 * @param identity what it says of itself
 */
record RunningServer(long pid, int port, ServerIdentity identity) {

    static final String LOOPBACK = "127.0.0.1";
    static final String ROLE = "postgres";
    static final String DATABASE = "postgres";

    private static final String STARTING = "57P03";

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    /**
     * The server of this directory once it answers; empty if none runs. Waits for one that is starting, however long it recovers.
     *
     * @param stopping asked whether to give up
     */
    static Optional<RunningServer> find(Path data, BooleanSupplier stopping) throws IOException {
        long giveUp = System.nanoTime() + ANSWER_WAIT.toNanos();
        while (true) {
            Optional<Postmaster> postmaster = Postmaster.of(data);
            Optional<ProcessHandle> process = postmaster.flatMap(Postmaster::process);
            if (process.isEmpty()) {
                if (postmaster.isPresent()) {
                    postmaster.get().forget(data);
                }
                return Optional.empty();
            }
            long pid = postmaster.get().pid();
            int port = postmaster.get().port();
            try {
                ServerIdentity identity = ask(port);
                if (identity.keeps(data)) {
                    return Optional.of(new RunningServer(pid, port, identity));
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
            awaitEnd(process.get(), BETWEEN_QUESTIONS);
        }
    }

    /** How to connect to it; the password is empty. */
    DatabaseSettings settings() {
        return DatabaseSettings.of(LOOPBACK, port, DATABASE, ROLE, "");
    }

    /** Whether it still runs, and no other has been started on its directory since. */
    boolean isAlive(Path data) {
        return Postmaster.of(data)
                .filter(postmaster -> postmaster.pid() == pid && postmaster.port() == port)
                .flatMap(Postmaster::process)
                .isPresent();
    }

    /** Stops the server of this directory without waiting for its clients; returns when it has ended. */
    static void stop(ServerFiles files) throws IOException {
        Optional<ProcessHandle> process = Postmaster.of(files.data()).flatMap(Postmaster::process);
        if (process.isEmpty()) {
            return;
        }
        Optional<String> program = process.get().info().command();
        if (program.isPresent()) {
            // Only pg_ctl can ask for a fast shutdown on every system.
            Process command =
                    new PgCtl(Path.of(program.get()).getParent(), files).run("stop", List.of("-m", "fast", "-W"));
            awaitEnd(command.toHandle(), STOP_WAIT);
        } else {
            process.get().destroy();
        }
        if (!awaitEnd(process.get(), STOP_WAIT)) {
            throw new IOException("process " + process.get().pid() + " has not ended after " + STOP_WAIT.toSeconds()
                    + " s; see " + files.log().file());
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

    private static boolean awaitEnd(ProcessHandle process, Duration atMost) {
        try {
            process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
