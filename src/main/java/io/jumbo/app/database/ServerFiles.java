package io.jumbo.app.database;

import io.jumbo.app.setup.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where everything of one embedded server is kept.
 *
 * @param home directory of the server, absolute
 * @param programs directory into which PostgreSQL itself is unpacked: not a temporary one, because systems tidy those up
 *     under a server that runs for weeks
 */
record ServerFiles(Path home, Path programs) {

    /** All in one directory, so that removing it removes everything. */
    static ServerFiles in(Path home) {
        Path absolute = home.toAbsolutePath().normalize();
        return new ServerFiles(absolute, absolute.resolve("programs"));
    }

    Path data() {
        return home.resolve("postgres");
    }

    /** Where a cluster is made. It gets its name when it is complete: a start may be interrupted at any moment. */
    Path unfinished() {
        return home.resolve("postgres.unfinished");
    }

    /** Whether there is a cluster, so that rows may be in it. */
    boolean holdData() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    ServerLog log() {
        return new ServerLog(home.resolve("postgres.log"));
    }

    Path users() {
        return home.resolve("users.lock");
    }

    ServerPort port() {
        return new ServerPort(home.resolve("port"));
    }

    /** Nobody else may look into it: the library leaves its programs writable for everybody. */
    void create() {
        try {
            Files.createDirectories(home);
            if (Files.getFileStore(home).supportsFileAttributeView(PosixFileAttributeView.class)) {
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new StartRefusedException(
                    "the directory " + home + " for the embedded database cannot be created (" + e
                            + "); start Jumbo in a directory it may write to, or name a database in ./jumbo.env",
                    e);
        }
    }
}
