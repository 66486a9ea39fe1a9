package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Where the one row of an {@code INSERT … VALUES (…)} stands among the tokens of a template.
 *
 * @param keyword index of VALUES
 * @param open index of its opening parenthesis
 * @param close index of its closing parenthesis
 */
record ValuesClause(int keyword, int open, int close) {

    /** They begin a query, which would not see the rows of the lines before it. */
    private static final Set<String> QUERIES = Set.of("SELECT", "TABLE", "VALUES", "WITH");

    /**
     * What a template is as to being fed from a set.
     *
     * @param clause where its row stands, if it may be
     * @param objection why it may not be, after "since"; empty if it may
     */
    record Finding(Optional<ValuesClause> clause, String objection) {

        private static Finding objection(String objection) {
            return new Finding(Optional.empty(), objection);
        }
    }

    /**
     * Finds the clause if the statement may be fed from a set instead, with the same rows as a result: an INSERT at the top, one row,
     * all placeholders inside it, at least one of them, no DEFAULT (which a SELECT cannot say) and no query of its own (which
     * would not see the rows of the lines before it). What its table and its functions do, only the server knows.
     */
    static Finding find(List<SqlToken> tokens) {
        int first = nextSignificant(tokens, 0);
        if (first == tokens.size() || !tokens.get(first).isWord("INSERT")) {
            String word = first == tokens.size() ? "" : tokens.get(first).text().toUpperCase(Locale.ROOT);
            return Finding.objection("a statement that begins with " + word + " is executed for each line");
        }
        int keyword = atTopLevel(tokens, "VALUES");
        int open = keyword < 0 ? tokens.size() : nextSignificant(tokens, keyword + 1);
        int close = open < tokens.size() && tokens.get(open).isSymbol('(') ? closing(tokens, open) : -1;
        if (close < 0) {
            return Finding.objection("its rows do not come from VALUES (…)");
        }
        ValuesClause clause = new ValuesClause(keyword, open, close);
        return clause.objection(tokens).map(Finding::objection).orElseGet(() -> new Finding(Optional.of(clause), ""));
    }

    /**
     * The tokens with placeholders that are a whole value read otherwise.
     *
     * @param readings by the number of the value, from 1; null for one that stays
     */
    List<SqlToken> reading(List<SqlToken> tokens, IntFunction<IntervalReading> readings) {
        List<SqlToken> read = new ArrayList<>(tokens.subList(0, open + 1));
        int depth = 0;
        int value = 1;
        for (int i = open + 1; i < close; i++) {
            SqlToken token = tokens.get(i);
            depth += token.isSymbol('(') || token.isSymbol('[')
                    ? 1
                    : token.isSymbol(')') || token.isSymbol(']') ? -1 : 0;
            value += depth == 0 && token.isSymbol(',') ? 1 : 0;
            IntervalReading reading =
                    token.kind() == Kind.PLACEHOLDER && isWholeValue(tokens, i) ? readings.apply(value) : null;
            read.addAll(reading == null ? List.of(token) : reading.read(token));
        }
        read.addAll(tokens.subList(close, tokens.size()));
        return read;
    }

    private boolean isWholeValue(List<SqlToken> tokens, int i) {
        int before = i - 1;
        while (tokens.get(before).kind() == Kind.SPACE) {
            before--;
        }
        int after = nextSignificant(tokens, i + 1);
        return (before == open || tokens.get(before).isSymbol(','))
                && (after == close || tokens.get(after).isSymbol(','));
    }

    private Optional<String> objection(List<SqlToken> tokens) {
        int after = nextSignificant(tokens, close + 1);
        List<SqlToken> row = tokens.subList(open + 1, close);
        List<SqlToken> rest = tokens.subList(close + 1, tokens.size());
        long inRow = count(row);
        if (after < tokens.size() && tokens.get(after).isSymbol(',')) {
            return Optional.of("it writes several rows for each line");
        } else if (inRow == 0 || inRow != count(tokens)) {
            return Optional.of("not all values are bound in VALUES (…), and at least one");
        } else if (row.stream().anyMatch(token -> token.isWord("DEFAULT"))) {
            return Optional.of("DEFAULT stands in its VALUES (…)");
        } else if (hasEscapedName(tokens)) {
            return Optional.of("a name in it is written U&\"…\"");
        }
        return Stream.concat(row.stream(), rest.stream())
                .filter(token -> token.kind() == Kind.WORD)
                .map(token -> token.text().toUpperCase(Locale.ROOT))
                .filter(QUERIES::contains)
                .findFirst()
                .map(query -> "it holds a query of its own (" + query + ")");
    }

    /** What such a name means, only the server can read. */
    private static boolean hasEscapedName(List<SqlToken> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).text().startsWith("\"") && tokens.get(i - 1).isSymbol('&')) {
                return true;
            }
        }
        return false;
    }

    private static long count(List<SqlToken> tokens) {
        return tokens.stream().filter(token -> token.kind() == Kind.PLACEHOLDER).count();
    }

    private static int atTopLevel(List<SqlToken> tokens, String word) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depthChange(tokens.get(i));
            if (depth == 0 && tokens.get(i).isWord(word)) {
                return i;
            }
        }
        return -1;
    }

    private static int closing(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += depthChange(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int depthChange(SqlToken token) {
        return token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    }

    private static int nextSignificant(List<SqlToken> tokens, int from) {
        int i = from;
        while (i < tokens.size() && tokens.get(i).kind() == Kind.SPACE) {
            i++;
        }
        return i;
    }
}
