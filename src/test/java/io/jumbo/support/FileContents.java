package io.jumbo.support;

import io.jumbo.option.LineEnd;
import io.jumbo.tail.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Contents of files as nobody would write them down: terminators torn into single bytes, byte order marks in the wrong place, blank
 * lines, bytes that are no text, lines round every limit.
 */
public final class FileContents {

    private FileContents() {}

    /** The writes that make up a file, in order; each may end anywhere. */
    public static Arbitrary<List<byte[]>> writes() {
        Arbitrary<List<byte[]>> writes = write().list().ofMaxSize(10);
        return Combinators.combine(beginning(), writes).as((beginning, rest) -> {
            List<byte[]> all = new ArrayList<>(rest);
            all.add(0, beginning);
            return all;
        });
    }

    /** What one write appends: maybe nothing, maybe many lines, maybe a part of one. */
    public static Arbitrary<byte[]> write() {
        return token().list().ofMaxSize(12).map(FileContents::joined);
    }

    /** The same with blocks of NUL bytes, long and short, between and inside the lines. */
    public static Arbitrary<byte[]> writeWithGaps() {
        Arbitrary<byte[]> nuls = Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(1, 3_000),
                        Arbitraries.integers().between(65_000, 140_000))
                .map(byte[]::new);
        return Arbitraries.frequencyOf(Tuple.of(4, token()), Tuple.of(1, nuls))
                .list()
                .ofMaxSize(12)
                .map(FileContents::joined);
    }

    /** From limits of one byte to limits that no generated file reaches; lines end in either way. */
    public static Arbitrary<ReadLimits> limits() {
        Arbitrary<Integer> chunkBytes = Arbitraries.oneOf(upTo(8), upTo(300), upTo(200_000));
        Arbitrary<Integer> maxLineBytes = Arbitraries.oneOf(upTo(8), upTo(100), upTo(20_000));
        return Combinators.combine(chunkBytes, maxLineBytes, Arbitraries.of(LineEnd.class))
                .as(ReadLimits::new);
    }

    private static Arbitrary<Integer> upTo(int most) {
        return Arbitraries.integers().between(1, most);
    }

    private static Arbitrary<byte[]> beginning() {
        return Arbitraries.of("", "\u00EF\u00BB\u00BF", "\u00EF\u00BB").map(FileContents::bytes);
    }

    private static Arbitrary<byte[]> token() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        24,
                        Arbitraries.of("\n", "\n", "\r\n", "\n\n", "\r", "\r", "1.5", "x", " ")
                                .map(FileContents::bytes)),
                Tuple.of(
                        4,
                        Arbitraries.of("\u00EF\u00BB\u00BF", "\u00EF", "\u00BB", "\u00BF", "\0", "\u00FF")
                                .map(FileContents::bytes)),
                Tuple.of(6, run(60)),
                Tuple.of(4, run(3_000)),
                Tuple.of(1, run(100_000)));
    }

    /** Bytes without a line end, different at each place, so that a byte lost or doubled shows. */
    private static Arbitrary<byte[]> run(int longest) {
        return Arbitraries.integers().between(1, longest).map(length -> {
            byte[] run = new byte[length];
            for (int i = 0; i < length; i++) {
                run[i] = (byte) ('!' + i % 89);
            }
            return run;
        });
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
