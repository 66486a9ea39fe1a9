package io.jumbo.write;

import io.jumbo.offset.Offsets;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.LineRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the chunks of one watch. Everything happens in the caller's transaction, in this order: move the offset by compare-and-set
 * and keep its row locked; execute the template for every line; store the lines that were refused. A crash between any two steps
 * leaves nothing behind.
 *
 * <p>Empty lines are passed over. Not thread-safe: a watch writes one chunk at a time.
 */
public final class ChunkWriter {

    /** A deferred constraint would speak up only at COMMIT, when it is too late to find the line at fault. */
    private static final String CONSTRAINTS_NOW = "SET CONSTRAINTS ALL IMMEDIATE";

    private final String watch;
    private final FieldFormat fieldFormat;
    private final Offsets offsets;
    private final DeadLetters deadLetters;
    private Optional<PreparedTemplate> prepared = Optional.empty();
    private RejectRun rejectRun = RejectRun.NONE;

    public ChunkWriter(String watch, FieldFormat fieldFormat) {
        this.watch = watch;
        this.fieldFormat = fieldFormat;
        this.offsets = new Offsets(watch);
        this.deadLetters = new DeadLetters(watch);
    }

    /**
     * Writes a chunk in the caller's transaction, which must be committed after a normal return and rolled back after an exception.
     *
     * @param template the user's statement
     * @param parameters values for names in the template that are no metadata
     * @throws io.jumbo.offset.OffsetMovedException if the chunk was already written or the offset stands elsewhere
     * @throws ConsecutiveRejectsException if it is not the lines that are wrong
     * @throws SQLException any other failure; {@link FailureAction} says what to do
     */
    public Written write(Connection connection, String template, Chunk chunk, Map<String, Object> parameters)
            throws SQLException {
        try {
            PreparedTemplate current = prepared(connection, template);
            requireKnownNames(current.template(), parameters);
            offsets.advance(connection, chunk.path(), chunk.before(), chunk.after());
            List<Rejection> rejections = new ArrayList<>();
            List<Row> rows = rows(current.template(), chunk, parameters, rejections);
            List<Rejection> refused = execute(connection, current, rows);
            rejections.addAll(refused);
            rejections.sort(
                    Comparator.comparingLong(rejection -> rejection.line().firstByte()));
            RejectRun run = rejectRun.after(chunk, rejections);
            deadLetters.add(connection, chunk.path(), template, rejections);
            if (!rejections.isEmpty()) {
                prepared = Optional.empty();
            }
            return new Written(chunk, rows.size() - refused.size(), rejections, () -> rejectRun = run);
        } catch (SQLException | RuntimeException | Error e) {
            prepared = Optional.empty();
            throw e;
        }
    }

    private PreparedTemplate prepared(Connection connection, String template) throws SQLException {
        if (prepared.isEmpty() || !prepared.get().template().text().equals(template)) {
            prepared = Optional.of(PreparedTemplate.prepare(connection, InsertTemplate.parse(template)));
        }
        return prepared.get();
    }

    private static void requireKnownNames(InsertTemplate template, Map<String, Object> parameters) {
        List<String> unknown = RowParser.unknownNames(template, parameters.keySet());
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException("nothing is known under the name "
                    + String.join(", ", unknown) + "; metadata are " + RowParser.metadata()
                    + ", anything else must be set as a header before the insert");
        }
    }

    private List<Row> rows(
            InsertTemplate template, Chunk chunk, Map<String, Object> parameters, List<Rejection> rejections) {
        RowParser parser = new RowParser(template, fieldFormat.parser(template), watch, chunk.path(), parameters);
        List<Row> rows = new ArrayList<>(chunk.records().size());
        for (LineRecord line : chunk.records()) {
            if (line.isEmpty()) {
                continue;
            }
            try {
                rows.add(parser.row(line));
            } catch (RejectedLineException e) {
                rejections.add(new Rejection(line, e.sqlState(), e.getMessage()));
            }
        }
        return rows;
    }

    private static List<Rejection> execute(Connection connection, PreparedTemplate template, List<Row> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(CONSTRAINTS_NOW);
        }
        return new Isolation(connection, template, ConsecutiveRejectsException.LIMIT).write(rows);
    }
}
