package io.jumbo.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Lines to write, and how.
 *
 * @param name of the row in the printed table
 * @param table columns of the table {@code t}
 * @param insert Jumbo's statement
 * @param copy options of the COPY it is compared with
 * @param line makes the line with a number
 */
record Load(String name, String table, String insert, String copy, LongFunction<String> line) {

    static final Load FLOATS = new Load(
            "one float per line, primary key",
            "v float8 PRIMARY KEY",
            "INSERT INTO t (v) VALUES (%s)",
            "",
            number -> number + "." + number % 10);

    static final Load CSV = new Load(
            "6 typed CSV columns",
            "at timestamptz, sensor int, temperature float8, pressure numeric(8,3), ok boolean, note text",
            "INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s)",
            "WITH (FORMAT csv)",
            Load::measurement);

    Load named(String named) {
        return new Load(named, table, insert, copy, line);
    }

    Load inserting(String named, String statement) {
        return new Load(named, table, statement, copy, line);
    }

    /** The same lines into a table of other columns. */
    Load into(String columns) {
        return new Load(name, columns, insert, copy, line);
    }

    /** Lines of so many bytes without their line end, into a column that the server does not compress. */
    static Load text(String name, int bytes) {
        String filler = filler(bytes);
        return new Load(name, "v text STORAGE EXTERNAL", FLOATS.insert, "", number -> {
            String distinct = Long.toString(number);
            return distinct.length() >= bytes
                    ? distinct.substring(distinct.length() - bytes)
                    : distinct + filler.substring(distinct.length());
        });
    }

    private static String filler(int bytes) {
        StringBuilder filler = new StringBuilder(bytes);
        new Random(bytes).ints(bytes, 'a', 'z' + 1).forEach(letter -> filler.append((char) letter));
        return filler.toString();
    }

    /** About so many bytes has a line with its line end. */
    int bytesPerLine() {
        return line.apply(10_000_000).length() + 1;
    }

    private static String measurement(long number) {
        long second = number % 86_400;
        return "2026-03-" + two(1 + number / 86_400 % 28) + " " + two(second / 3600) + ":" + two(second / 60 % 60) + ":"
                + two(second % 60) + "+00," + number % 16 + "," + (20 + number % 977 / 100.0) + ","
                + (1000 + number % 9973 / 1000.0) + "," + (number % 7 != 0) + ",run " + number;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** Writes lines from one number up to another one, without it. */
    void write(Path file, long from, long to) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (long number = from; number < to; number++) {
                writer.write(line.apply(number));
                writer.write('\n');
            }
        }
    }
}
