package io.jumbo.write;

import io.jumbo.write.SqlToken.Kind;
import java.util.ArrayList;
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
record PlainInsert(String table, List<String> columns, int values, boolean onConflict) {

    PlainInsert {
        columns = List.copyOf(columns);
    }

    /** Reads the statement; nothing if it says anything more. */
    static Optional<PlainInsert> find(List<SqlToken> tokens) {
        return new Reader(tokens.stream()
                        .filter(token -> token.kind() != Kind.SPACE)
                        .toList())
                .read();
    }

    /**
     * Where COPY puts the same rows.
     *
     * @param allColumns of the table, for a statement that names none
     */
    CopyTarget target(List<String> allColumns) {
        return new CopyTarget(table, columns.isEmpty() ? allColumns : columns);
    }

    /** Reads token by token; what does not fit ends it. */
    private static final class Reader {

        private final List<SqlToken> tokens;
        private int next;

        Reader(List<SqlToken> tokens) {
            this.tokens = tokens;
        }

        Optional<PlainInsert> read() {
            if (!word("INSERT") || !word("INTO")) {
                return Optional.empty();
            }
            Optional<String> table = table();
            List<String> columns = symbol('(') ? columns() : List.of();
            if (table.isEmpty() || !word("VALUES") || !symbol('(')) {
                return Optional.empty();
            }
            int values = values();
            boolean onConflict = word("ON") && word("CONFLICT") && isRestPlain();
            boolean asManyAsColumns = columns.isEmpty() || columns.size() == values;
            return (next == tokens.size() || onConflict) && values > 0 && asManyAsColumns
                    ? Optional.of(new PlainInsert(table.get(), columns, values, onConflict))
                    : Optional.empty();
        }

        /** Whether nothing is bound and nothing is returned in what follows. */
        private boolean isRestPlain() {
            return tokens.subList(next, tokens.size()).stream()
                    .noneMatch(token -> token.kind() == Kind.PLACEHOLDER || token.isWord("RETURNING"));
        }

        private Optional<String> table() {
            StringBuilder name = new StringBuilder();
            do {
                Optional<String> part = identifier();
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                name.append(name.isEmpty() ? "" : ".").append(part.get());
            } while (symbol('.'));
            return Optional.of(name.toString());
        }

        /** The columns up to the closing parenthesis; none if something else stands there. */
        private List<String> columns() {
            List<String> columns = new ArrayList<>();
            do {
                identifier().ifPresent(columns::add);
            } while (symbol(','));
            return symbol(')') ? columns : List.of();
        }

        /** The number of values up to the closing parenthesis; 0 if something else than placeholders stands there. */
        private int values() {
            int values = 0;
            do {
                if (next == tokens.size() || tokens.get(next).kind() != Kind.PLACEHOLDER) {
                    return 0;
                }
                next++;
                values++;
            } while (symbol(','));
            return symbol(')') ? values : 0;
        }

        private Optional<String> identifier() {
            boolean is = next < tokens.size()
                    && (tokens.get(next).kind() == Kind.WORD
                            || tokens.get(next).text().startsWith("\""));
            return is ? Optional.of(tokens.get(next++).text()) : Optional.empty();
        }

        private boolean word(String word) {
            return advanceIf(next < tokens.size() && tokens.get(next).isWord(word));
        }

        private boolean symbol(char symbol) {
            return advanceIf(next < tokens.size() && tokens.get(next).isSymbol(symbol));
        }

        private boolean advanceIf(boolean fits) {
            next += fits ? 1 : 0;
            return fits;
        }
    }
}
