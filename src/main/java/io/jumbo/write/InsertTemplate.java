package io.jumbo.write;

import io.jumbo.write.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The statement the user wrote, executed once per line: SQL in which {@code %s} stands for the next field, {@code %(name)s} or
 * {@code :?name} for a named value, and {@code %%} for a percent sign. A quoted {@code '%s'} is bound all the same.
 *
 * <p>Immutable and thread-safe. Parsing needs no database; what the server thinks of the statement is asked for by
 * {@link ParameterTypes}.
 */
public final class InsertTemplate {

    private final String text;
    private final List<SqlToken> tokens;
    private final List<Placeholder> placeholders;
    private final Optional<ValuesClause> values;

    InsertTemplate(String text, List<SqlToken> tokens, List<Placeholder> placeholders) {
        this.text = text;
        this.tokens = withoutEnd(tokens);
        this.placeholders = List.copyOf(placeholders);
        this.values = ValuesClause.find(this.tokens);
        validate();
    }

    /**
     * Reads a template.
     *
     * @throws InvalidTemplateException naming the character and the remedy
     */
    public static InsertTemplate parse(String template) {
        return TemplateLexer.parse(template);
    }

    /** The template as written. */
    public String text() {
        return text;
    }

    /** Every value to bind, in the order of the statement. */
    public List<Placeholder> placeholders() {
        return placeholders;
    }

    /** How many fields a line must have: the number of {@code %s}. */
    public int fieldCount() {
        return (int) placeholders.stream()
                .filter(placeholder -> placeholder instanceof Placeholder.Field)
                .count();
    }

    /** Whether the statement is an {@code INSERT … VALUES (…)} of one row whose values alone hold all placeholders. */
    boolean isSingleValues() {
        return values.isPresent();
    }

    /** The statement as an INSERT that COPY can do as well, if it is one. */
    Optional<PlainInsert> plainInsert() {
        return PlainInsert.find(tokens);
    }

    /** The statement with NULL in place of every placeholder. */
    String withNulls() {
        return sql(tokens, index -> "NULL", false);
    }

    /** The statement for the server's own PREPARE: {@code $1}, {@code $2} … in place of the placeholders. */
    String numbered() {
        return sql(tokens, index -> "$" + (index + 1), false);
    }

    /** The statement for the driver. Its own question marks, which are operators, are doubled as the driver wants it. */
    String forDriver(IntFunction<String> placeholder) {
        return sql(tokens, placeholder, true);
    }

    /**
     * The same insert, fed from a set: {@code INSERT … SELECT values FROM source …}.
     *
     * @param placeholder what stands in place of each placeholder, by index
     * @param source the FROM item
     */
    String selecting(IntFunction<String> placeholder, String source) {
        ValuesClause clause = values.orElseThrow();
        return sql(tokens.subList(0, clause.keyword()), placeholder, true)
                + "SELECT "
                + sql(tokens.subList(clause.open() + 1, clause.close()), placeholder, true)
                + " FROM " + source
                + sql(tokens.subList(clause.close() + 1, tokens.size()), placeholder, true);
    }

    private static String sql(List<SqlToken> tokens, IntFunction<String> placeholder, boolean forDriver) {
        StringBuilder sql = new StringBuilder();
        for (SqlToken token : tokens) {
            if (token.kind() == Kind.PLACEHOLDER) {
                sql.append(placeholder.apply(token.placeholder()));
            } else if (forDriver && token.isSymbol('?')) {
                sql.append("??");
            } else {
                sql.append(token.text());
            }
        }
        return sql.toString();
    }

    private static List<SqlToken> withoutEnd(List<SqlToken> tokens) {
        int end = tokens.size();
        while (end > 0
                && (tokens.get(end - 1).kind() == Kind.SPACE
                        || tokens.get(end - 1).isSymbol(';'))) {
            end--;
        }
        return List.copyOf(tokens.subList(0, end));
    }

    private void validate() {
        if (tokens.stream().allMatch(token -> token.kind() == Kind.SPACE)) {
            throw new InvalidTemplateException(
                    "is empty; write for instance INSERT INTO my_table (my_column) VALUES (%s)");
        }
        if (tokens.stream().anyMatch(token -> token.isSymbol(';'))) {
            throw new InvalidTemplateException("holds more than one statement; a line is written by exactly one");
        }
        if (placeholders.isEmpty() && tokens.stream().anyMatch(token -> token.isSymbol('?'))) {
            throw new InvalidTemplateException("? is not a placeholder here; write %s for the next field");
        }
        String first = tokens.stream()
                .filter(token -> token.kind() == Kind.WORD)
                .map(token -> token.text().toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        if (!List.of("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH").contains(first)) {
            throw new InvalidTemplateException(
                    "does not start with INSERT, UPDATE, DELETE, MERGE, SELECT or WITH, but with "
                            + (first.isEmpty() ? "no word at all" : first)
                            + "; other statements cannot be executed once per line");
        }
    }
}
