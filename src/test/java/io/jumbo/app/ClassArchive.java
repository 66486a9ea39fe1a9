package io.jumbo.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The class path of the processes under test, and an archive of what a start loads of it, as {@code bin/jumbo} makes one: it halves the time of a start. */
final class ClassArchive {

    private static final Path DIRECTORY = Path.of("target", "class-archive").toAbsolutePath();

    /** What a user has, absolute: without the classes and the log settings of the tests. */
    private static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(element -> Path.of(element).toAbsolutePath())
            .filter(element -> !element.endsWith("test-classes"))
            .toList();

    private ClassArchive() {}

    /** Made with the first process, for this run of all tests. */
    private static final class Made {
        private static final List<String> OPTIONS = make();

        private static List<String> make() {
            if (!CLASS_PATH.stream().allMatch(Files::isRegularFile)) {
                return List.of(); // Java archives no classes of directories
            }
            try {
                Path archive = Files.createDirectories(DIRECTORY).resolve(name());
                makeOnce(archive);
                return quietly("-XX:SharedArchiveFile=" + archive);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Other libraries make another one. */
        private static String name() throws IOException {
            StringBuilder libraries = new StringBuilder(System.getProperty("java.vm.version"));
            for (Path library : CLASS_PATH) {
                libraries.append(library).append(Files.size(library)).append(Files.getLastModifiedTime(library));
            }
            return Integer.toHexString(libraries.toString().hashCode()) + ".jsa";
        }

        @SuppressWarnings("try") // the lock is only held: other JVMs of tests want the same archive
        private static void makeOnce(Path archive) throws IOException, InterruptedException {
            try (FileChannel channel = FileChannel.open(
                            DIRECTORY.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!Files.exists(archive)) {
                    Path unfinished = DIRECTORY.resolve("unfinished.jsa");
                    Files.deleteIfExists(unfinished);
                    run(quietly("-XX:ArchiveClassesAtExit=" + unfinished));
                    Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }

        /** A start whose database is not there. */
        private static void run(List<String> options) throws IOException, InterruptedException {
            Map<String, String> nowhere = Map.of(
                    "DATABASE_HOST", "127.0.0.1",
                    "DATABASE_PORT", "1",
                    "DATABASE_NAME", "none",
                    "DATABASE_USERNAME", "none",
                    "DATABASE_PASSWORD", "none");
            Path directory = Files.createTempDirectory(DIRECTORY, "run");
            Files.createDirectory(directory.resolve("data"));
            try (JumboProcess jumbo = JumboProcess.startCommand(directory, nowhere, command(options))) {
                jumbo.awaitOutput("will be tried again").stop();
            }
        }

        private static List<String> quietly(String option) {
            return List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", option);
        }
    }

    /** A start of Jumbo with these options of the JVM, which win over the usual ones. */
    static List<String> commandWith(List<String> options) {
        return command(Stream.concat(Made.OPTIONS.stream(), options.stream()).toList());
    }

    private static List<String> command(List<String> options) {
        String libraries = String.join(
                File.pathSeparator, CLASS_PATH.stream().map(Path::toString).toList());
        return Stream.of(
                        Stream.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1"),
                        options.stream(),
                        Stream.of("-cp", libraries, "io.jumbo.app.Main"))
                .flatMap(words -> words)
                .toList();
    }
}
