package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which options tell the data lines of a table from all others.
 *
 * @param names the line that names the fields, if there is one
 * @param header the lines above the data
 * @param options by key, in the order in which they are written
 * @param byName whether fields can be found by their names
 * @param notes what a person should know
 */
record Outline(
        Optional<Guess<NamesLine>> names,
        List<Seen> header,
        Map<String, Guess<String>> options,
        boolean byName,
        List<String> notes) {

    private static final List<String> PREFIXES = List.of("#", "//", "%", "!", ";", "*", "'", "\"#", "REM", "--");
    private static final int MOST_SKIPPED = 6;

    /** The lines of one table, in the order of the file. */
    static Outline of(List<Seen> lines, int table, Rows rows) {
        return new Builder(lines, table, rows).build();
    }

    /** Puts the options together, the simplest first. */
    private static final class Builder {

        private final Rows rows;
        private final List<Seen> header;
        private final List<List<Seen>> gaps = new ArrayList<>();
        private final List<Seen> footer;
        private final List<Seen> data;
        private final Map<String, Guess<String>> options = new LinkedHashMap<>();
        private final List<String> notes = new ArrayList<>();

        Builder(List<Seen> lines, int table, Rows rows) {
            this.rows = rows;
            Predicate<Seen> own = line -> line.table() == table;
            int first = start(lines, own);
            int last = lines.size() - 1;
            while (last > first && !own.test(lines.get(last))) {
                last--;
            }
            header = lines.subList(0, first);
            footer = lines.subList(Math.min(last + 1, lines.size()), lines.size());
            List<Seen> region = lines.subList(first, Math.min(last + 1, lines.size()));
            data = region.stream().filter(own).toList();
            boolean open = false;
            for (Seen line : region) {
                if (own.test(line)) {
                    open = false;
                } else {
                    if (!open) {
                        gaps.add(new ArrayList<>());
                    }
                    gaps.get(gaps.size() - 1).add(line);
                    open = true;
                }
            }
        }

        /** A single line that looks like data, with none behind it, belongs to the header. */
        private int start(List<Seen> lines, Predicate<Seen> own) {
            int first = 0;
            while (first < lines.size()
                    && !(own.test(lines.get(first)) && rows.fit(lines.get(first).text()) == Rows.Fit.EXACT)) {
                first++;
            }
            int next = first;
            while (next < lines.size() && own.test(lines.get(next))) {
                next++;
            }
            boolean more = lines.subList(Math.min(next, lines.size()), lines.size()).stream()
                            .filter(own)
                            .count()
                    > next - first;
            if (next - first > 2 || !more || first > 200) {
                return first;
            }
            int later = start(lines.subList(next, lines.size()), own);
            return later == lines.size() - next || later > 3 * (next - first) + 3 ? first : next + later;
        }

        Outline build() {
            Optional<Guess<NamesLine>> names = NamesLine.in(texts(header), rows);
            boolean byName = names.filter(found -> found.value().usable()
                            && isAnyNameGood(found.value().names()))
                    .isPresent();
            Optional<String> prefix = commentPrefix();
            prefix.ifPresent(text -> options.put(
                    "comment-prefix",
                    Guess.sure(
                            text,
                            "lines that begin with " + text + " stand " + (gaps.isEmpty() ? "above" : "among")
                                    + " the data, and no data line begins so")));
            List<Seen> top = without(header, prefix);
            Optional<Seen> namesLine =
                    names.map(found -> header.get(found.value().index()));
            List<Seen> belowNames = namesLine.isPresent() && byName
                    ? top.stream()
                            .filter(line -> line.number() > namesLine.get().number())
                            .toList()
                    : top;
            if (!belowNames.isEmpty()) {
                headerEnd(top, byName ? "below the names" : "above the data");
            }
            List<List<Seen>> strange = gaps.stream()
                    .map(gap -> without(gap, prefix))
                    .filter(gap -> !gap.isEmpty())
                    .toList();
            gaps(strange, namesLine, byName, top);
            footer(without(footer, prefix));
            return new Outline(names, header, options, byName, notes);
        }

        private static boolean isAnyNameGood(List<String> names) {
            return names.stream()
                                    .filter(name -> FieldReference.isUsable(name, names))
                                    .count()
                            * 2
                    >= names.size();
        }

        private void headerEnd(List<Seen> top, String where) {
            Seen last = top.get(top.size() - 1);
            List<String> like = Stream.concat(
                            Stream.of(last.text()),
                            gaps.stream()
                                    .map(gap -> gap.get(gap.size() - 1).text())
                                    .filter(text ->
                                            text.length() > 3 && last.text().startsWith(text.substring(0, 3))))
                    .toList();
            Optional<String> pattern = LinePattern.of(like).filter(found -> isFirst(found, top));
            Optional<String> whole = pattern.isPresent() || like.size() > 1
                    ? pattern
                    : Optional.of("^" + LinePattern.escaped(last.text()) + "$")
                            .filter(found -> isFirst(found, top)
                                    && last.text().length() < 60
                                    && LinePattern.of(List.of(last.text())).isPresent());
            if (whole.isPresent()) {
                options.put(
                        "header-end", Guess.likely(whole.get(), "line " + last.number() + " is the last one " + where));
            } else {
                options.put(
                        "header-lines",
                        Guess.likely(
                                String.valueOf(last.number()),
                                "line " + last.number() + " is the last one " + where
                                        + "; nothing in it tells it from others"));
            }
        }

        private static boolean isFirst(String pattern, List<Seen> top) {
            return top.stream()
                    .filter(line -> LinePattern.isFound(pattern, line.text()))
                    .findFirst()
                    .filter(found -> found.equals(top.get(top.size() - 1)))
                    .isPresent();
        }

        /** Lines among the data that are none. */
        private void gaps(List<List<Seen>> strange, Optional<Seen> namesLine, boolean byName, List<Seen> top) {
            boolean namesAgain = byName
                    && strange.stream()
                            .allMatch(gap -> gap.size() == 1
                                    && gap.get(0).text().equals(namesLine.get().text()));
            if (strange.isEmpty() || namesAgain) {
                return;
            }
            if (!top.isEmpty() && isHeaderAgain(strange, namesLine)) {
                Optional<String> begins = Stream.of(
                                begins(strange, top).stream()
                                        .map(this::firstField)
                                        .toList(),
                                begins(strange, top),
                                strange.stream().map(gap -> gap.get(0).text()).toList())
                        .flatMap(begin -> LinePattern.of(begin).stream())
                        .filter(this::isNoData)
                        .findFirst();
                if (begins.isPresent()) {
                    options.put(
                            "data-end",
                            Guess.likely(
                                    begins.get(),
                                    "the header comes again " + strange.size() + " times, and begins so"));
                    return;
                }
            }
            skip(strange.stream().flatMap(List::stream).toList(), "lines among the data");
        }

        /** The first lines of the header where it comes again, and the one of the first header that stands as far above its end. */
        private static List<String> begins(List<List<Seen>> strange, List<Seen> top) {
            int size = strange.get(0).size();
            Stream<String> first = size <= top.size() && size > 1
                    ? Stream.of(top.get(top.size() - size).text())
                    : Stream.empty();
            return Stream.concat(first, strange.stream().map(gap -> gap.get(0).text()))
                    .toList();
        }

        private String firstField(String line) {
            int end = rows.cut().isBlanks() ? -1 : line.indexOf(rows.cut().delimiter());
            return end < 4 ? line : line.substring(0, end + 1);
        }

        private boolean isHeaderAgain(List<List<Seen>> strange, Optional<Seen> namesLine) {
            String end = options.containsKey("header-end")
                    ? options.get("header-end").value()
                    : "";
            return strange.stream().allMatch(gap -> {
                String last = gap.get(gap.size() - 1).text();
                return end.isEmpty()
                        ? namesLine.filter(line -> line.text().equals(last)).isPresent()
                        : LinePattern.isFound(end, last);
            });
        }

        private void skip(List<Seen> lines, String what) {
            Optional<String> pattern =
                    LinePattern.ofAny(texts(lines), MOST_SKIPPED).filter(this::isNoData);
            if (pattern.isPresent()) {
                String all =
                        options.containsKey("skip") ? options.get("skip").value() + "|" + pattern.get() : pattern.get();
                options.put(
                        "skip",
                        Guess.likely(
                                all,
                                what + " that are none, the first is line "
                                        + lines.get(0).number()));
                return;
            }
            Optional<String> only = DataPattern.of(
                    data,
                    Stream.of(lines, options.containsKey("only") ? List.<Seen>of() : header)
                            .flatMap(List::stream)
                            .toList(),
                    lines,
                    rows);
            only.ifPresentOrElse(
                    found -> options.put(
                            "only",
                            Guess.likely(
                                    found,
                                    what + " that are none, the first is line "
                                            + lines.get(0).number() + "; in data lines this is found")),
                    () -> notes.add(what + " that are none could not be told from data by a pattern, the first is line "
                            + lines.get(0).number() + ": write skip or only"));
        }

        private void footer(List<Seen> lines) {
            if (lines.isEmpty() || options.containsKey("only") || isSkipped(lines)) {
                return;
            }
            Optional<String> first =
                    LinePattern.of(List.of(lines.get(0).text())).filter(this::isNoData);
            if (lines.size() > 1 && first.isPresent()) {
                String all = options.containsKey("data-end")
                        ? options.get("data-end").value()
                        : "";
                boolean known =
                        !all.isEmpty() && LinePattern.isFound(all, lines.get(0).text());
                options.put(
                        "data-end",
                        Guess.likely(
                                known ? all : all.isEmpty() ? first.get() : all + "|" + first.get(),
                                (all.isEmpty() ? "" : "the header comes again; ") + "line "
                                        + lines.get(0).number() + " and what follows is no data"));
            } else {
                skip(lines, "lines behind the data");
            }
        }

        private boolean isSkipped(List<Seen> lines) {
            return options.containsKey("skip")
                    && lines.stream()
                            .allMatch(line ->
                                    LinePattern.isFound(options.get("skip").value(), line.text()));
        }

        private boolean isNoData(String pattern) {
            return data.stream().noneMatch(line -> LinePattern.isFound(pattern, line.text()));
        }

        private Optional<String> commentPrefix() {
            List<Seen> among = gaps.stream().flatMap(List::stream).toList();
            return PREFIXES.stream()
                    .filter(prefix ->
                            data.stream().noneMatch(line -> line.text().startsWith(prefix)))
                    .filter(prefix -> among.isEmpty()
                            ? isAll(header, prefix) || !footer.isEmpty() && isAll(footer, prefix)
                            : among.stream()
                                                    .filter(line -> line.text().startsWith(prefix))
                                                    .count()
                                            * 2
                                    > among.size())
                    .findFirst();
        }

        private static boolean isAll(List<Seen> lines, String prefix) {
            return !lines.isEmpty()
                    && lines.stream().allMatch(line -> line.text().startsWith(prefix));
        }

        private static List<Seen> without(List<Seen> lines, Optional<String> prefix) {
            return lines.stream()
                    .filter(line -> prefix.filter(line.text()::startsWith).isEmpty())
                    .toList();
        }

        private static List<String> texts(List<Seen> lines) {
            return lines.stream().map(Seen::text).toList();
        }
    }
}
