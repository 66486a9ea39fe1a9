package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A statement, or a part of one, as its tokens.
 *
 * @param all of them, white space and comments too
 */
record Tokens(List<SqlToken> all) {

    Tokens {
        all = List.copyOf(all);
    }

    /** Those that mean something. */
    List<SqlToken> significant() {
        return all.stream().filter(token -> token.kind() != Kind.SPACE).toList();
    }

    /** Whether a word is among them. */
    boolean say(String word) {
        return all.stream().anyMatch(token -> token.isWord(word));
    }

    /** Those from one index up to another. */
    Tokens part(int from, int to) {
        return new Tokens(all.subList(from, to));
    }

    /** Those from an index on. */
    Tokens from(int index) {
        return part(index, all.size());
    }

    /** Without semicolons and white space behind the statement. */
    Tokens withoutEnd() {
        int end = all.size();
        while (end > 0
                && (all.get(end - 1).kind() == Kind.SPACE || all.get(end - 1).isSymbol(';'))) {
            end--;
        }
        return part(0, end);
    }

    /** The SQL, with something in place of each placeholder, by index. */
    String sql(IntFunction<String> placeholder) {
        return sql(placeholder, "?");
    }

    /** The same as the driver wants it: question marks, which are operators, are doubled. */
    String forDriver(IntFunction<String> placeholder) {
        return sql(placeholder, "??");
    }

    private String sql(IntFunction<String> placeholder, String questionMark) {
        StringBuilder sql = new StringBuilder();
        for (SqlToken token : all) {
            if (token.kind() == Kind.PLACEHOLDER) {
                sql.append(placeholder.apply(token.placeholder()));
            } else if (token.isSymbol('?')) {
                sql.append(questionMark);
            } else {
                sql.append(token.text());
            }
        }
        return sql.toString();
    }
}
