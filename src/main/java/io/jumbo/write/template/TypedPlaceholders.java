package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Placeholders to which a statement gives a type in a way that means something else, or nothing, for a value that is bound: {@code date '%s'},
 * {@code interval '%s' minute}, {@code %s::interval minute}. They are written so that the value is read as the constant in their place would be.
 */
final class TypedPlaceholders {

    /** Types that may stand in front of a constant, in one word. */
    private static final Set<String> TYPES = Set.of(
            "BIGINT",
            "BOOL",
            "BOOLEAN",
            "BOX",
            "BYTEA",
            "CIDR",
            "CIRCLE",
            "DATE",
            "DECIMAL",
            "FLOAT",
            "FLOAT4",
            "FLOAT8",
            "INET",
            "INT",
            "INT2",
            "INT4",
            "INT8",
            "INTEGER",
            "JSON",
            "JSONB",
            "LSEG",
            "MACADDR",
            "MONEY",
            "NUMERIC",
            "PATH",
            "POINT",
            "POLYGON",
            "REAL",
            "SMALLINT",
            "TEXT",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMPTZ",
            "TIMETZ",
            "TSQUERY",
            "TSVECTOR",
            "UUID",
            "VARCHAR",
            "XML");

    private static final List<List<String>> LONGER_TYPES = List.of(
            List.of("DOUBLE", "PRECISION"),
            List.of("CHARACTER", "VARYING"),
            List.of("TIME", "WITH", "TIME", "ZONE"),
            List.of("TIME", "WITHOUT", "TIME", "ZONE"),
            List.of("TIMESTAMP", "WITH", "TIME", "ZONE"),
            List.of("TIMESTAMP", "WITHOUT", "TIME", "ZONE"));

    private static final String INTERVAL = "INTERVAL";

    private static final int MOST_TOKENS = 12;

    private final List<SqlToken> tokens;
    private final List<SqlToken> written = new ArrayList<>();
    private int next;

    private TypedPlaceholders(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    /** The tokens of a statement, with such placeholders written otherwise. */
    static List<SqlToken> rewritten(List<SqlToken> tokens) {
        TypedPlaceholders rewriting = new TypedPlaceholders(tokens);
        while (rewriting.next < tokens.size()) {
            rewriting.token();
        }
        return rewriting.written;
    }

    private void token() {
        SqlToken token = tokens.get(next++);
        if (token.kind() == Kind.PLACEHOLDER) {
            placeholder(token);
        } else {
            written.add(token);
        }
    }

    private void placeholder(SqlToken placeholder) {
        List<SqlToken> behind = significant(next);
        Optional<List<SqlToken>> type = typeInFront();
        if (type.isEmpty()) {
            Optional<IntervalReading.Written> cast = intervalOfCast(behind);
            written.addAll(cast.map(interval -> interval.reading().readText(placeholder))
                    .orElse(List.of(placeholder)));
        } else if (type.get().get(0).isWord(INTERVAL)) {
            interval(type.get(), placeholder, behind);
        } else {
            cast(type.get(), placeholder);
        }
    }

    /** {@code interval %s minute} or {@code interval(1) %s}. */
    private void interval(List<SqlToken> type, SqlToken placeholder, List<SqlToken> behind) {
        Optional<IntervalReading.Written> fields =
                IntervalReading.at(behind).filter(at -> behind.get(0).kind() == Kind.WORD);
        Optional<IntervalReading> inFront =
                IntervalReading.at(type.subList(1, type.size())).map(IntervalReading.Written::reading);
        Optional<IntervalReading> reading =
                fields.map(IntervalReading.Written::reading).or(() -> inFront);
        if (reading.isEmpty()) {
            cast(type, placeholder);
            return;
        }
        removeFromEnd(type.size());
        written.addAll(reading.get().readText(placeholder));
        fields.ifPresent(said -> skip(said.length()));
    }

    private void cast(List<SqlToken> type, SqlToken placeholder) {
        removeFromEnd(type.size());
        written.add(SqlToken.of(Kind.WORD, "cast"));
        written.add(SqlToken.of(Kind.SYMBOL, "("));
        written.add(placeholder);
        written.add(SqlToken.of(Kind.OPAQUE, " as "));
        type.forEach(word -> written.add(SqlToken.of(word.kind(), word.text() + " ")));
        written.add(SqlToken.of(Kind.SYMBOL, ")"));
    }

    /** {@code %s::interval minute} or {@code cast(%s as interval minute)}. */
    private static Optional<IntervalReading.Written> intervalOfCast(List<SqlToken> behind) {
        boolean colons = behind.size() > 3
                && behind.get(0).isSymbol(':')
                && behind.get(1).isSymbol(':');
        boolean as = behind.size() > 3 && behind.get(0).isWord("AS");
        int type = colons ? 2 : 1;
        return (colons || as) && behind.get(type).isWord(INTERVAL)
                ? IntervalReading.at(behind.subList(type + 1, behind.size()))
                : Optional.empty();
    }

    /** The significant tokens that name a type at the end of what is written so far. */
    private Optional<List<SqlToken>> typeInFront() {
        List<SqlToken> before = lastSignificant();
        int end = before.size();
        for (List<String> words : LONGER_TYPES) {
            if (endsWith(before, words)) {
                return Optional.of(before.subList(end - words.size(), end));
            }
        }
        if (end > 3 && before.get(end - 1).isSymbol(')') && before.get(end - 4).isWord(INTERVAL)) {
            return Optional.of(before.subList(end - 4, end));
        }
        boolean one = end > 1
                && before.get(end - 1).kind() == Kind.WORD
                && !before.get(end - 2).isSymbol('.')
                && (before.get(end - 1).isWord(INTERVAL)
                        || TYPES.contains(before.get(end - 1).text().toUpperCase(Locale.ROOT)));
        return one ? Optional.of(before.subList(end - 1, end)) : Optional.empty();
    }

    private static boolean endsWith(List<SqlToken> before, List<String> words) {
        int from = before.size() - words.size();
        for (int i = 0; i < words.size(); i++) {
            if (from < 0 || !before.get(from + i).isWord(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** As many as the longest type or restriction has, and those that tell it from something else. */
    private List<SqlToken> significant(int from) {
        return tokens.subList(from, tokens.size()).stream()
                .filter(token -> token.kind() != Kind.SPACE)
                .limit(MOST_TOKENS)
                .toList();
    }

    private List<SqlToken> lastSignificant() {
        ArrayDeque<SqlToken> last = new ArrayDeque<>();
        for (int i = written.size() - 1; i >= 0 && last.size() < MOST_TOKENS; i--) {
            if (written.get(i).kind() != Kind.SPACE) {
                last.addFirst(written.get(i));
            }
        }
        return List.copyOf(last);
    }

    /** Takes back so many significant tokens, and the white space behind each. */
    private void removeFromEnd(int significant) {
        int left = significant;
        while (left > 0) {
            left -= written.remove(written.size() - 1).kind() == Kind.SPACE ? 0 : 1;
        }
    }

    private void skip(int significant) {
        int left = significant;
        while (left > 0) {
            left -= tokens.get(next++).kind() == Kind.SPACE ? 0 : 1;
        }
        written.add(SqlToken.of(Kind.SPACE, " "));
    }
}
