package io.jumbo.app.infer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What is kept of the lines of a file: all that are no data, and of each run of data lines the beginning and the end. Bounded. */
final class SeenLines {

    private static final int ENDS_OF_RUN = 3;
    private static final int MOST = 20_000;

    /** In all, and of one line. */
    private static final int MOST_CHARACTERS = 8 << 20;

    private static final int LONGEST = 1 << 18;

    private final List<Seen> kept = new ArrayList<>();
    private final Deque<Seen> end = new ArrayDeque<>();
    private int run;
    private int of = -1;
    private boolean full;
    private long characters;

    void accept(Seen line) {
        if (line.isBlank()) {
            return;
        }
        if (line.table() != of) {
            finish();
            of = line.table();
            run = 0;
        }
        run++;
        if (!line.isData() || run <= ENDS_OF_RUN) {
            keep(line);
        } else {
            end.addLast(line);
            if (end.size() > ENDS_OF_RUN) {
                end.removeFirst();
            }
        }
    }

    private void keep(Seen line) {
        if (kept.size() < MOST && characters < MOST_CHARACTERS) {
            characters += Math.min(line.text().length(), LONGEST);
            kept.add(
                    line.text().length() > LONGEST
                            ? new Seen(line.number(), line.text().substring(0, LONGEST), line.table())
                            : line);
        } else {
            full = true;
        }
    }

    private void finish() {
        end.forEach(this::keep);
        end.clear();
    }

    /** In the order of the file. */
    List<Seen> all() {
        finish();
        return kept;
    }

    /** Whether lines were left out. */
    boolean isFull() {
        return full;
    }
}
