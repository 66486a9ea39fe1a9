package io.jumbo.write;

import io.jumbo.write.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the one row of an {@code INSERT … VALUES (…)} stands among the tokens of a template.
 *
 * @param keyword index of VALUES
 * @param open index of its opening parenthesis
 * @param close index of its closing parenthesis
 */
record ValuesClause(int keyword, int open, int close) {

    /** DEFAULT cannot be selected; the others begin a query. */
    private static final Set<String> NOT_IN_A_SET = Set.of("DEFAULT", "SELECT", "TABLE", "VALUES");

    /**
     * Finds the clause if the statement may be fed from a set instead, with the same rows as a result: an INSERT at the top, one row,
     * all placeholders inside it, at least one of them, no DEFAULT (which a SELECT cannot say) and no query of its own (which
     * would not see the rows of the lines before it).
     */
    static Optional<ValuesClause> find(List<SqlToken> tokens) {
        int first = nextSignificant(tokens, 0);
        if (first == tokens.size() || !tokens.get(first).isWord("INSERT")) {
            return Optional.empty();
        }
        int keyword = atTopLevel(tokens, "VALUES");
        if (keyword < 0) {
            return Optional.empty();
        }
        int open = nextSignificant(tokens, keyword + 1);
        if (open == tokens.size() || !tokens.get(open).isSymbol('(')) {
            return Optional.empty();
        }
        int close = closing(tokens, open);
        ValuesClause clause = new ValuesClause(keyword, open, close);
        return close > 0 && clause.mayBeASet(tokens) ? Optional.of(clause) : Optional.empty();
    }

    private boolean mayBeASet(List<SqlToken> tokens) {
        int after = nextSignificant(tokens, close + 1);
        boolean oneRow = after == tokens.size() || !tokens.get(after).isSymbol(',');
        List<SqlToken> row = tokens.subList(open + 1, close);
        long inRow = count(row);
        return oneRow
                && inRow > 0
                && inRow == count(tokens)
                && row.stream()
                        .noneMatch(token -> NOT_IN_A_SET.contains(token.text().toUpperCase(Locale.ROOT)));
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
