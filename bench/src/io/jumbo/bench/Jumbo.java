package io.jumbo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Jumbo of the distribution, as a process with a working directory of its own. */
final class Jumbo implements AutoCloseable {

    private final Process process;
    private final Path home;

    /**
     * Starts one that watches the directory {@code data} in {@code home}, with the JVM options of the environment variable BENCH_JAVA_OPTS.
     *
     * @param options lines of its {@code application.properties}; an option that is not among them has its default
     */
    Jumbo(Server server, Path home, String insert, String... options) throws IOException {
        this.home = home;
        Files.createDirectories(data());
        List<String> lines = new ArrayList<>(List.of("jumbo.insert = " + insert, "jumbo.create-table ="));
        lines.addAll(List.of(options));
        Files.write(home.resolve("application.properties"), lines);
        Files.writeString(
                home.resolve("jumbo.env"),
                "DATABASE_HOST=127.0.0.1\nDATABASE_PORT=" + server.port()
                        + "\nDATABASE_NAME=postgres\nDATABASE_USERNAME=postgres\nDATABASE_PASSWORD=none\n");
        ProcessBuilder builder = new ProcessBuilder(Path.of("target/jumbo/bin/jumbo").toAbsolutePath().toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        builder.environment().put("JAVA_OPTS", System.getenv().getOrDefault("BENCH_JAVA_OPTS", ""));
        process = builder.start();
    }

    Path data() {
        return home.resolve("data");
    }

    /** Kilobytes in memory now and at most, as the kernel counts. */
    long residentKilobytes() throws IOException {
        return status("VmRSS:");
    }

    long mostResidentKilobytes() throws IOException {
        return status("VmHWM:");
    }

    private long status(String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Seconds of a processor used so far. */
    double processorSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(home.resolve("log")));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
