package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How PostgreSQL reads the constant of an {@code interval} that is restricted to fields: {@code 90} is 90 minutes in {@code interval minute}, and 90 seconds in a
 * plain {@code interval}. It does so only for constants. A bound value is read as a plain interval and cut afterwards, unless the server's own input function is
 * called with the restriction.
 *
 * @param modifier the restriction as the server's catalog has it ({@code atttypmod})
 */
record IntervalReading(int modifier) {

    /** In the order in which {@code TO} goes from one to another, with the server's number of each. */
    private enum Field {
        YEAR(2),
        MONTH(1),
        DAY(3),
        HOUR(10),
        MINUTE(11),
        SECOND(12);

        private final int bit;

        Field(int bit) {
            this.bit = bit;
        }

        private static Optional<Field> of(SqlToken token) {
            return List.of(values()).stream()
                    .filter(field -> token.kind() == Kind.WORD
                            && token.text().toUpperCase(Locale.ROOT).equals(field.name()))
                    .findFirst();
        }
    }

    private static final int ANY_FIELD = 0x7FFF;
    private static final int ANY_PRECISION = 0xFFFF;

    /**
     * What stands behind the word {@code interval}, or behind its constant.
     *
     * @param reading what it means
     * @param length number of significant tokens that say it
     */
    record Written(IntervalReading reading, int length) {}

    /** The restriction that the tokens begin with, if they do. */
    static Optional<Written> at(List<SqlToken> tokens) {
        Optional<Field> first = tokens.isEmpty() ? Optional.empty() : Field.of(tokens.get(0));
        if (first.isEmpty()) {
            return precision(tokens).map(precision -> new Written(of(ANY_FIELD, precision), 3));
        }
        Optional<Field> last = tokens.size() > 2 && tokens.get(1).isWord("TO") ? Field.of(tokens.get(2)) : first;
        int length = tokens.size() > 1 && tokens.get(1).isWord("TO") ? 3 : 1;
        if (last.isEmpty() || last.get().compareTo(first.get()) < 0) {
            return Optional.empty();
        }
        int range = 0;
        for (Field field : EnumSet.range(first.get(), last.get())) {
            range |= 1 << field.bit;
        }
        Optional<Integer> precision =
                last.get() == Field.SECOND ? precision(tokens.subList(length, tokens.size())) : Optional.empty();
        return Optional.of(
                new Written(of(range, precision.orElse(ANY_PRECISION)), precision.isPresent() ? length + 3 : length));
    }

    private static Optional<Integer> precision(List<SqlToken> tokens) {
        return tokens.size() > 2
                        && tokens.get(0).isSymbol('(')
                        && tokens.get(1).text().matches("[0-6]")
                        && tokens.get(2).isSymbol(')')
                ? Optional.of(Integer.valueOf(tokens.get(1).text()))
                : Optional.empty();
    }

    private static IntervalReading of(int range, int precision) {
        return new IntervalReading(range << 16 | precision);
    }

    /** The placeholder, read so. Opaque: what it calls is the server's own and concerns nobody. */
    List<SqlToken> read(SqlToken placeholder) {
        return called("", placeholder, "::pg_catalog.text");
    }

    /** The same where the value is taken for a text, which may be empty: that is NULL. */
    List<SqlToken> readText(SqlToken placeholder) {
        return called("nullif(", placeholder, "::pg_catalog.text, '')");
    }

    private List<SqlToken> called(String before, SqlToken placeholder, String behind) {
        return List.of(
                SqlToken.of(Kind.OPAQUE, "pg_catalog.interval_in(pg_catalog.textout(" + before),
                placeholder,
                SqlToken.of(Kind.OPAQUE, behind + "), 1186, " + modifier + ")"));
    }
}
