package io.jumbo.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must and what may be in the table: a line once, or as often as its file was cloned; never anything that was no line. */
final class Ledger {

    private static final int MOST_COMPLAINTS = 8;

    private final Map<String, Integer> allowed = new HashMap<>();
    private final Set<String> owed = new HashSet<>();
    private final Map<String, Integer> table = new HashMap<>();
    private int written;

    /** A new line, unlike every other and with none of them as its beginning; with its terminator. */
    String newLine(int width) {
        String line = "L" + ++written + "." + "x".repeat(width) + "$";
        allow(line);
        return line + "\n";
    }

    /** Lets a line be in the table once more. */
    void allow(String line) {
        allowed.merge(line, 1, Integer::sum);
    }

    /** From now on these must be in the table. */
    void owe(Collection<String> lines) {
        owed.addAll(lines);
    }

    boolean isOwed(String line) {
        return owed.contains(line);
    }

    /** Takes note of a row. */
    void row(String line) {
        table.merge(line, 1, Integer::sum);
    }

    /** What is wrong with the table; nothing, it is to be hoped. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        table.forEach((line, times) -> {
            int most = allowed.getOrDefault(line, 0);
            if (most == 0) {
                complaints.add("never was a line: " + brief(line));
            } else if (times > most) {
                complaints.add(times + " times: " + brief(line));
            }
        });
        owed.stream()
                .filter(line -> !table.containsKey(line))
                .forEach(line -> complaints.add("missing: " + brief(line)));
        complaints.sort(null);
        return complaints.subList(0, Math.min(MOST_COMPLAINTS, complaints.size()));
    }

    private static String brief(String line) {
        return line.replace('\0', '0').replaceAll("x{6,}", "x…x");
    }
}
