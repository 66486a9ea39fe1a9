package io.jumbo.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes actions out of a script that fails, as long as what is left fails too: halves first, single ones last (delta debugging). Half a minute for
 * what jqwik's own shrinking, which tries smaller arguments of every action as well, needs an hour for.
 *
 * @see <a href="https://www.st.cs.uni-saarland.de/papers/tse2002/">Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input</a>
 */
final class Shrinking {

    private Shrinking() {}

    /** The shortest script found; each of its actions is needed for it to fail. */
    static List<Action> shortest(List<Action> script, Predicate<List<Action>> fails) {
        List<Action> shortest = script;
        int before;
        do {
            before = shortest.size();
            for (int size = Math.max(1, shortest.size() / 2); size >= 1; size /= 2) {
                shortest = without(size, shortest, fails);
            }
        } while (shortest.size() < before);
        return shortest;
    }

    private static List<Action> without(int size, List<Action> script, Predicate<List<Action>> fails) {
        List<Action> shorter = script;
        int at = 0;
        while (at + size <= shorter.size()) {
            List<Action> less = new ArrayList<>(shorter);
            less.subList(at, at + size).clear();
            if (fails.test(less)) {
                shorter = less;
            } else {
                at += size;
            }
        }
        return shorter;
    }
}
