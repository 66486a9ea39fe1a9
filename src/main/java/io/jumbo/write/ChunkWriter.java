package io.jumbo.write;

import io.jumbo.offset.DateReading;
import io.jumbo.offset.Offsets;
import io.jumbo.option.DateOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.fields.Row;
import io.jumbo.write.fields.RowParser;
import io.jumbo.write.fields.Source;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.ways.Experience;
import io.jumbo.write.ways.copy.LineEncoder;
import io.jumbo.write.ways.copy.LineWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes chunks of one watch. Everything happens in the caller's transaction, in this order: move the offset by compare-and-set
 * and keep its row locked; execute the template for every line; store the lines that were refused. A crash between any two steps
 * leaves nothing behind. Where lines are cut into fields by {@link RowParser}, that is done before, so that no lock is held meanwhile.
 *
 * <p>Empty lines are passed over. Not thread-safe: who writes several chunks at once has a writer for each, which share their {@link RejectRuns}.
 */
public final class ChunkWriter {

    /** How long the server's description of a template is believed; a column may be given another type meanwhile. */
    private static final long DESCRIPTION_NANOS = Duration.ofSeconds(10).toNanos();

    /** So many lines are written one by one: that takes no longer than the round trips of a way for many, and the question what has come in its way. */
    private static final int FEW_LINES = 16;

    private final String watch;
    private final FieldFormat fieldFormat;
    private final DateOptions dates;
    private final DeadLetters deadLetters;
    private final RejectRuns rejectRuns;
    private final int fewLines;
    private final Experience experience = new Experience();
    private Optional<PreparedTemplate> prepared = Optional.empty();
    private long preparedAt;
    private boolean invalidLately;

    /** Whether the offset of the present chunk is moved: the session was there then. */
    private boolean moved;

    public ChunkWriter(String watch, FieldFormat fieldFormat, DateOptions dates, RejectRuns rejectRuns) {
        this(watch, fieldFormat, dates, rejectRuns, FEW_LINES);
    }

    ChunkWriter(String watch, FieldFormat fieldFormat, DateOptions dates, RejectRuns rejectRuns, int fewLines) {
        this.fewLines = fewLines;
        this.fieldFormat = fieldFormat;
        this.dates = dates;
        this.watch = watch;
        this.deadLetters = new DeadLetters(watch);
        this.rejectRuns = rejectRuns;
    }

    /**
     * Writes a chunk in the caller's transaction, which must be committed after a normal return and rolled back after an exception.
     *
     * @param template the user's statement
     * @param parameters values for names in the template that are not known otherwise
     * @throws io.jumbo.offset.OffsetMovedException if the chunk was already written or the offset stands elsewhere
     * @throws ConsecutiveRejectsException if it is not the lines that are wrong
     * @throws PartialChunkException if the chunk must be written in parts
     * @throws LostSessionException if the session ended while it wrote the rows
     * @throws SQLException any other failure; {@link FailureAction} says what to do
     */
    public Written write(Connection connection, String template, Chunk chunk, Map<String, String> parameters)
            throws SQLException {
        moved = false;
        try {
            boolean few = chunk.records().size() <= fewLines;
            PreparedTemplate forMany = prepared(connection, template);
            PreparedTemplate current = few ? forMany.forFew() : forMany;
            fieldFormat.names(current.template()).requireKnown(parameters.keySet());
            Source source = Source.of(watch, chunk);
            RowParser parser =
                    fieldFormat.parser(current.template(), current.types().kinds(), source, parameters);
            ChunkLines lines = new ChunkLines(chunk.records(), parser);
            Optional<LineWriter> fast = current.way().lines(chunk.records().size(), experience);
            Isolation isolation = new Isolation(connection, current, ConsecutiveRejectsException.LIMIT);
            List<Rejection> refused = fast.isPresent()
                    ? sent(
                            connection,
                            isolation,
                            current,
                            chunk,
                            lines,
                            fast.get(),
                            LineEncoder.of(parser, current.types()))
                    : inserted(connection, isolation, chunk, lines);
            if (lines.wellFormed() > 1) {
                current.way().requireOpen(connection);
            }
            List<Rejection> rejections = new ArrayList<>(lines.malformed());
            rejections.addAll(refused);
            rejections.sort(
                    Comparator.comparingLong(rejection -> rejection.line().firstByte()));
            Runnable onCommit = rejectRuns.after(chunk, rejections);
            deadLetters.add(connection, source, template, rejections);
            invalidLately = !rejections.isEmpty();
            if (!rejections.isEmpty()) {
                prepared = Optional.empty();
            }
            return new Written(chunk, isolation.rows(), rejections, onCommit);
        } catch (SQLException | RuntimeException | Error e) {
            prepared = Optional.empty();
            experience.failed(e);
            if (moved && e instanceof SQLException lost && FailureAction.isLostSession(lost)) {
                throw new LostSessionException(lost);
            }
            throw e;
        }
    }

    private PreparedTemplate prepared(Connection connection, String template) throws SQLException {
        boolean good = prepared.isPresent()
                && prepared.get().template().text().equals(template)
                && System.nanoTime() - preparedAt < DESCRIPTION_NANOS;
        if (!good) {
            InsertTemplate parsed = InsertTemplate.parse(template).in(DateReading.ask(connection, dates));
            prepared = Optional.of(PreparedTemplate.prepare(connection, parsed, experience));
            preparedAt = System.nanoTime();
        }
        return prepared.get();
    }

    /** Moves the offset and executes the template; returns the rows that were refused. */
    private List<Rejection> inserted(Connection connection, Isolation isolation, Chunk chunk, ChunkLines lines)
            throws SQLException {
        List<Row> rows = lines.rows();
        advance(connection, chunk);
        return isolation.write(rows);
    }

    /** As {@link #inserted}, but the lines become rows only while they are sent, and a second time if one of them is refused. */
    private List<Rejection> sent(
            Connection connection,
            Isolation isolation,
            PreparedTemplate current,
            Chunk chunk,
            ChunkLines lines,
            LineWriter writer,
            LineEncoder encoder)
            throws SQLException {
        advance(connection, chunk);
        if (chunk.records().isEmpty()) {
            return List.of();
        }
        Attempts.Attempt send = lines.send(writer, encoder);
        Optional<Attempts.Question<Boolean>> screen = current.inputCheck()
                .filter(InputCheck::isAllAtOnce)
                .map(check -> to -> lines.screen(to, encoder, check));
        boolean first = invalidLately && screen.isPresent();
        List<Rejection> refused = isolation.write(
                to -> {
                    if (first) {
                        screen.get().ask(to);
                    }
                    return send.run(to);
                },
                first ? Optional.empty() : screen,
                lines::rows);
        experience.sent(isolation.hasConflicted());
        if (isolation.isOtherWayBarred()) {
            prepared = prepared.map(PreparedTemplate::withRowsOnly);
        }
        return refused;
    }

    private void advance(Connection connection, Chunk chunk) throws SQLException {
        Offsets.of(connection, watch).advance(chunk.fileId(), chunk.path(), chunk.before(), chunk.after());
        moved = true;
    }
}
