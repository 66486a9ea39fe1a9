package io.jumbo.route;

import io.jumbo.offset.Transaction;
import io.jumbo.option.DateOptions;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.Chunk;
import io.jumbo.write.ChunkWriter;
import io.jumbo.write.RejectRuns;
import io.jumbo.write.Written;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.tables.Rights;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcPrepareStatementStrategy;

/**
 * The {@code prepareStatementStrategy} of a watch's {@code jdbc:} endpoint. The message body is the user's template, the chunk to write is
 * the exchange property {@value #CHUNK}. Moves the offset and writes the rows and the dead letters while the statement is being populated,
 * inside the producer's transaction. What the producer then executes only says the new offset: nothing is half done if the process dies
 * there. Needs {@code useHeadersAsParameters=true} and the producer's default {@code resetAutoCommit=true}.
 *
 * <p>One instance serves one watch. Thread-safe once it is set up: chunks of several files may be written at once, one of each.
 */
public final class InsertOnce implements JdbcPrepareStatementStrategy, OptionConfigurer.Bean {

    /** Exchange property: the {@link Chunk} to write. */
    public static final String CHUNK = "jumboChunk";

    /** Exchange property, set by this strategy: the {@link Written} result, valid once the producer has committed. */
    public static final String WRITTEN = "jumboWritten";

    /** Names no table: the producer asks for its parameters too early for anybody to tell of a wait for a lock. */
    private static final String NEW_OFFSET = "SELECT ?::bigint AS next_byte, ?::bigint AS lines";

    private final GivenOptions given = new GivenOptions();
    private Optional<GrownFiles> grownFiles = Optional.empty();
    private final RejectRuns rejectRuns = new RejectRuns();

    /** Those that write no chunk now, the last one used first: what it knows of the template may still be good. */
    private final Deque<ChunkWriter> writers = new ConcurrentLinkedDeque<>();

    /** The files of the same watch, which have its options. */
    public void setGrownFiles(GrownFiles grownFiles) {
        this.grownFiles = Optional.of(grownFiles);
    }

    /** Sets an option by itself, where there is no {@link #setGrownFiles}. */
    @Override
    public void option(String key, String text) {
        given.set(key, text);
    }

    /** Whether what it writes is what these files hand out. */
    boolean writesFor(GrownFiles files) {
        return grownFiles.filter(files::equals).isPresent();
    }

    private WatchOptions options() {
        return grownFiles.map(GrownFiles::options).orElseGet(given::read);
    }

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters) {
        return NEW_OFFSET;
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value)
            throws SQLException {
        Write write = new Write(
                query, chunk(exchange), StatementParameters.of(exchange), exchange, VisitUnderWay.of(exchange));
        return List.of(write).iterator();
    }

    /**
     * {@inheritDoc} Every failure is rolled back here and leaves as {@link SQLException}. The producer would commit after a {@link
     * java.lang.Error}; and after a rollback of its own that fails it turns autocommit on again, which commits as well.
     */
    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> iterator, int expectedParams)
            throws SQLException {
        Write write = (Write) iterator.next();
        try {
            if (write.visit().isPresent()) {
                write.visit().get().begins(write.chunk().path(), statement.getConnection());
            }
            write.exchange().setProperty(WRITTEN, written(statement.getConnection(), write));
            statement.setLong(1, write.chunk().after().nextByte());
            statement.setLong(2, write.chunk().after().lines());
            write.visit().ifPresent(VisitUnderWay::commits);
        } catch (SQLException e) {
            Transaction.rollback(statement.getConnection());
            SQLException explained = Rights.explain(statement.getConnection(), write.template(), e);
            write.visit()
                    .ifPresent(
                            VisitUnderWay::isOver); // not before it was asked what is missing, which may hang as well
            throw explained;
        } catch (Throwable e) {
            Transaction.rollback(statement.getConnection());
            write.visit().ifPresent(VisitUnderWay::isOver);
            throw new SQLException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    /**
     * What is handed from one call of the producer to the next.
     *
     * @param visit absent of an exchange that belongs to none: nobody knows when its transaction ends
     */
    private record Write(
            String template,
            Chunk chunk,
            Map<String, String> parameters,
            Exchange exchange,
            Optional<VisitUnderWay> visit) {}

    private Written written(Connection connection, Write write) throws SQLException {
        ChunkWriter writer = Optional.ofNullable(writers.pollFirst()).orElseGet(this::newWriter);
        try {
            return writer.write(connection, write.template(), write.chunk(), write.parameters());
        } finally {
            writers.addFirst(writer);
        }
    }

    private ChunkWriter newWriter() {
        WatchOptions watch = options();
        return new ChunkWriter(watch.watch(), FieldFormat.of(watch), DateOptions.of(watch), rejectRuns);
    }

    private static Chunk chunk(Exchange exchange) throws SQLException {
        Chunk chunk = exchange.getProperty(CHUNK, Chunk.class);
        if (chunk == null) {
            throw new SQLException("there is no chunk to write: the route must set the exchange property " + CHUNK
                    + " to the element of the split before the jdbc: endpoint");
        }
        return chunk;
    }
}
