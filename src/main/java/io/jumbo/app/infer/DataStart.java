package io.jumbo.app.infer;

import java.util.List;

/** Finds the first data line of a table among the first lines of a file. */
final class DataStart {

    private DataStart() {}

    /** Its index; the number of lines if there are only lines above it; -1 if none of them tells. */
    static int in(List<String> head, Rows rows) {
        int first = next(head, rows, 0);
        if (first < 0 || !rows.first().isEmpty()) {
            return first;
        }
        List<List<String>> below = head.stream()
                .skip(first + 1L)
                .filter(line -> !line.isBlank())
                .limit(1_000)
                .map(rows.cut()::fields)
                .toList();
        if (Titles.areTitles(rows.cut().fields(head.get(first)), below, rows)) {
            int behind = next(head, rows, first + 1);
            return behind < 0 ? head.size() : behind;
        }
        int start = first;
        while (start > 0
                && rows.fit(head.get(start - 1)) != Rows.Fit.NONE
                && !Titles.areTitles(rows.cut().fields(head.get(start - 1)), below, rows)) {
            start--;
        }
        return start;
    }

    private static int next(List<String> head, Rows rows, int from) {
        for (int i = from; i < head.size(); i++) {
            if (rows.fit(head.get(i)) == Rows.Fit.EXACT) {
                return i;
            }
        }
        return -1;
    }
}
