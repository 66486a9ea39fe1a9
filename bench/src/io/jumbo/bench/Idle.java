package io.jumbo.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a process costs while nothing happens, at the default poll interval. */
final class Idle {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int MOST_FILES = Integer.getInteger("bench.files", 10_000);
    private static final int FILES_PER_DIRECTORY = 100;
    private static final long WARM_UP_MILLISECONDS = 60_000;

    private final Server server;
    private final Path directory;

    Idle(Server server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    void run() throws Exception {
        System.out.printf(
                "%nProcessor time of a process that has nothing to do, %d times %d s, median (least–greatest):%n%n",
                ROUNDS, SECONDS);
        System.out.println("| Files | Share of one core | Resident at most |");
        System.out.println("|---|---|---|");
        of(1);
        of(MOST_FILES);
    }

    private void of(int files) throws Exception {
        server.execute("DROP TABLE IF EXISTS t, jumbo_dead_letters, jumbo_offsets; CREATE TABLE t (v float8)");
        Path home = Files.createTempDirectory(directory, "home");
        Backlog backlog = new Backlog(home, "idle");
        for (int i = 0; i < files; i++) {
            // No two files have the same content: they would be waited for, as possible copies.
            backlog.add(i / FILES_PER_DIRECTORY + "/" + i + ".txt", Load.FLOATS, 1_000_000 + i, 1_000_001 + i);
        }
        Series share = new Series();
        try (Jumbo process = new Jumbo(server, home, Load.FLOATS.insert())) {
            backlog.load(process, new Offsets(server));
            Thread.sleep(WARM_UP_MILLISECONDS);
            for (int round = 0; round < ROUNDS; round++) {
                share.add(100 * shareOfOneCore(process));
            }
            process.requireAlive();
            System.out.printf(
                    "| %,d | %s | %,d MiB |%n", files, share.in("%.1f %%"), process.mostResidentKilobytes() / 1024);
        }
    }

    private static double shareOfOneCore(Jumbo process) throws InterruptedException {
        long start = System.nanoTime();
        double before = process.processorSeconds();
        Thread.sleep(SECONDS * 1000L);
        return (process.processorSeconds() - before) / ((System.nanoTime() - start) / 1e9);
    }
}
