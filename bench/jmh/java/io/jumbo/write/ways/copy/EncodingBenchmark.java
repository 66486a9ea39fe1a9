package io.jumbo.write.ways.copy;

import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.RowParser;
import io.jumbo.option.LineFormat;
import io.jumbo.tail.Chunks;
import io.jumbo.tail.LineRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How long a line takes on its way from a chunk to a row; the score is in nanoseconds per line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingBenchmark {

    private static final int LINES = 10_000;
    private static final List<PlainType> MEASUREMENT = List.of(
            PlainType.TIMESTAMPTZ,
            PlainType.INTEGER,
            PlainType.DOUBLE,
            PlainType.NUMERIC,
            PlainType.BOOLEAN,
            PlainType.TEXT);

    /** What the lines look like. */
    public enum Shape {
        /** One number. */
        FLOAT("INSERT INTO t VALUES (%s)", List.of(PlainType.DOUBLE), i -> i + ".5"),
        /** Text that is not ASCII, and must be looked at as text. */
        UMLAUT("INSERT INTO t VALUES (%s)", List.of(PlainType.TEXT), i -> "Prüfung " + i),
        /** Six fields without quotes. */
        CSV(
                "INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s)",
                MEASUREMENT,
                i -> "2026-03-01 12:00:00+00," + i + ",21.75,1003.127,true,run " + i),
        /** The same with a quoted field, which the parser reads. */
        QUOTED_CSV(
                "INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s)",
                MEASUREMENT,
                i -> "2026-03-01 12:00:00+00," + i + ",21.75,1003.127,true,\"run, " + i + "\"");

        private final InsertTemplate template;
        private final List<Optional<PlainType>> types;
        private final IntFunction<String> line;

        Shape(String statement, List<PlainType> types, IntFunction<String> line) {
            this.template = InsertTemplate.parse(statement);
            this.types = types.stream().map(Optional::of).toList();
            this.line = line;
        }
    }

    /** The lines. */
    @Param
    private Shape shape;

    private List<LineRecord> lines;
    private RowParser parser;
    private LineEncoder encoder;
    private CopyText text;
    private CopyBinary binary;

    /** Splits the lines, as a chunk has them. */
    @Setup
    public void split() {
        String[] written = IntStream.range(1_000_000, 1_000_000 + LINES)
                .mapToObj(shape.line)
                .toArray(String[]::new);
        lines = Chunks.of("a.txt", written).records();
        FieldFormat fields = new FieldFormat(LineFormat.AUTO, ',', Optional.of('"'));
        parser = fields.parser(shape.template, "data", "a.txt", Map.of());
        encoder = new LineEncoder(parser, shape.types);
        text = new CopyText(1024 * 1024);
        binary = new CopyBinary(1024 * 1024);
    }

    /** As COPY wants it, from the bytes of the line where that can be. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int encode() throws RejectedLineException {
        text.clear();
        for (LineRecord line : lines) {
            encoder.append(line, text);
        }
        return text.length();
    }

    /** As the server has it itself; of a line that is not plain the time to find that out. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int encodeInBinary() {
        binary.clear();
        for (LineRecord line : lines) {
            encoder.append(line, binary);
        }
        return binary.length();
    }

    /** As text for a statement's parameters. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void parse(Blackhole rows) throws RejectedLineException {
        for (LineRecord line : lines) {
            rows.consume(parser.row(line));
        }
    }
}
