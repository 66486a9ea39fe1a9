package io.jumbo.app.infer;

import io.jumbo.option.LineEnd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** Reads sample files and makes proposals of them. Each file is read twice, as a stream. Not thread-safe. */
final class Inference {

    private static final int HEAD_LINES = 4_000;
    private static final int HEAD_CHARACTERS = 2 << 20;
    private static final int MOST_RECORD_LINES = 1_000;

    private final LongConsumer progress;
    private final List<Alike> groups = new ArrayList<>();

    /** Files that are alike. */
    private record Alike(Object signature, List<TableGuess> tables, List<FileGuess> files) {

        /** Whether there is nothing in them. */
        boolean isEmpty() {
            return files.stream()
                    .allMatch(file -> file.seen().isEmpty() && tables.stream().allMatch(table -> table.lines() == 0));
        }
    }

    private Inference(LongConsumer progress) {
        this.progress = progress;
    }

    /**
     * Looks at files, of which there is at least one.
     *
     * @param files to look at
     * @param progress is told how many bytes or characters were read since it was told last
     * @return one proposal if all files are alike and hold one table; else one for each kind of file and table, each with a name
     * @throws IOException if one cannot be read
     */
    static List<Proposal> of(List<Path> files, LongConsumer progress) throws IOException {
        Inference inference = new Inference(progress);
        for (Path file : files) {
            inference.look(file);
        }
        return inference.propose();
    }

    private void look(Path file) throws IOException {
        ByteEvidence bytes = new ByteEvidence();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                bytes.accept(block, read);
                progress.accept(read);
            }
        }
        Guess<Charset> charset = CharsetGuess.of(bytes);
        Guess<LineEnd> end = LineEnds.of(bytes, charset.value().name().startsWith("UTF-16"));
        FileLines lines = new FileLines(file, charset.value(), end.value(), progress);
        List<String> head = new ArrayList<>();
        long[] characters = {0};
        lines.forEach(line -> {
            head.add(line);
            characters[0] += line.length();
            return head.size() < HEAD_LINES && characters[0] < HEAD_CHARACTERS;
        });
        List<Guess<Shape>> shapes = Shapes.of(head);
        FileGuess guess = new FileGuess(
                file, charset, bytes.isAscii() && charset.value().equals(StandardCharsets.UTF_8), end, 0, List.of());
        Alike group = group(signature(shapes, head), guess);
        if (group.tables().isEmpty()) {
            shapes.forEach(shape -> group.tables().add(new TableGuess(shape)));
        }
        String start = shapes.get(0).value().recordStart();
        Reading reading = new Reading(group.tables(), start.isEmpty() ? head : QuotedLines.joined(head, start));
        lines.forEach(reading::accept);
        group.files()
                .add(new FileGuess(
                        file,
                        charset,
                        bytes.isAscii() && charset.value().equals(StandardCharsets.UTF_8),
                        end,
                        reading.lines(),
                        reading.seen()));
    }

    /** One look at all lines of a file. */
    private static final class Reading {
        private final List<TableGuess> tables;
        private final SeenLines seen = new SeenLines();
        private final Pattern recordStart;
        private final StringBuilder record = new StringBuilder();
        private int recordLines;
        private long first;
        private long lines;

        Reading(List<TableGuess> tables, List<String> head) {
            tables.forEach(table -> table.beginFile(head));
            this.tables = tables;
            String start = tables.get(0).shape().value().recordStart();
            this.recordStart = start.isEmpty() ? null : Pattern.compile(start);
        }

        boolean accept(String line) {
            lines++;
            if (recordStart == null) {
                take(line, lines);
            } else if (recordStart.matcher(line).find()) {
                finish();
                record.append(line);
                first = lines;
                recordLines = 1;
            } else if (recordLines == 0) {
                take(line, lines);
            } else if (recordLines < MOST_RECORD_LINES) {
                record.append('\n').append(line);
                recordLines++;
            }
            return true;
        }

        private void finish() {
            if (recordLines > 0) {
                take(record.toString(), first);
                record.setLength(0);
                recordLines = 0;
            }
        }

        private void take(String line, long number) {
            seen.accept(new Seen(number, line, table(line, number)));
        }

        private int table(String line, long number) {
            for (int i = 0; i < tables.size() && !line.isBlank(); i++) {
                if (tables.get(i).accept(line, number)) {
                    return i;
                }
            }
            return -1;
        }

        long lines() {
            finish();
            return lines;
        }

        List<Seen> seen() {
            return seen.all();
        }
    }

    private Alike group(Object signature, FileGuess file) {
        return groups.stream()
                .filter(group -> group.signature().equals(signature)
                        && group.files().stream().allMatch(file::isReadLike))
                .findFirst()
                .orElseGet(() -> {
                    Alike group = new Alike(signature, new ArrayList<>(), new ArrayList<>());
                    groups.add(group);
                    return group;
                });
    }

    /** Files with the same one can be read by the same watch. */
    private static Object signature(List<Guess<Shape>> shapes, List<String> head) {
        List<Object> parts = new ArrayList<>();
        for (Guess<Shape> shape : shapes) {
            if (shape.value() instanceof Shape.Separated separated) {
                Rows rows = separated.rows();
                List<String> above = head.stream()
                        .limit(Math.max(0, DataStart.in(head, rows)))
                        .filter(line -> !line.isBlank())
                        .toList();
                parts.add(List.of(
                        rows.cut(),
                        rows.count(),
                        rows.first(),
                        NamesLine.in(above, rows)
                                .map(found -> found.value().names())
                                .orElse(List.of())));
            } else {
                parts.add(
                        shape.value() instanceof Shape.Matched matched
                                ? matched.groups()
                                : shape.value().getClass());
            }
        }
        return parts;
    }

    private List<Proposal> propose() {
        List<Proposal> proposals = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean any = groups.stream().anyMatch(group -> !group.isEmpty());
        groups.removeIf(group -> any && group.isEmpty());
        boolean single = groups.size() == 1 && groups.get(0).tables().size() == 1;
        for (Alike group : groups) {
            Origin origin =
                    Origin.of(group.files().stream().map(FileGuess::path).toList(), groups.size() > 1);
            for (int i = 0; i < group.tables().size(); i++) {
                if (group.tables().get(i).lines() == 0 && group.tables().size() > 1) {
                    continue;
                }
                String wanted = tableName(origin, group.tables(), i);
                String name = wanted;
                for (int n = 2; !names.add(name); n++) {
                    name = wanted + "_" + n;
                }
                Proposal proposal = Proposer.of(
                        group.files(),
                        i,
                        group.tables().get(i),
                        new Origin(origin.directory(), origin.include(), name));
                proposals.add(single ? proposal : proposal.named(name.replace('_', '-')));
            }
        }
        return proposals;
    }

    private static String tableName(Origin origin, List<TableGuess> tables, int number) {
        boolean kinds = tables.get(number).shape().value() instanceof Shape.Separated separated
                && !separated.rows().first().isEmpty();
        return kinds
                ? Identifiers.of(
                        origin.table() + " "
                                + ((Shape.Separated) tables.get(number).shape().value())
                                        .rows()
                                        .first()
                                        .toLowerCase(Locale.ROOT),
                        origin.table())
                : number == 0 ? origin.table() : origin.table() + "_" + (number + 1);
    }
}
