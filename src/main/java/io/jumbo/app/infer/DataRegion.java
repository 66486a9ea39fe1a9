package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where in a file the data of a table stand.
 *
 * @param header the lines above them
 * @param gaps lines among them that are none, those beside each other together
 * @param footer the lines behind them
 * @param data what was kept of them
 */
record DataRegion(List<Seen> header, List<List<Seen>> gaps, List<Seen> footer, List<Seen> data) {

    /** So many lines that look like data may stand in a header. */
    private static final int MOST_IN_HEADER = 2;

    /** The data do not begin farther below the first lines that look like data. */
    private static final int FARTHEST = 200;

    static DataRegion of(List<Seen> lines, int table, Rows rows) {
        Predicate<Seen> own = line -> line.table() == table;
        int first = start(lines, own, rows);
        int end = lines.size();
        while (end > first && !own.test(lines.get(end - 1))) {
            end--;
        }
        List<Seen> region = lines.subList(first, end);
        return new DataRegion(
                lines.subList(0, first),
                gaps(region, own),
                lines.subList(end, lines.size()),
                region.stream().filter(own).toList());
    }

    private static List<List<Seen>> gaps(List<Seen> region, Predicate<Seen> own) {
        List<List<Seen>> gaps = new ArrayList<>();
        boolean open = false;
        for (Seen line : region) {
            if (!own.test(line)) {
                if (!open) {
                    gaps.add(new ArrayList<>());
                }
                gaps.get(gaps.size() - 1).add(line);
            }
            open = !own.test(line);
        }
        return gaps;
    }

    /** A line or two that look like data, with more behind other lines, belong to the header. */
    private static int start(List<Seen> lines, Predicate<Seen> own, Rows rows) {
        int first = 0;
        while (first < lines.size() && !own.test(lines.get(first))) {
            first++;
        }
        int next = first;
        while (next < lines.size() && own.test(lines.get(next))) {
            next++;
        }
        int run = next - first;
        boolean more = lines.subList(next, lines.size()).stream().filter(own).count() > run;
        if (run > MOST_IN_HEADER || !more || first > FARTHEST) {
            return first;
        }
        int later = start(lines.subList(next, lines.size()), own, rows);
        return later == lines.size() - next
                        || later > 3 * run + 3
                        || (isBelowNames(lines.subList(0, first), rows)
                                && !isBelowNames(lines.subList(next, next + later), rows))
                ? first
                : next + later;
    }

    private static boolean isBelowNames(List<Seen> above, Rows rows) {
        return NamesLine.in(above.stream().map(Seen::text).toList(), rows).isPresent();
    }
}
