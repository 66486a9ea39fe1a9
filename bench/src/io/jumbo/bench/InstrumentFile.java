package io.jumbo.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * A file as an instrument writes it, with what {@link Load#CSV} holds.
 *
 * @param name of the row in the printed table
 * @param insert Jumbo's statement
 * @param head what stands above the data, with its line ends
 * @param line makes the line with a number
 * @param options lines of {@code application.properties}
 */
record InstrumentFile(
        String name, String insert, String head, LongFunction<String> line, Charset charset, List<String> options) {

    private static final String NAMES = "at,sensor,temperature,pressure,ok,note";
    private static final String BY_NAME =
            "INSERT INTO t VALUES (%(at)s, %(sensor)s, %(temperature)s, %(pressure)s, %(ok)s, %(note)s)";
    private static final LongFunction<String> PLAIN = Load.CSV.line();

    static final List<InstrumentFile> ALL = List.of(
            of("names from a header", BY_NAME, NAMES + "\n", PLAIN),
            of("positions", "INSERT INTO t VALUES (%1$s, %2$s, %3$s, %4$s, %5$s, %6$s)", "", PLAIN),
            of("names of a file of 60 columns", BY_NAME, NAMES + named(54) + "\n", number -> PLAIN.apply(number)
                    + ",0.125".repeat(54)),
            of(
                    "a value of the header",
                    "INSERT INTO t VALUES (%(at)s, %(sensor)s, %(temperature)s, %(pressure)s, %(ok)s, %(header:Sample)s)",
                    "Sample: 17\n" + NAMES + "\n",
                    PLAIN),
            of("comment-prefix", Load.CSV.insert(), "", commented(), "jumbo.comment-prefix = #"),
            of("skip", Load.CSV.insert(), "", commented(), "jumbo.skip = ^#"),
            of("only", Load.CSV.insert(), "", commented(), "jumbo.only = ^2"),
            of(
                    "null-value",
                    Load.CSV.insert(),
                    "",
                    number -> number % 20 == 0 ? PLAIN.apply(number).replaceFirst(",[0-9.]+,", ",NAN,") : PLAIN.apply(number),
                    "jumbo.null-value = NAN,-9999"),
            of(
                    "decimal-separator",
                    Load.CSV.insert(),
                    "",
                    number -> PLAIN.apply(number).replace(',', ';').replace('.', ','),
                    "jumbo.delimiter = ;",
                    "jumbo.decimal-separator = ,"),
            of("trim", Load.CSV.insert(), "", number -> PLAIN.apply(number).replace(",", " , "), "jumbo.trim = yes"),
            of(
                    "format = blanks",
                    Load.CSV.insert(),
                    "",
                    number -> PLAIN.apply(number).replace(' ', 'T').replace(",", "  "),
                    "jumbo.format = blanks"),
            of(
                    "format = regex",
                    BY_NAME,
                    "",
                    PLAIN,
                    "jumbo.format = regex",
                    "jumbo.pattern = ^(?<at>[^,]*),(?<sensor>\\\\d+),(?<temperature>[^,]*),(?<pressure>[^,]*),(?<ok>true|false),(?<note>.*)$"),
            of("format = json", BY_NAME, "", InstrumentFile::json, "jumbo.format = json"),
            in(Charset.forName("windows-1252"), "charset = windows-1252"),
            in(StandardCharsets.UTF_16LE, "charset = UTF-16LE"),
            in(Charset.forName("Shift_JIS"), "charset = Shift_JIS"));

    private static InstrumentFile of(
            String name, String insert, String head, LongFunction<String> line, String... options) {
        return new InstrumentFile(name, insert, head, line, StandardCharsets.UTF_8, List.of(options));
    }

    private static InstrumentFile in(Charset charset, String name) {
        return new InstrumentFile(
                name, Load.CSV.insert(), "", PLAIN, charset, List.of("jumbo.charset = " + charset.name()));
    }

    private static String named(int columns) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            names.append(",Channel ").append(i);
        }
        return names.toString();
    }

    /** Every hundredth line is a comment more, so that the rows are the same. */
    private static LongFunction<String> commented() {
        return number -> number % 100 == 0 ? "# calibrated\n" + PLAIN.apply(number) : PLAIN.apply(number);
    }

    private static String json(long number) {
        String[] field = PLAIN.apply(number).split(",");
        return String.format(
                Locale.ROOT,
                "{\"at\":\"%s\",\"sensor\":%s,\"temperature\":%s,\"pressure\":%s,\"ok\":%s,\"note\":\"%s\"}",
                (Object[]) field);
    }

    /** Writes it with the lines from one number up to another one, without it. */
    void write(Path file, long from, long to) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, charset)) {
            writer.write(head);
            for (long number = from; number < to; number++) {
                writer.write(line.apply(number));
                writer.write('\n');
            }
        }
    }
}
