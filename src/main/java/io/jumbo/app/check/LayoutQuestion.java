package io.jumbo.app.check;

import io.jumbo.events.Printable;
import io.jumbo.layout.Layouts;
import io.jumbo.layout.LineKind;
import io.jumbo.option.LinePattern;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.LineSorting;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.UsedNames;
import io.jumbo.write.template.InsertTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the lines of a file are: header, left out, or data; and what was learnt of those that are no data. From its start, as if nothing of it were written. */
final class LayoutQuestion {

    private static final int MOST_NAMES = 40;

    /** By what lines among the data are none. */
    private static final List<LineKind> LEFT_OUT =
            List.of(LineKind.COMMENT, LineKind.SKIPPED, LineKind.NOT_ONLY, LineKind.NAMES_AGAIN);

    private final WatchOptions options;
    private final Set<String> parameters;
    private final SampleFile sample;
    private final FieldFormat format;
    private final UsedNames used;

    /**
     * @param parameters headers that steps of the route set, which are no fields of the file
     */
    LayoutQuestion(WatchOptions options, Set<String> parameters, SampleFile sample) {
        this.options = options;
        this.parameters = parameters;
        this.sample = sample;
        this.format = FieldFormat.of(options);
        this.used = format.names(InsertTemplate.parse(options.get(Option.INSERT)));
    }

    void ask(Findings findings) {
        LinesSeen seen = new LinesSeen(format::headerFields);
        try {
            Observation observed = TailReader.observe(sample.file());
            LineSorting sorting = Layouts.of(options, parameters, seen);
            Progress start = Progress.none(Optional.empty());
            ReadLimits limits = ReadLimits.of(options).sorted(Optional.of(sorting));
            try (TailReader reader = TailReader.open(sample.file(), 0, sample.path(), start, observed, limits)) {
                reader.endAt(SampleFile.MOST_BYTES);
                reader.settled();
                if (options.get(Option.RECORD_TIMEOUT).isPresent()) {
                    reader.complete(observed.size());
                }
                long looked = lookAt(reader);
                tell(seen, findings);
                rest(seen, reader.diagnosis(), looked, observed.size(), findings);
            }
        } catch (IOException e) {
            findings.say("", "it cannot be read (" + e + ")"); // which the next question says once more, as run would
        }
    }

    private static long lookAt(TailReader reader) throws IOException {
        Optional<Chunk> chunk = reader.next();
        while (chunk.isPresent()) {
            chunk = reader.next();
        }
        return reader.progress().nextByte();
    }

    /** What stands behind the lines that were looked at, and why. */
    private void rest(LinesSeen seen, Optional<Diagnosis> diagnosis, long looked, long size, Findings findings) {
        boolean isWhole = size <= SampleFile.MOST_BYTES;
        Optional<Diagnosis> wrong = diagnosis.filter(
                any -> any.isOfHeader() && (isWhole || !any.kind().mayBeUnfinished()));
        if (wrong.isPresent()) {
            findings.wrong("", wrong.get().sentence(sample.path()));
        } else if (!isWhole) {
            findings.say(
                    "",
                    String.format(
                            Locale.ROOT,
                            "these are its first %,d bytes of %,d; the others were not looked at",
                            looked,
                            size));
        } else if (looked < size && seen.all() > 0) {
            findings.say(
                    "",
                    size - looked
                            + " bytes at its end are no complete line yet: run waits for the line end, or for the next record");
        }
    }

    // ---- what is told

    private void tell(LinesSeen seen, Findings findings) {
        seen.lastHeader().ifPresent(last -> header(seen, last, findings));
        seen.learnt().ifPresent(learnt -> learnt(learnt, findings));
        leftOut(seen, findings);
        warnings(seen, findings);
    }

    private static void header(LinesSeen seen, LineRecord last, Findings findings) {
        LineRecord first = seen.first(LineKind.HEADER).orElseThrow();
        findings.say(
                "header",
                first.number() == last.number()
                        ? line(first)
                        : "lines " + first.number() + " to " + last.number() + ": " + text(first) + " … " + text(last));
    }

    private void learnt(Learnt learnt, Findings findings) {
        if (!learnt.names().written().isEmpty()) {
            List<String> names = learnt.names().written();
            findings.say(
                    "names",
                    String.join(", ", names.stream().limit(MOST_NAMES).toList())
                            + (names.size() > MOST_NAMES ? ", and " + (names.size() - MOST_NAMES) + " more" : ""));
        }
        Stream.concat(used.headerKeys().stream().map(key -> "header:" + key), used.headerGroups().stream())
                .forEach(name -> findings.say("value", name + " = " + value(learnt, name)));
    }

    private static String value(Learnt learnt, String name) {
        return learnt.value(name).map(Printable::text).orElse("NULL: no line above the first data line gives it");
    }

    private static void leftOut(LinesSeen seen, Findings findings) {
        List<String> parts = new ArrayList<>();
        LEFT_OUT.stream()
                .filter(kind -> seen.count(kind) > 0)
                .forEach(kind -> parts.add(seen.count(kind) + " by " + kind.words() + ", first "
                        + line(seen.first(kind).orElseThrow())));
        seen.firstBehindData()
                .ifPresent(first -> parts.add(
                        seen.behindData() + " by data-end, up to the next header's end, first " + line(first)));
        if (seen.count(LineKind.BLANK) > 0
                && !(parts.isEmpty() && seen.lastHeader().isEmpty())) {
            parts.add(seen.count(LineKind.BLANK) + " blank");
        }
        for (int i = 0; i < parts.size(); i++) {
            findings.say(i == 0 ? "no data" : "", parts.get(i));
        }
        if (!parts.isEmpty() || seen.lastHeader().isPresent()) {
            findings.say("data", String.format(Locale.ROOT, "%,d of %,d lines", seen.count(LineKind.DATA), seen.all()));
        }
    }

    private void warnings(LinesSeen seen, Findings findings) {
        if (seen.leftOut() > 0 && seen.count(LineKind.DATA) == 0) {
            findings.say(
                    "warning",
                    "all of its lines are left out, " + reasons(seen) + ": no row comes of it. Is that meant?");
        } else if (seen.leftOut() > 0 && seen.leftOut() >= seen.count(LineKind.DATA)) {
            findings.say("warning", "half of its lines or more are left out: is that meant?");
        }
        seen.oddOne()
                .ifPresent(odd -> findings.say(
                        "warning",
                        line(odd)
                                + " holds no number, unlike the other data lines: if it is a header, or units, leave it out with"
                                + " jumbo.header-lines, or with jumbo.skip if it comes again"));
    }

    /** By which options lines are left out, with their values. */
    private String reasons(LinesSeen seen) {
        return LEFT_OUT.stream()
                .filter(kind -> kind.isLeftOut() && seen.count(kind) > 0)
                .map(kind -> seen.count(kind) + " by jumbo." + kind.words() + " = " + value(kind))
                .collect(Collectors.joining(", "));
    }

    private String value(LineKind kind) {
        return switch (kind) {
            case COMMENT -> options.get(Option.COMMENT_PREFIX).orElse("");
            case SKIPPED ->
                options.get(Option.SKIP).map(LinePattern::expression).orElse("");
            default -> options.get(Option.ONLY).map(LinePattern::expression).orElse("");
        };
    }

    private static String line(LineRecord line) {
        return "line " + line.number() + ": " + text(line);
    }

    private static String text(LineRecord line) {
        return Printable.text(line.anyText());
    }
}
