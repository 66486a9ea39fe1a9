package io.jumbo.tail;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The names that a line of a file gives to the fields of the lines below it. Compared without blanks, quotes and comment characters round them; letter case
 * only matters where two names differ in nothing else. Immutable.
 *
 * @param written as they stand in the line, one for each field
 */
public record FieldNames(List<String> written) {

    /** No line has given names yet. */
    public static final FieldNames NONE = new FieldNames(List.of());

    private static final String COMMENT = "#;%!*/'\"";

    public FieldNames {
        written = List.copyOf(written);
    }

    /** The indices, from 0, of the fields that bear a name: more than one if it cannot be told which is meant. */
    public List<Integer> indicesOf(String name) {
        List<Integer> exact = indicesOf(name, false);
        return exact.isEmpty() ? indicesOf(name, true) : exact;
    }

    private List<Integer> indicesOf(String name, boolean ignoreCase) {
        return IntStream.range(0, written.size())
                .filter(index -> isSame(written.get(index), name, ignoreCase))
                .boxed()
                .toList();
    }

    /** The index, from 0, of the one field that bears a name. */
    public Optional<Integer> indexOf(String name) {
        return Optional.of(indicesOf(name)).filter(found -> found.size() == 1).map(found -> found.get(0));
    }

    /** Whether each of these names is borne by a field. */
    public boolean includeAll(List<String> names) {
        return names.stream().noneMatch(name -> indicesOf(name).isEmpty());
    }

    private static boolean isSame(String written, String name, boolean ignoreCase) {
        String stripped = written.strip();
        return isEqual(stripped, name.strip(), ignoreCase) || isEqual(bare(stripped), name.strip(), ignoreCase);
    }

    private static boolean isEqual(String one, String other, boolean ignoreCase) {
        return ignoreCase ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    /** Without the quotes and comment characters round it, unless nothing else is there. */
    public static String bare(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isRound(text.charAt(from), COMMENT)) {
            from++;
        }
        while (to > from && isRound(text.charAt(to - 1), "'\"")) {
            to--;
        }
        return from == to ? text : text.substring(from, to);
    }

    private static boolean isRound(char c, String characters) {
        return Character.isWhitespace(c) || c == '\0' || characters.indexOf(c) >= 0;
    }
}
