package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.database.NewCluster;
import io.jumbo.support.PostgresServer;
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
public final class JumboProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path directory;
    private final Path output;
    private final Process process;

    private JumboProcess(Path directory, Path output, Process process) {
        this.directory = directory;
        this.output = output;
        this.process = process;
    }

    public static JumboProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    static JumboProcess start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        return start(directory, List.of(), environment, arguments);
    }

    /** With options of the JVM that win over the usual ones. */
    public static JumboProcess start(
            Path directory, List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(ClassArchive.commandWith(options));
        command.addAll(List.of(arguments));
        return startCommand(directory, environment, command);
    }

    /** Any command line, such as the distribution's {@code bin/jumbo}. */
    public static JumboProcess startCommand(Path directory, Map<String, String> environment, List<String> command)
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
    public static Path unpackedIn(Path directory) throws IOException {
        Path link = Files.createDirectories(directory.resolve(".jumbo")).resolve("programs");
        Files.createSymbolicLink(link, PostgresServer.programs());
        return directory;
    }

    /** Spares this directory the making of a cluster too. */
    public static Path installedIn(Path directory) throws IOException {
        unpackedIn(directory);
        NewCluster.copyTo(directory.resolve(".jumbo"));
        return directory;
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    public JumboProcess awaitOutput(String text) {
        await().atMost(PATIENCE)
                .failFast("it has ended: " + output(), () -> !process.isAlive() && !output().contains(text))
                .untilAsserted(() -> assertThat(output()).contains(text));
        return this;
    }

    public JumboProcess awaitStarted() {
        return awaitOutput("Try it:");
    }

    public void append(String file, String text) throws IOException {
        Files.writeString(
                directory.resolve("data").resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Connection connect() throws SQLException, IOException {
        String port = Files.readString(directory.resolve(".jumbo/port")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
    }

    void execute(String sql) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    public String ask(String sql) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "no row";
        }
    }

    public void awaitAnswer(String sql, String answer) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> ask(sql), answer::equals);
    }

    /** The embedded server of the working directory. */
    public static Optional<ProcessHandle> server(Path directory) throws IOException {
        Path pidFile = directory.resolve(".jumbo/postgres/postmaster.pid");
        return Files.exists(pidFile)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0)))
                : Optional.empty();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it run for so long; returns earlier if it ends. */
    public void runFor(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many lines of the output so far contain a text. */
    public long linesWith(String text) {
        return output().lines().filter(line -> line.contains(text)).count();
    }

    /** What everybody on the machine can see of it; whole on Linux, elsewhere as much as Java tells. */
    public String commandLine() throws IOException {
        Path whole = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
        return Files.exists(whole)
                ? Files.readString(whole)
                : process.info().commandLine().orElseThrow();
    }

    /** SIGSTOP: it does nothing any more, and its connections stay. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** SIGHUP: its terminal is closed. */
    public void hangUp() throws IOException, InterruptedException {
        signal("-HUP");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(code).as("kill %s", signal).isZero();
    }

    /** SIGTERM. */
    public int stop() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it has ended; %s", output())
                .isTrue();
        return process.exitValue();
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        server(directory).ifPresent(ProcessHandle::destroyForcibly);
        server(directory.resolve(DemoCommand.DIRECTORY)).ifPresent(ProcessHandle::destroyForcibly);
    }
}
