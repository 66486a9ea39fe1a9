package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Several kinds of line, told by their first field, that come in turns: sentences of a GPS, records of several levels. */
final class LineKinds {

    private static final Pattern WORD = Pattern.compile("[$!]?[A-Za-z][A-Za-z0-9_]{0,15}");
    private static final int MOST = 12;
    private static final double NEARLY_ALL = 0.85;

    private LineKinds() {}

    /** The rows of each kind; empty if the lines are of one kind, or of none. */
    static Optional<List<Rows>> of(List<String> lines) {
        return List.of(',', ';', '\t', '|', ' ').stream()
                .map(delimiter -> of(
                        lines,
                        new Cut(
                                delimiter,
                                delimiter == ' '
                                        ? Optional.empty()
                                        : Cut.at(delimiter).quote())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<List<Rows>> of(List<String> lines, Cut cut) {
        Map<String, List<List<String>>> kinds = new LinkedHashMap<>();
        String before = "";
        int changes = 0;
        for (String line : lines) {
            List<String> fields = cut.fields(line);
            String word = fields.isEmpty() ? "" : fields.get(0);
            if (fields.size() > 2 && WORD.matcher(word).matches()) {
                kinds.computeIfAbsent(word, kind -> new ArrayList<>()).add(fields);
                changes += word.equals(before) ? 0 : 1;
                before = word;
                if (kinds.size() > 4 * MOST) {
                    return Optional.empty();
                }
            }
        }
        kinds.values()
                .removeIf(
                        group -> group.size() < 2 || new HashSet<>(group).size() == 1); // the names of the fields again
        long told = kinds.values().stream().mapToLong(List::size).sum();
        List<Rows> rows = kinds.entrySet().stream()
                .map(kind -> rows(cut, kind.getKey(), kind.getValue()))
                .toList();
        boolean typed = rows.stream().anyMatch(each -> each.typed() > 0);
        boolean inTurns = changes > kinds.size();
        return kinds.size() < 2
                        || kinds.size() > MOST
                        || told < NEARLY_ALL * lines.size()
                        || !typed
                        || !inTurns
                        || isOneKind(rows)
                ? Optional.empty()
                : Optional.of(rows);
    }

    private static Rows rows(Cut cut, String word, List<List<String>> group) {
        int fewest = group.stream().mapToInt(List::size).min().orElse(0);
        Rows rows = Rows.of(
                cut, group.stream().map(fields -> fields.subList(0, fewest)).toList());
        return new Rows(cut, rows.kinds(), word);
    }

    private static boolean isOneKind(List<Rows> rows) {
        return rows.stream().map(Rows::count).distinct().count() == 1;
    }
}
