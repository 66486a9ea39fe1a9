package io.jumbo.app.check;

import io.jumbo.events.Printable;
import io.jumbo.layout.Layouts;
import io.jumbo.listing.WatchedDirectory;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.Preview;
import io.jumbo.write.Preview.Outcome;
import io.jumbo.write.failure.Rejection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes all lines of a file and tells its first and last rows, each line that is refused, and how many there are. Reads it chunk by chunk. Not thread-safe. */
final class FileTrial {

    /** So many rows of the beginning, and of the end, are shown. */
    private static final int SHOWN = 3;

    private static final int LONGEST = 200;

    /** The rows of a chunk are held in memory. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final WatchOptions options;
    private final Preview preview;
    private final Findings findings;

    /** The last lines so far, which are not written yet. */
    private List<LineRecord> held = new ArrayList<>();

    private long seen;
    private long rows;
    private long refused;
    private boolean left;

    FileTrial(WatchOptions options, Preview preview, Findings findings) {
        this.options = options;
        this.preview = preview;
        this.findings = findings;
    }

    /** Writes the lines, in a transaction that the caller rolls back. */
    void ask(Connection connection, Path file) throws SQLException {
        String path = path(file);
        findings.say("file", file.toString());
        try {
            Observation observed = TailReader.observe(file);
            ReadLimits limits = ReadLimits.of(options)
                    .withChunkBytes(Math.min(CHUNK_BYTES, options.get(Option.CHUNK_BYTES)))
                    .sorted(Optional.of(Layouts.of(options, Set.of())));
            Progress start = Progress.none(Optional.empty());
            try (TailReader reader = TailReader.open(file, 0, path, start, observed, limits)) {
                reader.settled();
                if (options.get(Option.RECORD_TIMEOUT).isPresent()) {
                    reader.complete(observed.size());
                }
                for (Optional<Chunk> chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                    take(connection, path, chunk.get().records());
                }
                show(connection, path, held);
                tellRest(reader, path, observed.size() - reader.progress().nextByte());
            }
        } catch (IOException e) {
            findings.wrong("", "it cannot be read (" + e + "); check its permissions");
        }
        String counted =
                rows + (rows == 1 ? " row, " : " rows, ") + refused + (refused == 1 ? " dead letter" : " dead letters");
        if (seen == 0) {
            findings.say("", counted + ": it has no data line");
        } else {
            findings.say("", counted);
        }
    }

    private String path(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path directory = WatchedDirectory.absolute(options);
        return (absolute.startsWith(directory) ? directory.relativize(absolute) : absolute.getFileName())
                .toString()
                .replace(File.separatorChar, '/');
    }

    private void take(Connection connection, String path, List<LineRecord> records) throws SQLException {
        List<LineRecord> lines = new ArrayList<>(held);
        records.stream().filter(line -> !line.isEmpty()).forEach(lines::add);
        int first = (int) Math.min(lines.size(), Math.max(0, SHOWN - seen));
        int end = Math.max(first, lines.size() - SHOWN);
        show(connection, path, lines.subList(0, first));
        if (end > first) {
            if (!left) {
                findings.say("", "…");
                left = true;
            }
            write(connection, path, lines.subList(first, end));
        }
        held = new ArrayList<>(lines.subList(end, lines.size()));
    }

    private void write(Connection connection, String path, List<LineRecord> lines) throws SQLException {
        List<Rejection> rejections = preview.write(connection, path, lines);
        rejections.forEach(this::tell);
        seen += lines.size();
        rows += lines.size() - rejections.size();
    }

    private void show(Connection connection, String path, List<LineRecord> lines) throws SQLException {
        for (Outcome outcome : lines.isEmpty() ? List.<Outcome>of() : preview.of(connection, path, lines)) {
            if (outcome.rejection().isPresent()) {
                tell(outcome.rejection().get());
            } else {
                findings.line(outcome.line().number(), shortened(OutcomeText.accepted(outcome)), true);
                rows += outcome.stored().map(List::size).orElse(1);
            }
        }
        seen += lines.size();
    }

    private void tell(Rejection rejection) {
        refused++;
        findings.line(
                rejection.line().number(),
                "rejected, SQLSTATE " + rejection.sqlState() + ": " + Printable.text(rejection.reason()) + ": "
                        + shortened(Printable.text(rejection.line().anyText())),
                false);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private void tellRest(TailReader reader, String path, long bytes) {
        reader.diagnosis()
                .filter(diagnosis -> seen == 0)
                .ifPresent(diagnosis -> findings.wrong("", diagnosis.sentence(path)));
        if (bytes > 0) {
            findings.say(
                    "",
                    bytes + " bytes at its end are no complete line yet: run waits for the line end, or for the next"
                            + " record");
        }
    }
}
