package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.StartRefusedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that already runs on a data directory: left behind by a killed Jumbo, or shared with a live one. */
final class RunningServer {

    static final String LOOPBACK = "127.0.0.1";
    static final String ROLE = "postgres";
    static final String DATABASE = "postgres";

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    private RunningServer() {}

    /** The port of the server of this directory once it answers; empty if none runs. Waits for one that is starting. */
    static Optional<Integer> find(Path data) throws IOException {
        long giveUp = System.nanoTime() + ANSWER_WAIT.toNanos();
        while (true) {
            Optional<Postmaster> postmaster = Postmaster.of(data);
            if (postmaster.isEmpty()) {
                return Optional.empty();
            }
            Optional<ProcessHandle> process = postmaster.get().process();
            if (process.isEmpty()) {
                Postmaster.forget(data);
                return Optional.empty();
            }
            if (answers(postmaster.get().port(), data)) {
                return Optional.of(postmaster.get().port());
            }
            if (System.nanoTime() > giveUp) {
                throw new StartRefusedException(
                        "a PostgreSQL server (process " + postmaster.get().pid()
                                + ") holds " + data + " but does not answer on port "
                                + postmaster.get().port()
                                + "; end that process, then start again");
            }
            awaitEnd(process.get(), BETWEEN_QUESTIONS);
        }
    }

    /** How to connect to an embedded server. */
    static DatabaseSettings settings(int port) {
        return DatabaseSettings.of(LOOPBACK, port, DATABASE, ROLE, "");
    }

    /** Stops the server of this directory without waiting for its clients; returns when it has ended. */
    static void stop(ServerFiles files) throws IOException {
        Optional<ProcessHandle> process = Postmaster.of(files.data()).flatMap(Postmaster::process);
        if (process.isEmpty()) {
            return;
        }
        Optional<String> program = process.get().info().command();
        if (program.isPresent()) {
            pgCtlStop(Path.of(program.get()), files);
        } else {
            process.get().destroy();
        }
        if (!awaitEnd(process.get(), STOP_WAIT)) {
            throw new IOException("process " + process.get().pid() + " has not ended after " + STOP_WAIT.toSeconds()
                    + " s; see " + files.log());
        }
    }

    /** Through pg_ctl, because only it can ask for a fast shutdown on every system. */
    private static void pgCtlStop(Path postgres, ServerFiles files) throws IOException {
        String extension = postgres.toString().endsWith(".exe") ? ".exe" : "";
        List<String> command = new ArrayList<>(RootPrivileges.dropping());
        command.addAll(List.of(
                postgres.resolveSibling("pg_ctl" + extension).toString(),
                "stop",
                "-D",
                files.data().toString(),
                "-m",
                "fast",
                "-W"));
        File log = files.log().toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        awaitEnd(process.toHandle(), STOP_WAIT);
    }

    private static boolean answers(int port, Path data) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {LOOPBACK});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(DATABASE);
        source.setUser(ROLE);
        source.setConnectTimeout(1);
        source.setSocketTimeout(1);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW data_directory")) {
            return result.next() && Path.of(result.getString(1)).toRealPath().equals(data.toRealPath());
        } catch (SQLException | IOException e) {
            return false;
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
