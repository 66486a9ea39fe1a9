package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the data lines of a table have in common: how they are cut, how many fields they have, and what kind of value stands in each.
 *
 * @param cut how a line becomes fields
 * @param kinds of each column: what most of its fields are
 * @param words of each column: the text that stands in most of its fields; empty if there is none
 * @param first a text with which the first field begins; empty if any will do
 */
record Rows(Cut cut, List<Kind> kinds, List<String> words, String first) {

    private static final double MOST = 0.6;

    Rows {
        kinds = List.copyOf(kinds);
        words = List.copyOf(words);
    }

    Rows(Cut cut, List<Kind> kinds, String first) {
        this(cut, kinds, List.of(), first);
    }

    int count() {
        return kinds.size();
    }

    long typed() {
        return kinds.stream().filter(Kind::isTyped).count();
    }

    /** From lines that are cut already, all into the same number of fields. */
    static Rows of(Cut cut, List<List<String>> lines) {
        List<Kind> kinds = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int column = 0; column < lines.get(0).size(); column++) {
            kinds.add(kind(lines, column));
            words.add(word(lines, column));
        }
        return new Rows(cut, kinds, words, "");
    }

    private static String word(List<List<String>> lines, int column) {
        String middle = lines.get(lines.size() / 2).get(column);
        long same =
                lines.stream().filter(line -> line.get(column).equals(middle)).count();
        return same > MOST * lines.size() && Kind.of(middle) == Kind.TEXT ? middle : "";
    }

    private static Kind kind(List<List<String>> lines, int column) {
        Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
        int filled = 0;
        for (List<String> line : lines) {
            Kind kind = Kind.of(line.get(column));
            seen.merge(kind.isMoment() ? Kind.TIMESTAMP : kind, 1, Integer::sum);
            filled += kind == Kind.EMPTY ? 0 : 1;
        }
        int enough = (int) Math.ceil(filled * MOST);
        return filled == 0
                ? Kind.EMPTY
                : seen.entrySet().stream()
                        .filter(entry -> entry.getKey() != Kind.EMPTY && entry.getValue() >= enough)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(Kind.TEXT);
    }

    /** How well a line fits. */
    enum Fit {
        /** Every field is of its column's kind. */
        EXACT,
        /** Some fields are not; the line would be data among data. */
        LOOSE,
        NONE
    }

    /** Compares a line. */
    Fit fit(List<String> fields) {
        if (!first.isEmpty()) {
            return fields.size() >= count() && fields.get(0).strip().equals(first) ? Fit.EXACT : Fit.NONE;
        } else if (!hasCount(fields)) {
            return Fit.NONE;
        } else if (typed() == 0) {
            return fields.stream().allMatch(String::isBlank) ? Fit.NONE : Fit.EXACT;
        }
        int same = 0;
        int other = 0;
        int nothing = 0;
        for (int i = 0; i < Math.min(count(), fields.size()); i++) {
            if (kinds.get(i).isTyped()) {
                String field = fields.get(i);
                if (kinds.get(i).isObvious(field)) {
                    same++;
                } else if (!field.isEmpty()) {
                    Kind kind = Kind.of(field);
                    same += kind.fits(kinds.get(i)) ? 1 : 0;
                    nothing += kind == Kind.EMPTY && !field.isBlank() ? 1 : 0;
                    other += kind != Kind.EMPTY && !kind.fits(kinds.get(i)) ? 1 : 0;
                }
            }
        }
        if (same == 0) {
            return other == 0 && isNamed(fields, nothing) ? Fit.LOOSE : Fit.NONE;
        } else if (fields.size() > count() && !fields.get(count()).isBlank()) {
            return other == 0 && same > 2 && isAligned(fields) ? Fit.LOOSE : Fit.NONE;
        } else if (other == 0 && (same > 1 || !fields.get(0).isBlank())) {
            return Fit.EXACT;
        }
        boolean begins = kinds.get(0).isTyped() && Kind.of(fields.get(0)).fits(kinds.get(0));
        if (same == 1 && typed() > 1 && kinds.get(0).isTyped() && fields.get(0).isBlank()) {
            return Fit.LOOSE;
        }
        return other == 0 ? Fit.EXACT : other < same || (other == same && begins) ? Fit.LOOSE : Fit.NONE;
    }

    /** Whether what a line has more than others stands behind the last column: between blanks, a word more may have moved the others. */
    private boolean isAligned(List<String> fields) {
        return !cut.isBlanks()
                || (!words.isEmpty()
                        && !words.get(count() - 1).isEmpty()
                        && IntStream.range(0, count())
                                .allMatch(i ->
                                        words.get(i).isEmpty() || fields.get(i).equals(words.get(i))));
    }

    /** Whether a line begins as data lines do, and has a word more or less: where blanks part the fields, one cannot tell which. */
    boolean isNear(String line) {
        List<String> fields = cut.fields(line);
        if (!cut.isBlanks() || fields.size() == count() || !first.isEmpty()) {
            return false;
        }
        int same = 0;
        for (int i = 0; i < Math.min(count(), fields.size()); i++) {
            Kind kind = Kind.of(fields.get(i));
            if (kinds.get(i).isTyped() && !kind.fits(kinds.get(i))) {
                break;
            }
            same += kinds.get(i).isTyped() ? 1 : 0;
        }
        return same > 1 && same * 2L >= typed();
    }

    /** Of a line that is not cut yet. */
    Fit fit(String line) {
        return fit(cut.fields(line));
    }

    /** Whether only values are missing: each text is there, and words say that there is no number. */
    private boolean isNamed(List<String> fields, int nothing) {
        int texts = 0;
        for (int i = 0; i < Math.min(count(), fields.size()); i++) {
            if (kinds.get(i) == Kind.TEXT) {
                texts++;
                if (fields.get(i).isBlank()) {
                    return false;
                }
            }
        }
        return texts > 0 && (nothing > 0 || texts > 1) && fields.size() == count();
    }

    private boolean hasCount(List<String> fields) {
        int size = fields.size();
        return size == count()
                || size == count() + 1
                || (size == count() - 1 && size > 1 && kinds.get(size) == Kind.EMPTY);
    }
}
