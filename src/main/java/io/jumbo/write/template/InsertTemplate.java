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

    private static final Pattern PRESENT = Pattern.compile("(?is)[^']*'.*\\b(now|today|tomorrow|yesterday)\\b.*'");

    private final String text;
    private final Tokens tokens;
    private final Placeholders placeholders;
    private final ValuesClause.Finding values;
    private final String session;

    InsertTemplate(String text, List<SqlToken> tokens, List<Placeholder> placeholders) {
        this(text, new Tokens(TypedPlaceholders.rewritten(tokens)).withoutEnd(), new Placeholders(placeholders), "");
    }

    private InsertTemplate(String text, Tokens tokens, Placeholders placeholders, String session) {
        this.text = text;
        this.session = session;
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.values = ValuesClause.find(tokens.all());
        TemplateCheck.require(tokens, placeholders);
        kind();
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
        return placeholders.all();
    }

    /** What it takes from a line, and from what is known of its file. */
    public Placeholders takes() {
        return placeholders;
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
        return StatementKind.of(tokens.significant(), !placeholders.all().isEmpty());
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
}
