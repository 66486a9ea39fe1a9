package io.jumbo.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An instrument that appends numbered lines to several files while a test runs, in pieces that end anywhere: in the middle of a line, before its
 * terminator, behind several lines. Each file has lines 1, 2, 3 and so on, of different lengths; see {@link #line}.
 */
public final class TornWriter implements AutoCloseable {

    /** As SQL: what the line of number {@code n} must look like. */
    public static final String LINE =
            "n || ' ' || path || ' ' || repeat('x', (n * 7919 % 40)::int + CASE WHEN n > 200000 THEN 1000 ELSE 0 END)";

    /** Lines after this one are about 1 KB long: many short lines and many bytes in one file. */
    public static final long LAST_SHORT_LINE = 200_000;

    private static final int SPREAD = 40;
    private static final long STEP = 7919;
    private static final int LONG = 1_000;

    private final Path directory;
    private final Random random;
    private final Duration pause;
    private final int longestPiece;
    private final List<String> names;
    private final Map<String, Long> lines = new TreeMap<>();
    private final Map<String, byte[]> pending = new TreeMap<>();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "instrument"));
    private ScheduledFuture<?> writing;

    /** A writer that does not write yet. */
    public TornWriter(Path directory, List<String> names, Random random, int longestPiece, Duration pause) {
        this.directory = directory;
        this.names = names;
        this.random = random;
        this.longestPiece = longestPiece;
        this.pause = pause;
        names.forEach(name -> {
            lines.put(name, 0L);
            pending.put(name, new byte[0]);
        });
    }

    /** The line of a number, with its terminator; no other file has it, for one like another is waited for as a copy. */
    public static String line(String name, long number) {
        int length = (int) (number * STEP % SPREAD) + (number > LAST_SHORT_LINE ? LONG : 0);
        return number + " " + name + " " + "x".repeat(length) + "\n";
    }

    /** Writes a whole file of lines 1 to {@code count} at once: a backlog. */
    public static void backlog(Path file, long count) throws IOException {
        String name = file.getFileName().toString();
        try (OutputStream out = Files.newOutputStream(file)) {
            ByteArrayOutputStream piece = new ByteArrayOutputStream();
            for (long number = 1; number <= count; number++) {
                piece.writeBytes(line(name, number).getBytes(StandardCharsets.US_ASCII));
                if (number % 10_000 == 0 || number == count) {
                    piece.writeTo(out);
                    piece.reset();
                }
            }
        }
    }

    /** Begins to write a piece to one of the files, with the same pause after each. */
    public TornWriter start() {
        writing = executor.scheduleWithFixedDelay(this::writePiece, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    /** Writes the rest of the unfinished lines and ends; returns how many lines each file has. */
    public Map<String, Long> finish() throws ExecutionException, InterruptedException {
        writing.cancel(false);
        executor.submit(() -> names.forEach(name -> append(name, pending.get(name))))
                .get();
        if (writing.isDone() && !writing.isCancelled()) {
            writing.get(); // throws what ended it
        }
        close();
        return Map.copyOf(lines);
    }

    private void writePiece() {
        String name = names.get(random.nextInt(names.size()));
        int length = 1 + random.nextInt(longestPiece);
        ByteArrayOutputStream ahead = new ByteArrayOutputStream();
        ahead.writeBytes(pending.get(name));
        while (ahead.size() < length) {
            long number = lines.merge(name, 1L, Long::sum);
            ahead.writeBytes(line(name, number).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = ahead.toByteArray();
        append(name, Arrays.copyOf(bytes, length));
        pending.put(name, Arrays.copyOfRange(bytes, length, bytes.length));
    }

    private void append(String name, byte[] bytes) {
        try {
            Files.write(directory.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
