package io.jumbo.app.infer;

import io.jumbo.tail.FieldNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the options together, the simplest first. */
final class OutlineOptions {

    private static final int MOST_SKIPPED = 6;

    private final Rows rows;
    private final DataRegion region;
    private final Map<String, Guess<String>> options = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    OutlineOptions(DataRegion region, Rows rows) {
        this.region = region;
        this.rows = rows;
    }

    /** Decides. */
    Outline outline() {
        Optional<Guess<NamesLine>> names = NamesLine.in(texts(region.header()), rows);
        boolean byName = names.filter(found ->
                        found.value().usable() && isAnyNameGood(found.value().names()))
                .isPresent();
        Optional<String> prefix = CommentPrefix.of(region);
        prefix.ifPresent(text -> options.put(
                "comment-prefix",
                Guess.sure(
                        text,
                        "lines that begin with " + text + " stand "
                                + (region.gaps().isEmpty() ? "above" : "among")
                                + " the data, and no data line begins so")));
        List<Seen> top = without(region.header(), prefix);
        Optional<Seen> namesLine =
                names.map(found -> region.header().get(found.value().index()));
        List<Seen> belowNames = namesLine.isPresent() && byName
                ? top.stream()
                        .filter(line -> line.number() > namesLine.get().number())
                        .toList()
                : top;
        if (!belowNames.isEmpty()) {
            HeaderEnd end = new HeaderEnd(top, region.gaps());
            options.put(end.option(), end.guess(byName ? "below the names" : "above the data"));
        }
        List<Seen> near = region.gaps().stream()
                .flatMap(List::stream)
                .filter(line -> rows.isNear(line.text()))
                .toList();
        if (!near.isEmpty()) {
            notes.add(near.size() + " lines begin as data do and have a word more or less, the first is line "
                    + near.get(0).number() + ": they will be dead letters, unless format = regex describes them");
        }
        List<List<Seen>> strange = region.gaps().stream()
                .map(gap -> without(gap, prefix).stream()
                        .filter(line -> !near.contains(line))
                        .toList())
                .filter(gap -> !gap.isEmpty())
                .toList();
        gaps(strange, namesLine, byName, top);
        footer(without(region.footer(), prefix));
        if (byName) {
            namesOfOthers(names.get().value(), namesLine.get());
        }
        return new Outline(names, region.header(), options, byName, notes);
    }

    /** Another table of the file has fields of the same names: its lines must not be read under these too. */
    private void namesOfOthers(NamesLine own, Seen namesLine) {
        List<Seen> behind = Stream.concat(region.gaps().stream().flatMap(List::stream), region.footer().stream())
                .toList();
        Optional<Seen> other = behind.stream()
                .filter(line -> !line.isData()
                        && !line.text().equals(namesLine.text())
                        && new FieldNames(rows.cut().fields(line.text())).includeAll(own.names()))
                .findFirst();
        if (other.isPresent()
                && behind.stream().anyMatch(Seen::isData)
                && !options.containsKey("header-end")
                && !options.containsKey("header-lines")) {
            options.put("header-end", Guess.likely(whole(namesLine), "another table of the file has these names too"));
            options.putIfAbsent("data-end", Guess.likely(whole(other.get()), "another table begins there"));
        }
    }

    private static String whole(Seen line) {
        return "^" + LinePattern.escaped(line.text()) + "$";
    }

    private static boolean isAnyNameGood(List<String> names) {
        return names.stream()
                                .filter(name -> FieldReference.isUsable(name, names))
                                .count()
                        * 2
                >= names.size();
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
                            begins(strange, top).stream().map(this::firstField).toList(),
                            begins(strange, top),
                            strange.stream().map(gap -> gap.get(0).text()).toList())
                    .flatMap(begin -> LinePattern.of(begin).stream())
                    .filter(this::isNoData)
                    .findFirst();
            if (begins.isPresent()) {
                options.put(
                        "data-end",
                        Guess.likely(
                                begins.get(), "the header comes again " + strange.size() + " times, and begins so"));
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
        String end =
                options.containsKey("header-end") ? options.get("header-end").value() : "";
        return strange.stream().allMatch(gap -> {
            String last = gap.get(gap.size() - 1).text();
            return end.isEmpty()
                    ? namesLine.filter(line -> line.text().equals(last)).isPresent()
                    : LinePattern.isFound(end, last);
        });
    }

    private void skip(List<Seen> lines, String what) {
        Optional<String> pattern = LinePattern.ofAny(texts(lines), MOST_SKIPPED).filter(this::isNoData);
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
                region.data(),
                Stream.of(lines, options.containsKey("only") ? List.<Seen>of() : region.header())
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
        Optional<String> first = LinePattern.of(List.of(lines.get(0).text())).filter(this::isNoData);
        if (lines.size() > 1 && first.isPresent()) {
            String all =
                    options.containsKey("data-end") ? options.get("data-end").value() : "";
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
                        .allMatch(
                                line -> LinePattern.isFound(options.get("skip").value(), line.text()));
    }

    private boolean isNoData(String pattern) {
        return region.data().stream().noneMatch(line -> LinePattern.isFound(pattern, line.text()));
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
