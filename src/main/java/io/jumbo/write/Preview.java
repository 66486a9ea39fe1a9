package io.jumbo.write;

import io.jumbo.offset.DateReading;
import io.jumbo.option.DateOptions;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.Row;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.fields.Source;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.InvalidTemplateException;
import io.jumbo.write.template.ParameterTypes;
import io.jumbo.write.template.ValueKind;
import io.jumbo.write.ways.Way;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what lines would become, by executing the template for them in a transaction that the caller rolls back. Nothing stays, except
 * that a sequence the table draws its defaults from does not go back.
 */
public final class Preview {

    private final String watch;
    private final InsertTemplate template;
    private final FieldFormat fieldFormat;
    private final DateOptions dates;

    /**
     * @param watch value of the metadata of that name
     * @param template the statement to execute for each line
     * @param fieldFormat how a line becomes fields
     * @param dates how dates and times are read
     */
    public Preview(String watch, InsertTemplate template, FieldFormat fieldFormat, DateOptions dates) {
        this.watch = watch;
        this.template = template;
        this.fieldFormat = fieldFormat;
        this.dates = dates;
    }

    /**
     * What a line would become.
     *
     * @param line where it stands
     * @param values what the statement would bind, null for NULL; empty if the line cannot be cut into values
     * @param stored the rows it makes, as the table has them; absent if the statement cannot be asked for them
     * @param rejection why it would become a dead letter
     */
    public record Outcome(
            LineRecord line, List<String> values, Optional<List<List<String>>> stored, Optional<Rejection> rejection) {}

    /** The names in the template that a step of the route must set. */
    public List<String> unknownNames() {
        return fieldFormat.names(template).unknown(Set.of());
    }

    /**
     * Checks that there are none.
     *
     * @throws InvalidTemplateException naming them, as a watch does that pauses because of them
     */
    public void requireKnownNames() {
        fieldFormat.names(template).requireKnown(Set.of());
    }

    /**
     * Checks that the statement can have what it uses.
     *
     * @param ownSteps whether the route has steps that may set headers
     * @throws InvalidTemplateException as at a start
     */
    public void requirePossible(boolean ownSteps) {
        fieldFormat.names(template).requirePossible(ownSteps);
    }

    /** Whether nothing of a line goes into the statement. */
    public boolean hasNoFields() {
        return fieldFormat.names(template).ignoreLines();
    }

    /**
     * How {@code run} would write lines, and why not faster.
     *
     * @throws SQLException what the server has against the statement
     */
    public Way way(Connection connection) throws SQLException {
        return PreparedTemplate.prepare(connection, template).way();
    }

    /**
     * Has the server prepare the template, then executes it for each line that is not empty.
     *
     * @param path of the file, relative to the watched directory
     * @throws SQLException if the failure is not a line's fault: an unknown column, a missing privilege
     */
    public List<Outcome> of(Connection connection, String path, List<LineRecord> lines) throws SQLException {
        PreparedTemplate prepared =
                PreparedTemplate.prepare(connection, template.in(DateReading.ask(connection, dates)));
        ParameterTypes.requirePrivileges(connection, template);
        List<Row> rows = new ArrayList<>();
        Map<LineRecord, Rejection> rejections =
                cut(path, lines, prepared.types().kinds(), rows);
        Savepoint before = connection.setSavepoint();
        Isolation.ofSingleLines(connection, prepared)
                .write(rows)
                .forEach(rejection -> rejections.put(rejection.line(), rejection));
        connection.rollback(before);
        List<Row> accepted =
                rows.stream().filter(row -> !rejections.containsKey(row.line())).toList();
        return outcomes(lines, rows, rejections, new StoredRows(prepared.template()).of(connection, accepted));
    }

    /**
     * Writes the lines that are not empty and can be written, by the fastest way. Their rows stay in the transaction.
     *
     * @param path of the file, relative to the watched directory
     * @return why the others would become dead letters, in the order of the file
     * @throws SQLException if the failure is not a line's fault
     */
    public List<Rejection> write(Connection connection, String path, List<LineRecord> lines) throws SQLException {
        PreparedTemplate prepared =
                PreparedTemplate.prepare(connection, template.in(DateReading.ask(connection, dates)));
        List<Row> rows = new ArrayList<>();
        Map<LineRecord, Rejection> malformed = cut(path, lines, prepared.types().kinds(), rows);
        List<Rejection> rejections = new ArrayList<>(malformed.values());
        rejections.addAll(Isolation.ofSingleLines(connection, prepared).write(rows));
        rejections.sort(Comparator.comparingLong(rejection -> rejection.line().firstByte()));
        return rejections;
    }

    /**
     * What the statement would bind for each line, without asking a server what it makes of it.
     *
     * @param path of the file, relative to the watched directory
     */
    public List<Outcome> cut(String path, List<LineRecord> lines) {
        List<Row> rows = new ArrayList<>();
        List<ValueKind> texts = Collections.nCopies(template.placeholders().size(), ValueKind.TEXT);
        return outcomes(lines, rows, cut(path, lines, texts, rows), Optional.empty());
    }

    /** Cuts the lines that can be cut into rows; returns why the others cannot. */
    private Map<LineRecord, Rejection> cut(String path, List<LineRecord> lines, List<ValueKind> kinds, List<Row> rows) {
        RowParser parser = fieldFormat.parser(template, kinds, Source.of(watch, path, Optional.empty()), Map.of());
        Map<LineRecord, Rejection> rejections = new HashMap<>();
        for (LineRecord line : lines) {
            try {
                rows.add(parser.row(line));
            } catch (RejectedLineException e) {
                rejections.put(line, e.of(line));
            }
        }
        return rejections;
    }

    private static List<Outcome> outcomes(
            List<LineRecord> lines,
            List<Row> rows,
            Map<LineRecord, Rejection> rejections,
            Optional<Map<LineRecord, List<List<String>>>> stored) {
        Map<LineRecord, List<String>> values = new HashMap<>();
        rows.forEach(row -> values.put(row.line(), row.values()));
        return lines.stream()
                .map(line -> new Outcome(
                        line,
                        values.getOrDefault(line, List.of()),
                        stored.map(all -> all.getOrDefault(line, List.of())),
                        Optional.ofNullable(rejections.get(line))))
                .toList();
    }
}
