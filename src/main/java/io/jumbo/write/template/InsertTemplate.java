package io.jumbo.write.template;

import io.jumbo.offset.DateReading;
import io.jumbo.write.template.SqlToken.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The statement the user wrote, executed once per line: SQL in which {@code %s} stands for the next field, {@code %3$s} for the third one, {@code %(name)s} or
 * {@code :?name} for a named value, and {@code %%} for a percent sign. A quoted {@code '%s'} is bound all the same.
 *
 * <p>Immutable and thread-safe. Parsing needs no database; what the server thinks of the statement is asked for by
 * {@link ParameterTypes}.
 */
public final class InsertTemplate {

    /** The protocol counts them with two bytes. */
    private static final int MOST_PLACEHOLDERS = 65_535;

    private static final Pattern PRESENT = Pattern.compile("(?is)[^']*'.*\\b(now|today|tomorrow|yesterday)\\b.*'");

    private final String text;
    private final Tokens tokens;
    private final List<Placeholder> placeholders;
    private final ValuesClause.Finding values;
    private final String session;

    InsertTemplate(String text, List<SqlToken> tokens, List<Placeholder> placeholders) {
        this(text, new Tokens(TypedPlaceholders.rewritten(tokens)).withoutEnd(), placeholders, "");
    }

    private InsertTemplate(String text, Tokens tokens, List<Placeholder> placeholders, String session) {
        this.text = text;
        this.session = session;
        this.tokens = tokens;
        this.placeholders = List.copyOf(placeholders);
        this.values = ValuesClause.find(tokens.all());
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

    /** The same for transactions in which dates and times are read like this. */
    public InsertTemplate in(DateReading reading) {
        return new InsertTemplate(text, tokens, placeholders, reading.sql());
    }

    /**
     * The same with placeholders that are a whole value of its VALUES read otherwise.
     *
     * @param readings by the number of the value, from 1; null for one that stays
     */
    InsertTemplate reading(IntFunction<IntervalReading> readings) {
        return values.clause()
                .map(clause -> new InsertTemplate(
                        text, new Tokens(clause.reading(tokens.all(), readings)), placeholders, session))
                .orElse(this);
    }

    /** Statements that a transaction must begin with; may be empty. */
    public String session() {
        return session;
    }

    /**
     * Behind a statement for the driver, which keeps statements that the server has parsed, and may do so for several watches: constants such as
     * {@code timestamptz '2024-07-01'} are read when the server parses them.
     */
    private String mark() {
        return session.isEmpty() ? "" : " /* " + session.replace("*", "") + " */";
    }

    /** The template as written. */
    public String text() {
        return text;
    }

    /** Every value to bind, in the order of the statement. */
    public List<Placeholder> placeholders() {
        return placeholders;
    }

    /** The number of {@code %s}: how many fields a line must have, if there are any. */
    public int fieldCount() {
        return (int) all(Placeholder.Next.class).count();
    }

    /** The number of the last field that is used by its position, from 1; 0 if none is. */
    public int lastPosition() {
        return all(Placeholder.Position.class)
                .mapToInt(position -> position.index() + 1)
                .max()
                .orElse(0);
    }

    /**
     * The names that may be those of fields: {@code %(name)s} and {@code %(fields:name)s}, in the order of the statement, each once. Which of them are metadata, or
     * are known otherwise, the options say.
     */
    public List<String> fieldNames() {
        return placeholders.stream()
                .flatMap(placeholder -> placeholder instanceof Placeholder.Named named
                        ? Stream.of(named.name())
                        : placeholder instanceof Placeholder.FieldName field ? Stream.of(field.name()) : Stream.empty())
                .distinct()
                .toList();
    }

    /** The names that are certainly those of fields: {@code %(fields:name)s}, each once. */
    public List<String> certainFieldNames() {
        return all(Placeholder.FieldName.class)
                .map(Placeholder.FieldName::name)
                .distinct()
                .toList();
    }

    /** The keys of {@code %(header:key)s}, in the order of the statement, each once. */
    public List<String> headerKeys() {
        return all(Placeholder.HeaderValue.class)
                .map(Placeholder.HeaderValue::key)
                .distinct()
                .toList();
    }

    /** The names of {@code %(name)s}, in the order of the statement, each once: fields, metadata, values from above the line or from its path, or parameters. */
    public List<String> namedValues() {
        return all(Placeholder.Named.class)
                .map(Placeholder.Named::name)
                .distinct()
                .toList();
    }

    private <P extends Placeholder> Stream<P> all(Class<P> kind) {
        return placeholders.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Whether the statement is an {@code INSERT … VALUES (…)} of one row whose values alone hold all placeholders. */
    public boolean isSingleValues() {
        return values.clause().isPresent();
    }

    /** Whether it is such a statement and says nothing behind its values. */
    public boolean endsWithValues() {
        return values.clause()
                .filter(clause ->
                        tokens.all().stream().skip(clause.close() + 1L).allMatch(token -> token.kind() == Kind.SPACE))
                .isPresent();
    }

    /** Why the statement cannot be fed from a set whatever its table is, after "since"; empty if it can. */
    public String objectionToSets() {
        return values.objection();
    }

    /** The table the statement inserts into, if it begins with that. */
    public Optional<InsertTarget> insertTarget() {
        return InsertTarget.find(tokens.significant());
    }

    /** What the server can do with it. */
    StatementKind kind() {
        return StatementKind.of(tokens.significant(), !placeholders.isEmpty());
    }

    /** What the statement may call; the table and its plain columns call nothing. */
    public Mentioned mentioned() {
        boolean plainColumns =
                insertTarget().filter(target -> !target.columns().isEmpty()).isPresent();
        return Mentioned.in(
                values.clause().isPresent() && plainColumns
                        ? tokens.from(values.clause().get().keyword()).all()
                        : tokens.all());
    }

    /** Whether it says itself that rows may meet: it is no INSERT of VALUES, or says what to do about a conflict. */
    public boolean mayConflict() {
        return !isSingleValues() || tokens.say("CONFLICT");
    }

    /** Whether the server says how many rows it has changed. */
    public boolean changesRows() {
        return tokens.significant().stream()
                .findFirst()
                .filter(first ->
                        Stream.of("INSERT", "UPDATE", "DELETE", "MERGE").anyMatch(first::isWord))
                .isPresent();
    }

    /** Whether a constant in it means the present when the server reads it, which must not be a plan that is kept: {@code 'now'}, {@code 'today'}. */
    public boolean meansThePresent() {
        return tokens.all().stream()
                .filter(token -> token.kind() == Kind.OPAQUE)
                .anyMatch(token -> PRESENT.matcher(token.text()).matches());
    }

    /** What an INSERT needs of its own table. */
    public List<String> insertPrivileges() {
        boolean conflict = tokens.say("CONFLICT");
        return isUpdateOnConflict()
                ? List.of("SELECT", "INSERT", "UPDATE")
                : conflict ? List.of("SELECT", "INSERT") : List.of("INSERT");
    }

    /** Whether a row that conflicts is updated. */
    public boolean isUpdateOnConflict() {
        return tokens.say("CONFLICT") && tokens.say("UPDATE");
    }

    /** Whether the server may answer with rows. */
    public boolean mayReturnRows() {
        return tokens.say("RETURNING") || !changesRows();
    }

    /** Whether a default may be asked for by name. */
    public boolean saysDefault() {
        return tokens.say("DEFAULT");
    }

    /** The statement as an INSERT that COPY can do as well, if it is one. */
    public Optional<PlainInsert> plainInsert() {
        return PlainInsert.find(tokens.significant());
    }

    /** The statement with NULL in place of every placeholder. */
    public String withNulls() {
        return tokens.sql(index -> "NULL");
    }

    /** The statement for the server's own PREPARE: {@code $1}, {@code $2} … in place of the placeholders. */
    public String numbered() {
        return tokens.sql(index -> "$" + (index + 1));
    }

    /** The statement for the driver. Its own question marks, which are operators, are doubled as the driver wants it. */
    public String forDriver(IntFunction<String> placeholder) {
        return tokens.forDriver(placeholder) + mark();
    }

    /**
     * The same insert, fed from a set: {@code INSERT … SELECT values FROM source …}.
     *
     * @param placeholder what stands in place of each placeholder, by index
     * @param source the FROM item
     */
    public String selecting(IntFunction<String> placeholder, String source) {
        ValuesClause clause = values.clause().orElseThrow();
        return tokens.part(0, clause.keyword()).forDriver(placeholder)
                + "SELECT "
                + tokens.part(clause.open() + 1, clause.close()).forDriver(placeholder)
                + " FROM " + source
                + tokens.from(clause.close() + 1).forDriver(placeholder)
                + mark();
    }

    private void validate() {
        if (tokens.all().stream().allMatch(token -> token.kind() == Kind.SPACE)) {
            throw new InvalidTemplateException(
                    "is empty; write for instance INSERT INTO my_table (my_column) VALUES (%s)");
        }
        if (tokens.all().stream().anyMatch(token -> token.isSymbol(';'))) {
            throw new InvalidTemplateException("holds more than one statement; a line is written by exactly one");
        }
        if (placeholders.size() > MOST_PLACEHOLDERS) {
            throw new InvalidTemplateException("binds " + placeholders.size() + " values; a statement can have at most "
                    + MOST_PLACEHOLDERS + ", so write the rest with another statement");
        }
        requireNoOtherPlaceholder(tokens.significant());
        if (fieldCount() > 0 && (lastPosition() > 0 || !certainFieldNames().isEmpty())) {
            throw new InvalidTemplateException(
                    "mixes %s, the next field, with fields by position or name; write all of them the same way, such as"
                            + " %1$s or %(name)s");
        }
        kind();
    }

    /** A question mark is an operator where something stands before it to operate on. */
    private static void requireNoOtherPlaceholder(List<SqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken before = i == 0 ? tokens.get(0) : tokens.get(i - 1);
            boolean operator = before.kind() != Kind.SYMBOL || before.isSymbol(')') || before.isSymbol(']');
            boolean partOfOperator = before.kind() == Kind.SYMBOL && "?@#&|<>=~!*/+-^%`".contains(before.text());
            if (tokens.get(i).isSymbol('?') && !operator && !partOfOperator) {
                throw new InvalidTemplateException("? is not a placeholder here; write %s for the next field");
            }
        }
    }
}
