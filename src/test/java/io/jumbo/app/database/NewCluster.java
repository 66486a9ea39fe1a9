package io.jumbo.app.database;

import io.jumbo.support.PostgresServer;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The embedded server's cluster as it is when it was just made, for tests that are not about its making: that takes longer than a start. */
public final class NewCluster {

    private NewCluster() {}

    /** Made with the first test that needs it, removed with the JVM. */
    private static final class Original {
        private static final ServerFiles FILES = make();

        private static ServerFiles make() {
            try {
                Path home = Files.createTempDirectory("jumbo-test-cluster");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home)));
                ServerFiles files = new ServerFiles(home, PostgresServer.programs());
                new Installation(files, DefaultPostgresBinaryResolver.INSTANCE).complete();
                return files;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Copies it to where a server with this home directory has its data. All copies have the same system identifier. */
    public static void copyTo(Path home) throws IOException {
        Path original = Original.FILES.data();
        Path data = ServerFiles.in(home).data();
        Files.createDirectories(home);
        for (Path path : paths(original)) {
            Files.copy(path, data.resolve(original.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Each directory before what is in it. */
    private static List<Path> paths(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            return found.toList();
        }
    }

    private static void remove(Path directory) {
        try {
            for (Path path :
                    paths(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
