package io.jumbo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were measured with. */
final class Machine {

    private Machine() {}

    /** One line: commit, machine, versions. */
    static String describe(Server server) throws IOException, InterruptedException, SQLException {
        try (Connection connection = server.connect()) {
            return String.format(
                    Locale.ROOT,
                    "Commit %s; %d cores (%s), %.1f GiB of memory; Java of the bench %s; PostgreSQL %s",
                    output("git", "describe", "--always", "--dirty"),
                    Runtime.getRuntime().availableProcessors(),
                    value("/proc/cpuinfo", "model name"),
                    Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024.0 / 1024.0,
                    Runtime.version(),
                    connection.getMetaData().getDatabaseProductVersion());
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes()).strip();
        return process.waitFor() == 0 ? output : "unknown";
    }

    private static String value(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        }
    }
}
