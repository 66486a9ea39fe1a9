package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.List;
import java.util.Optional;

/**
 * An {@code INSERT INTO table (columns) VALUES (…)} of which every value is a placeholder and nothing else: what COPY can do as well, or, with
 * {@code ON CONFLICT}, as long as nothing conflicts.
 *
 * @param table as written, with its schema if that is written
 * @param columns as written; empty if the statement names none
 * @param values number of its values
 * @param onConflict whether it says what to do with a row that conflicts
 */
public record PlainInsert(String table, List<String> columns, int values, boolean onConflict) {

    public PlainInsert {
        columns = List.copyOf(columns);
    }

    /**
     * Reads the statement; nothing if it says anything more.
     *
     * @param tokens without white space and comments
     */
    static Optional<PlainInsert> find(List<SqlToken> tokens) {
        return InsertTarget.find(tokens)
                .filter(target -> tokens.subList(0, target.end()).stream().noneMatch(token -> token.isWord("AS")))
                .flatMap(target -> find(target, tokens.subList(target.end(), tokens.size())));
    }

    private static Optional<PlainInsert> find(InsertTarget target, List<SqlToken> behind) {
        if (behind.size() < 2
                || !behind.get(0).isWord("VALUES")
                || !behind.get(1).isSymbol('(')) {
            return Optional.empty();
        }
        int values = 0;
        int next = 2;
        while (next + 1 < behind.size()
                && behind.get(next).kind() == Kind.PLACEHOLDER
                && (behind.get(next + 1).isSymbol(',') || behind.get(next + 1).isSymbol(')'))) {
            values++;
            next += 2;
        }
        boolean closed = values > 0 && behind.get(next - 1).isSymbol(')');
        boolean asManyAsColumns = target.columns().isEmpty() || target.columns().size() == values;
        List<SqlToken> rest = behind.subList(next, behind.size());
        return closed && asManyAsColumns && (rest.isEmpty() || isPlainConflictClause(rest))
                ? Optional.of(new PlainInsert(target.table(), target.columns(), values, !rest.isEmpty()))
                : Optional.empty();
    }

    /** Whether nothing is bound and nothing is returned in it. */
    private static boolean isPlainConflictClause(List<SqlToken> rest) {
        return rest.size() > 2
                && rest.get(0).isWord("ON")
                && rest.get(1).isWord("CONFLICT")
                && rest.stream().noneMatch(token -> token.kind() == Kind.PLACEHOLDER || token.isWord("RETURNING"));
    }
}
