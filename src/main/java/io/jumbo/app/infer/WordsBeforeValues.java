package io.jumbo.app.infer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Columns in which the same word stands in each line, in front of a value: {@code o3 31.2 cellai 98712}. The word is the name of the value. A single such word
 * may be another one in the next file; several in a row, each with its value, are how lines are written.
 */
final class WordsBeforeValues {

    private static final int FEWEST = 3;

    private WordsBeforeValues() {}

    private static boolean isInRow(int index, Set<Integer> all) {
        int first = index;
        while (all.contains(first - 2)) {
            first -= 2;
        }
        int end = index;
        while (all.contains(end)) {
            end += 2;
        }
        return (end - first) / 2 >= FEWEST;
    }

    /** The words by the index of their column. */
    static Map<Integer, String> in(List<ColumnGuess> columns) {
        Map<Integer, String> words = new TreeMap<>();
        for (int i = 0; i < columns.size() - 1; i++) {
            ColumnGuess column = columns.get(i);
            ColumnGuess next = columns.get(i + 1);
            boolean word = column.count > 1
                    && !column.tooManyTexts
                    && column.texts.size() == 1
                    && column.realTexts() == column.count
                    && Character.isLetter(column.example.charAt(0));
            if (word && NullValues.isTyped(next)) {
                words.put(i, column.example);
            }
        }
        Set<Integer> all = Set.copyOf(words.keySet());
        words.keySet().removeIf(i -> !isInRow(i, all));
        return words;
    }
}
