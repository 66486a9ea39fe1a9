package io.jumbo.write;

import io.jumbo.offset.DateReading;
import io.jumbo.option.DateOptions;
import io.jumbo.option.LineEnd;
import io.jumbo.tail.FileText;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.RejectedLineException;
import io.jumbo.write.fields.Row;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.InvalidTemplateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives dead letters another try: what the server takes now leaves {@code jumbo_dead_letters} in the transaction that inserts it, so
 * that no line can be replayed twice; what still fails stays, with its new reason. A line of which only the head was kept is never
 * inserted.
 */
public final class Replay {

    /** Dead letters tried in one transaction. */
    public static final int BATCH = Verdicts.MOST_SINGLES;

    private final String template;
    private final FieldFormat fieldFormat;
    private final DateOptions dates;
    private final Map<String, String> headers;
    private final DeadLetters deadLetters;

    /**
     * @param watch whose dead letters
     * @param template the statement to execute for each, as it is configured now
     * @param fieldFormat how a line becomes fields
     * @param dates how dates and times are read
     * @param text how text stands in the files of the watch
     * @param headers values of names in the template that are no metadata: what a step of the route sets as headers
     */
    public Replay(
            String watch,
            String template,
            FieldFormat fieldFormat,
            DateOptions dates,
            FileText text,
            Map<String, String> headers) {
        this.template = template;
        this.fieldFormat = fieldFormat;
        this.dates = dates;
        this.headers = Map.copyOf(headers);
        this.deadLetters = new DeadLetters(watch, text);
    }

    /** For files in UTF-8. */
    public Replay(
            String watch, String template, FieldFormat fieldFormat, DateOptions dates, Map<String, String> headers) {
        this(watch, template, fieldFormat, dates, FileText.utf8(LineEnd.LF), headers);
    }

    /** For files in UTF-8, and a template without such names. */
    public Replay(String watch, String template, FieldFormat fieldFormat, DateOptions dates) {
        this(watch, template, fieldFormat, dates, Map.of());
    }

    /**
     * What one transaction did.
     *
     * @param inserted dead letters that became rows
     * @param refused dead letters that failed again
     * @param lastId where to go on; meaningless if both counts are 0
     */
    public record Result(int inserted, int refused, long lastId) {

        /** Whether there was nothing left to try. */
        public boolean isEmpty() {
            return inserted + refused == 0;
        }
    }

    /**
     * Tries the next at most {@value #BATCH} dead letters in the caller's transaction.
     *
     * @param afterId only those with a greater id; 0 to begin
     * @throws InvalidTemplateException if the template needs a value that only a route knows; nothing has changed
     * @throws SQLException if it is not a line's fault; the caller rolls back and nothing has changed
     */
    public Result next(Connection connection, long afterId) throws SQLException {
        List<DeadLetter> letters = deadLetters.lock(connection, afterId, BATCH);
        if (letters.isEmpty()) {
            return new Result(0, 0, afterId);
        }
        InsertTemplate parsed = InsertTemplate.parse(template).in(DateReading.ask(connection, dates));
        PreparedTemplate prepared = PreparedTemplate.prepare(connection, parsed);
        fieldFormat.names(prepared.template()).requireKnown(headers.keySet());
        IdentityHashMap<LineRecord, DeadLetter> byLine = new IdentityHashMap<>();
        List<Rejection> refused = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (DeadLetter letter : letters) {
            byLine.put(letter.line(), letter);
            RowParser parser =
                    fieldFormat.parser(prepared.template(), prepared.types().kinds(), letter.source(), headers);
            try {
                rows.add(parser.row(letter.line()));
            } catch (RejectedLineException e) {
                refused.add(e.of(letter.line()));
            }
        }
        refused.addAll(Isolation.ofSingleLines(connection, prepared).write(rows));
        for (Rejection rejection : refused) {
            deadLetters.refuseAgain(connection, byLine.remove(rejection.line()).id(), rejection, template);
        }
        deadLetters.remove(
                connection, byLine.values().stream().map(DeadLetter::id).toList());
        return new Result(
                byLine.size(), refused.size(), letters.get(letters.size() - 1).id());
    }
}
