package io.jumbo.app.check;

import io.jumbo.events.Printable;
import io.jumbo.layout.Layouts;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.offset.WatchStart;
import io.jumbo.option.Option;
import io.jumbo.option.StartAt;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.FileText;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.Preview;
import io.jumbo.write.Preview.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What would become of the next lines of a file; or of its first ones, if all are written. */
final class LinesQuestion {

    private static final String UNIQUE_VIOLATION = "23505";

    private final WatchOptions options;
    private final Set<String> parameters;
    private final SampleFile sample;
    private final int most;
    private final Findings findings;

    /**
     * @param parameters headers that steps of the route set, which are no fields of the file
     * @param most so many lines are shown
     */
    LinesQuestion(WatchOptions options, Set<String> parameters, SampleFile sample, int most, Findings findings) {
        this.options = options;
        this.parameters = parameters;
        this.sample = sample;
        this.most = most;
        this.findings = findings;
    }

    /** Writes the lines, in a transaction that the caller rolls back, and tells what they became. */
    void ask(Connection connection, Preview preview) throws SQLException {
        try {
            Offsets offsets = Offsets.of(connection, options.watch());
            Optional<FileOffset> stored = sample.isRead() ? offsets.find(sample.path()) : Optional.empty();
            Optional<Progress> written =
                    stored.isPresent() ? written(stored.get().progress()) : Optional.empty();
            boolean atEnd = stored.isEmpty()
                    && options.get(Option.START_AT) == StartAt.END
                    && new WatchStart(options.watch()).isFirst(connection);
            List<LineRecord> next = written.isPresent() ? linesBehind(written.get()) : List.of();
            List<LineRecord> shown = next.isEmpty() ? linesBehind(start()) : next;
            boolean again = next.isEmpty() && (written.isPresent() || atEnd);
            if (shown.isEmpty()) {
                noLine();
            } else if (!next.isEmpty()) {
                findings.say("", written.get().lines() + " lines of it are written; those behind them:");
            } else if (written.isPresent()) {
                findings.say("", "written to its end; its first lines again:");
            } else if (stored.isPresent()) {
                findings.say("", "it holds other content than was written of it; its first lines:");
            } else if (atEnd) {
                findings.say("", "start-at = end: run begins behind these lines:");
            }
            tell(preview.of(connection, sample.path(), shown), again);
        } catch (IOException e) {
            unreadable(e);
        }
    }

    /** Tells what the statement would bind for the first lines. */
    void askWithoutServer(Preview preview) {
        try {
            List<LineRecord> first = linesBehind(start());
            if (first.isEmpty()) {
                noLine();
            }
            tell(preview.cut(sample.path(), first), false);
        } catch (IOException e) {
            unreadable(e);
        }
    }

    private void unreadable(IOException cause) {
        findings.wrong("", "it cannot be read (" + cause + "); run tries it again and reads the others");
    }

    /** How far it is written, unless it holds other content by now. */
    private Optional<Progress> written(Progress stored) throws IOException {
        boolean same = stored.nextByte() > 0
                && Comparison.of(sample.file(), stored, Optional.empty()).match() == Match.SAME;
        return same ? Optional.of(stored) : Optional.empty();
    }

    private static Progress start() {
        return Progress.none(Optional.empty());
    }

    /** The first complete lines behind an offset that are data. */
    private List<LineRecord> linesBehind(Progress from) throws IOException {
        Observation observed = TailReader.observe(sample.file());
        ReadLimits limits = ReadLimits.of(options).sorted(Optional.of(Layouts.of(options, parameters)));
        List<LineRecord> lines = new ArrayList<>();
        try (TailReader reader = TailReader.open(sample.file(), 0, sample.path(), from, observed, limits)) {
            reader.endAt(from.nextByte() + SampleFile.MOST_BYTES);
            reader.settled();
            if (options.get(Option.RECORD_TIMEOUT).isPresent()) {
                reader.complete(observed.size());
            }
            Optional<Chunk> chunk = reader.next();
            while (chunk.isPresent() && lines.size() < most) {
                chunk.get().records().stream()
                        .filter(line -> !line.isEmpty())
                        .limit(most - lines.size())
                        .forEach(lines::add);
                chunk = lines.size() < most ? reader.next() : Optional.empty();
            }
        }
        return lines;
    }

    private void noLine() throws IOException {
        try (InputStream content = Files.newInputStream(sample.file())) {
            byte[] head = content.readNBytes(Diagnosis.LONG);
            Optional<Diagnosis> diagnosis =
                    Diagnosis.of(head, FileText.of(options).of(head, false));
            if (diagnosis.isPresent()) {
                findings.wrong("", diagnosis.get().sentence(sample.path()));
            } else {
                findings.say("", "there is no complete line of data in it yet, that is one with a line end");
            }
        }
    }

    /**
     * Tells each line.
     *
     * @param again whether {@code run} does not write them any more, so that they may be in the table
     */
    private void tell(List<Outcome> outcomes, boolean again) {
        for (Outcome outcome : outcomes) {
            long number = outcome.line().number();
            if (outcome.rejection().isEmpty()) {
                findings.line(number, OutcomeText.accepted(outcome), true);
            } else {
                String state = outcome.rejection().get().sqlState();
                boolean there = state.equals(UNIQUE_VIOLATION);
                findings.line(
                        number,
                        (there ? "in the table already: " : "rejected, SQLSTATE " + state + ": ")
                                + Printable.text(outcome.rejection().get().reason()),
                        there && again);
            }
        }
    }
}
