package io.jumbo.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process takes at most, as the kernel counts (VmHWM): the heap and everything else. */
final class Memory {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final long MEBIBYTE = 1024 * 1024;

    private final Server server;
    private final Path directory;

    Memory(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    void run() throws Exception {
        System.out.printf("%nResident memory at most (VmHWM), %d processes, median (least–greatest):%n%n", ROUNDS);
        System.out.println("| Backlog | MiB |");
        System.out.println("|---|---|");
        of("one line", Load.FLOATS.into("v float8"), 1);
        of("8 files of 2 million short lines each, at once", Load.FLOATS.into("v float8"), 2_000_000, 8);
        of("8 files of 30 lines of 1 MB each, at once", Load.text("long", (int) MEBIBYTE), 30, 8);
        of("20 million short lines, 220 MB", Load.FLOATS.into("v float8"), 20_000_000);
        of("200 lines of 1 MB, the longest allowed", Load.text("long", (int) MEBIBYTE), 200);
        of(
                "20 million lines of one character",
                new Load("one", "v int", Load.FLOATS.insert(), "", number -> "1"),
                20_000_000);
        of("3 million lines of 6 CSV columns, 200 MB", Load.CSV, 3_100_000);
        of(
                "5 million short lines, an expression in VALUES",
                Load.FLOATS.into("v float8").inserting("expression", "INSERT INTO t (v) VALUES (%s::float8 * 2)"),
                5_000_000);
    }

    private void of(String name, Load load, long lines) throws Exception {
        of(name, load, lines, 1);
    }

    private void of(String name, Load load, long lines, int files) throws Exception {
        Series most = new Series();
        for (int round = 0; round < ROUNDS; round++) {
            server.execute("DROP TABLE IF EXISTS t, jumbo_dead_letters, jumbo_offsets; CREATE TABLE t (" + load.table()
                    + "); CHECKPOINT");
            Path home = Files.createTempDirectory(directory, "home");
            Backlog backlog = new Backlog(home, "backlog");
            for (int i = 0; i < files; i++) {
                long first = 10_000_000 + lines * i;
                backlog.add("lines" + i + ".txt", load, first, first + lines);
            }
            try (Jumbo process = new Jumbo(server, home, load.insert())) {
                backlog.load(process, new Offsets(server));
                most.add(process.mostResidentKilobytes() / 1024.0);
            }
            Backlog.delete(home);
        }
        System.out.printf("| %s | %s |%n", name, most.in("%.0f"));
    }
}
