package io.jumbo.app.database;

import io.jumbo.app.setup.StartRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL itself and a new cluster, made by the library, which is stopped before it starts a server: it would not
 * notice that the server has ended at once, and would hold a lock that another Jumbo needs when it starts the server
 * again. The library never touches a cluster with rows in it.
 */
final class Installation {

    /** Keeps the library from making a cluster. */
    private static final String CONFIGURATION = "postgresql.conf";

    private static final String LIBRARY_LOCK = "epg-lock";

    private final ServerFiles files;
    private final PgBinaryResolver resolver;
    private final MessageDigest digest;

    Installation(ServerFiles files, PgBinaryResolver resolver) {
        this.files = files;
        this.resolver = resolver;
        try {
            this.digest = MessageDigest.getInstance("MD5"); // by which the library names the directory
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Unpacks the programs and makes a cluster, as far as they are missing. Returns the directory of the programs. */
    Path complete() throws IOException {
        refuseSomethingElse();
        remove(files.unfinished());
        Files.createDirectories(files.unfinished());
        if (files.holdData()) {
            Files.createFile(files.unfinished().resolve(CONFIGURATION));
        }
        prepare();
        Files.deleteIfExists(files.unfinished().resolve(LIBRARY_LOCK));
        if (files.holdData()) {
            remove(files.unfinished());
        } else {
            Files.move(files.unfinished(), files.data(), StandardCopyOption.REPLACE_EXISTING);
        }
        return files.programs()
                .resolve("PG-" + HexFormat.of().formatHex(digest.digest()))
                .resolve("bin");
    }

    private void refuseSomethingElse() throws IOException {
        if (Files.isDirectory(files.data()) && !files.holdData()) {
            try (Stream<Path> found = Files.list(files.data())) {
                if (found.findAny().isPresent()) {
                    throw new StartRefusedException(files.data() + " is not empty, but no database cluster (it has no"
                            + " PG_VERSION); put back what is missing, or move it away, then start again");
                }
            }
        }
    }

    private void prepare() throws IOException {
        Redirect log = Redirect.appendTo(files.log().file().toFile());
        try {
            EmbeddedPostgres.builder()
                    .setDataDirectory(files.unfinished())
                    .setOverrideWorkingDirectory(files.programs().toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPgBinaryResolver(this::digested)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    // Messages and sort order must not depend on the machine.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setDataDirectoryCustomizer(data -> {
                        throw new CompleteException();
                    })
                    .start();
            throw new IllegalStateException("the library has started a server");
        } catch (CompleteException complete) {
            return;
        }
    }

    private InputStream digested(String system, String machine) throws IOException {
        return new DigestInputStream(resolver.getPgBinary(system, machine), digest);
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> paths;
            try (Stream<Path> found = Files.walk(directory)) {
                paths = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }

    /** Everything is there; the library's next step would be the start. */
    private static final class CompleteException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CompleteException() {
            super(null, null, false, false);
        }
    }
}
