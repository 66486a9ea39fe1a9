package io.jumbo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How fast a backlog is loaded, beside COPY of the same file into the same table. */
final class Throughput {

    private static final long LINES = Long.getLong("bench.lines", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int FILES = 8;

    private final Server server;
    private final Path directory;
    private final Baseline baseline;
    private final Offsets offsets;

    Throughput(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
        this.baseline = new Baseline(server);
        this.offsets = new Offsets(server);
    }

    void run() throws Exception {
        System.out.printf(
                "%nRows of %,d lines, %d rounds, each beside %s; ratio of the speeds, median (least–greatest):%n%n",
                LINES, ROUNDS, baseline.name());
        System.out.println("| Case | COPY, rows/s | Jumbo, rows/s | Jumbo / COPY |");
        System.out.println("|---|---|---|---|");
        String only = System.getProperty("bench.only", "");
        compare(Load.FLOATS, 1, only);
        compare(Load.CSV, 1, only);
        compare(Load.FLOATS.named("8 files at once, one float per line, primary key"), FILES, only);
        compare(Load.CSV.named("8 files at once, 6 typed CSV columns"), FILES, only);
        compare(
                Load.FLOATS.inserting("ON CONFLICT DO NOTHING", "INSERT INTO t (v) VALUES (%s) ON CONFLICT DO NOTHING"),
                1,
                only);
        compare(Load.FLOATS.inserting("an expression in VALUES", "INSERT INTO t (v) VALUES (%s::float8 * 2)"), 1, only);
        beside("1 % bad lines", Load.FLOATS, line -> "bad", only);
        beside("1 % duplicates", Load.FLOATS, Function.identity(), only);
        beside(
                "1 % duplicates, an expression in VALUES",
                Load.FLOATS.inserting("", "INSERT INTO t (v) VALUES (%s::float8 * 2)"),
                Function.identity(),
                only);
        beside(
                "1 % violations of a CHECK",
                Load.FLOATS.into("v float8 PRIMARY KEY CHECK (v >= 0)"),
                line -> "-" + line,
                only);
    }

    private void compare(Load load, int files, String only) throws Exception {
        if (!load.name().contains(only)) {
            return;
        }
        Series copy = new Series();
        Series jumbo = new Series();
        Series ratio = new Series();
        Path home = Files.createTempDirectory(directory, "home");
        table(load);
        try (Jumbo process = new Jumbo(server, home, load.insert(), "jumbo.poll-interval = 10ms")) {
            warmUp(process, load, home);
            for (int round = 0; round < ROUNDS; round++) {
                List<Path> sources = sources(load, files, home, round);
                double before = 0;
                server.execute("TRUNCATE t; CHECKPOINT");
                for (Path source : sources) {
                    before += baseline.seconds(source, load.copy());
                }
                server.execute("TRUNCATE t; CHECKPOINT");
                double after = load(process, sources, round);
                copy.add(LINES / before);
                jumbo.add(LINES / after);
                ratio.add(before / after);
            }
        }
        print(load.name(), copy, jumbo, ratio);
    }

    /**
     * A line in a hundred is bad: beside the same file without bad lines.
     *
     * @param spoil makes a bad line of one that stands seven lines before it
     */
    private void beside(String name, Load load, Function<String, String> spoil, String only) throws Exception {
        if (!name.contains(only)) {
            return;
        }
        Load bad = new Load(name, load.table(), load.insert(), "", n -> n % 100 == 50
                ? spoil.apply(load.line().apply(n - 7))
                : load.line().apply(n));
        Series cleanSpeed = new Series();
        Series badSpeed = new Series();
        Series ratio = new Series();
        Path home = Files.createTempDirectory(directory, "home");
        table(load);
        try (Jumbo process = new Jumbo(server, home, load.insert(), "jumbo.poll-interval = 10ms")) {
            warmUp(process, load, home);
            for (int round = 0; round < ROUNDS; round++) {
                server.execute("TRUNCATE t; CHECKPOINT");
                double before = load(process, sources(load, 1, home, 2 * round), 2 * round);
                server.execute("TRUNCATE t; CHECKPOINT");
                double after = load(process, sources(bad, 1, home, 2 * round + 1), 2 * round + 1);
                cleanSpeed.add(LINES / before);
                badSpeed.add(LINES / after);
                ratio.add(before / after);
            }
        }
        print(name + ", beside Jumbo without bad lines", cleanSpeed, badSpeed, ratio);
    }

    private static void print(String name, Series copy, Series jumbo, Series ratio) {
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | %s |%n", name, copy.median(), jumbo.median(), ratio);
    }

    private void table(Load load) throws SQLException {
        server.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (" + load.table() + ");"
                + " DROP TABLE IF EXISTS jumbo_dead_letters; DROP TABLE IF EXISTS jumbo_offsets");
    }

    /** No two rounds have a line in common: a file like another one would be waited for, as a copy whose original may be cut next. */
    private static List<Path> sources(Load load, int files, Path home, int round) throws IOException {
        long first = (round + 2) * 10 * LINES;
        List<Path> sources = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            Path source = home.resolve("source" + i);
            load.write(source, first + LINES / files * i, first + LINES / files * (i + 1));
            sources.add(source);
        }
        return sources;
    }

    /** A process that has been running for a while. */
    private void warmUp(Jumbo process, Load load, Path home) throws Exception {
        Path warm = home.resolve("warm");
        load.write(warm, 0, LINES / 2);
        load(process, List.of(warm), -1);
        Files.delete(warm);
    }

    /** Seconds from the moment the files are there until all of them are written. */
    private double load(Jumbo process, List<Path> sources, int round) throws Exception {
        List<Path> files = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < sources.size(); i++) {
            Path hidden = process.data().resolve("round" + round + "-" + i + ".hidden");
            Files.copy(sources.get(i), hidden);
            bytes += Files.size(hidden);
            files.add(hidden);
        }
        Thread.sleep(500);
        long start = System.nanoTime();
        for (Path file : files) {
            String name = file.getFileName().toString();
            Files.move(file, file.resolveSibling(name.replace("hidden", "txt")));
        }
        offsets.await(process, "round" + round + "-%", bytes);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Path file : files) {
            Files.delete(file.resolveSibling(file.getFileName().toString().replace("hidden", "txt")));
        }
        return seconds;
    }
}
