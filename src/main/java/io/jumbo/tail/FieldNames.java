package io.jumbo.tail;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /**
     * The indices, from 0, of the fields that bear a name: more than one if it cannot be told which is meant. A name as it is written counts before one that is
     * the same but for what stands round it: {@code Area} beside {@code %Area}.
     */
    public List<Integer> indicesOf(String name) {
        String wanted = name.strip();
        return Stream.<Predicate<String>>of(
                        wanted::equals,
                        there -> wanted.equals(bare(there)),
                        wanted::equalsIgnoreCase,
                        there -> wanted.equalsIgnoreCase(bare(there)))
                .map(this::indicesOf)
                .filter(indices -> !indices.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Integer> indicesOf(Predicate<String> isMeant) {
        return IntStream.range(0, written.size())
                .filter(index -> isMeant.test(written.get(index).strip()))
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
