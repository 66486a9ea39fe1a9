package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the data lines of a table have in common: how they are cut, how many fields they have, and what kind of value stands in each.
 *
 * @param cut how a line becomes fields
 * @param kinds of each column: what most of its fields are
 * @param first a text with which the first field begins; empty if any will do
 */
record Rows(Cut cut, List<Kind> kinds, String first) {

    private static final double MOST = 0.6;

    Rows {
        kinds = List.copyOf(kinds);
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
        for (int column = 0; column < lines.get(0).size(); column++) {
            kinds.add(kind(lines, column));
        }
        return new Rows(cut, kinds, "");
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
            return other == 0 && same > 2 ? Fit.LOOSE : Fit.NONE;
        } else if (other == 0 && (same > 1 || !fields.get(0).isBlank())) {
            return Fit.EXACT;
        }
        boolean begins = kinds.get(0).isTyped() && Kind.of(fields.get(0)).fits(kinds.get(0));
        if (same == 1 && typed() > 1 && kinds.get(0).isTyped() && fields.get(0).isBlank()) {
            return Fit.LOOSE;
        }
        return other == 0 ? Fit.EXACT : other < same || (other == same && begins) ? Fit.LOOSE : Fit.NONE;
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
