package io.jumbo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a backlog costs by its size, number of files, length of lines and number of columns. */
final class Growth {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final long MOST_LINES = Long.getLong("bench.most", 10_000_000);
    private static final long LINES = Long.getLong("bench.lines", 1_000_000);
    private static final long BYTES = 100_000_000;
    private static final String ONLY = System.getProperty("bench.only", "");
    private static final long FIRST_LINE = 100_000_000;
    private static final int FILES_PER_DIRECTORY = 100;

    private final Server server;
    private final Path directory;
    private final Baseline baseline;
    private final Offsets offsets;

    Growth(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
        this.baseline = new Baseline(server);
        this.offsets = new Offsets(server);
    }

    void run() throws Exception {
        System.out.printf(
                "%nA backlog by its shape, %d rounds, each beside %s; table without a key, poll interval 10 ms;"
                        + " median (least–greatest):%n%n",
                ROUNDS, baseline.name());
        System.out.println("| Backlog | Seconds | Rows/s | MB/s | COPY, MB/s |");
        System.out.println("|---|---|---|---|---|");
        Load floats = Load.FLOATS.into("v float8");
        for (long lines = 1; lines <= MOST_LINES; lines *= lines < 1_000_000 ? 1000 : 10) {
            of(String.format(Locale.ROOT, "1 file of %,d lines", lines), floats, 1, lines);
        }
        for (int files = 10; files <= 10_000; files *= 10) {
            of(String.format(Locale.ROOT, "%,d files of %,d lines", files, LINES / files), floats, files, LINES);
        }
        for (int length = 10; length <= 100_000; length *= 10) {
            of(
                    String.format(Locale.ROOT, "lines of %,d bytes", length),
                    Load.text("text", length - 1),
                    1,
                    BYTES / length);
        }
        for (int columns : new int[] {1, 2, 5, 10, 20, 50}) {
            of(columns + (columns == 1 ? " column" : " columns"), columns(columns), 1, LINES / 5);
        }
    }

    private static Load columns(int columns) {
        String each =
                IntStream.range(0, columns).mapToObj(i -> "c" + i + " float8").collect(Collectors.joining(", "));
        String values = IntStream.range(0, columns).mapToObj(i -> "%s").collect(Collectors.joining(", "));
        return new Load(
                "columns",
                each,
                "INSERT INTO t VALUES (" + values + ")",
                "WITH (FORMAT csv)",
                number -> IntStream.range(0, columns)
                        .mapToObj(i -> Load.FLOATS.line().apply(number + i))
                        .collect(Collectors.joining(",")));
    }

    private void of(String name, Load load, int files, long lines) throws Exception {
        if (!name.contains(ONLY)) {
            return;
        }
        Series seconds = new Series();
        Series rows = new Series();
        Series megabytes = new Series();
        Series copied = new Series();
        for (int round = 0; round < ROUNDS; round++) {
            server.execute(
                    "DROP TABLE IF EXISTS t, jumbo_dead_letters, jumbo_offsets; CREATE TABLE t (" + load.table() + ")");
            Path home = Files.createTempDirectory(directory, "home");
            try (Jumbo process = new Jumbo(server, home, load.insert(), "jumbo.poll-interval = 10ms")) {
                warmUp(process, load, home);
                Backlog backlog = new Backlog(home, "backlog");
                List<Path> paths = fill(backlog, load, files, lines);
                if (files == 1) {
                    server.execute("TRUNCATE t; CHECKPOINT");
                    copied.add(backlog.bytes() / baseline.seconds(paths.get(0), load.copy()) / 1e6);
                }
                server.execute("TRUNCATE t; CHECKPOINT");
                double taken = backlog.load(process, offsets);
                seconds.add(taken);
                rows.add(lines / taken);
                megabytes.add(backlog.bytes() / taken / 1e6);
            }
            Backlog.delete(home);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %,.3f | %s |%n",
                name,
                seconds.in("%.3f"),
                rows.median(),
                megabytes.median(),
                files == 1 ? String.format(Locale.ROOT, "%,.3f", copied.median()) : "");
    }

    /** A process that has been running for a while. */
    private void warmUp(Jumbo process, Load load, Path home) throws Exception {
        Backlog backlog = new Backlog(home, "warm");
        backlog.add("lines.txt", load, 0, Math.min(LINES, BYTES / load.bytesPerLine()));
        backlog.load(process, offsets);
    }

    private static List<Path> fill(Backlog backlog, Load load, int files, long lines) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            long first = FIRST_LINE + lines / files * i;
            paths.add(backlog.add(i / FILES_PER_DIRECTORY + "/" + i + ".txt", load, first, first + lines / files));
        }
        return paths;
    }
}
