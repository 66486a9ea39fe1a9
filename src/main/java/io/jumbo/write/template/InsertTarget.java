package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of an INSERT: the table, and the columns that get a value.
 *
 * @param table as written, with its schema if that is written
 * @param columns as written; empty if the statement names none, or not by plain names
 * @param end index of the first token behind
 */
public record InsertTarget(String table, List<String> columns, int end) {

    public InsertTarget {
        columns = List.copyOf(columns);
    }

    /**
     * Reads {@code INSERT INTO table [AS alias] [(columns)]}.
     *
     * @param tokens without white space and comments
     */
    static Optional<InsertTarget> find(List<SqlToken> tokens) {
        return new Reader(tokens).read();
    }

    /** Reads token by token; what does not fit ends it. */
    private static final class Reader {

        private final List<SqlToken> tokens;
        private int next;

        Reader(List<SqlToken> tokens) {
            this.tokens = tokens;
        }

        Optional<InsertTarget> read() {
            if (!word("INSERT") || !word("INTO")) {
                return Optional.empty();
            }
            Optional<String> table = table();
            if (word("AS")) {
                identifier();
            }
            int behindTable = next;
            List<String> columns = symbol('(') ? columns() : List.of();
            int end = columns.isEmpty() ? behindTable : next;
            return table.map(name -> new InsertTarget(name, columns, end));
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
