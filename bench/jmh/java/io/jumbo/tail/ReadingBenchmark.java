package io.jumbo.tail;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How many bytes per second become lines; the score is in bytes per microsecond, which is MB/s. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingBenchmark {

    private static final int BYTES = 4 * 1024 * 1024;
    private static final ReadLimits LIMITS = new ReadLimits(BYTES, 1024 * 1024, LineEnd.LF);

    /** Bytes of a line, its line end among them. */
    @Param({"10", "100", "10000"})
    private int lineBytes;

    private byte[] bytes;
    private Path file;
    private Observation observed;

    /** Writes a file of one chunk. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        String filler = ".5".repeat(lineBytes);
        bytes = LongStream.range(0, BYTES / lineBytes)
                .mapToObj(i -> (100_000_000 + i + filler).substring(0, lineBytes - 1) + "\n")
                .collect(Collectors.joining())
                .concat("1".repeat(BYTES % lineBytes))
                .getBytes(StandardCharsets.UTF_8);
        file = Files.createTempFile("jumbo-jmh", ".txt");
        Files.write(file, bytes);
        observed = TailReader.observe(file);
    }

    /** Deletes it. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Where the lines end. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int[] splitLines() {
        return LineEnds.LF.find(bytes, 0, bytes.length, ReadLimits.MOST_LINES);
    }

    /** That no gap is among them. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public int findGap() {
        return Gap.first(bytes, 0);
    }

    /** All that is done to a chunk before it is written: open, read, split, compare, hash. */
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public Chunk readChunk() throws IOException {
        try (TailReader reader =
                TailReader.open(file, 1, "a.txt", Progress.none(observed.fileKey()), observed, LIMITS)) {
            Optional<Chunk> chunk = reader.next();
            return chunk.orElseThrow();
        }
    }
}
