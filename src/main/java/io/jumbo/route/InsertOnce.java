package io.jumbo.route;

import io.jumbo.offset.Transaction;
import io.jumbo.option.LineFormat;
import io.jumbo.option.Option;
import io.jumbo.tail.Chunk;
import io.jumbo.write.ChunkWriter;
import io.jumbo.write.FieldFormat;
import io.jumbo.write.RejectRuns;
import io.jumbo.write.Written;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.apache.camel.component.jdbc.JdbcPrepareStatementStrategy;

/**
 * The {@code prepareStatementStrategy} of a watch's {@code jdbc:} endpoint. The message body is the user's template, the chunk to write is the
 * exchange property {@value #CHUNK}. Moves the offset, writes the rows and the dead letters while the statement is being
 * populated, inside the producer's transaction; what the producer then executes only reads the new offset back, so that nothing
 * is half done if the process dies there. Needs {@code useHeadersAsParameters=true} and the producer's default {@code
 * resetAutoCommit=true}.
 *
 * <p>One instance serves one watch. Thread-safe once it is set up: chunks of several files may be written at once, one of each.
 */
public final class InsertOnce implements JdbcPrepareStatementStrategy {

    /** Exchange property: the {@link Chunk} to write. */
    public static final String CHUNK = "jumboChunk";

    /** Exchange property, set by this strategy: the {@link Written} result, valid once the producer has committed. */
    public static final String WRITTEN = "jumboWritten";

    private static final String READ_BACK =
            "SELECT next_byte, lines FROM jumbo_offsets WHERE watch = ? AND file_id = ?";

    private String watch = "";
    private LineFormat format = LineFormat.AUTO;
    private char delimiter = ',';
    private Optional<Character> quote = Optional.of('"');
    private final RejectRuns rejectRuns = new RejectRuns();

    /** Those that write no chunk now, the last one used first: what it knows of the template may still be good. */
    private final Deque<ChunkWriter> writers = new ConcurrentLinkedDeque<>();

    /** Name of the watch, the same as its {@link GrownFiles} bears. */
    public void setWatch(String watch) {
        this.watch = watch;
    }

    /** {@code auto}, {@code line} or {@code csv}. */
    public void setFormat(String format) {
        this.format = Option.FORMAT.read(format, LineFormat.class);
    }

    /** One character, or {@code tab}. */
    public void setDelimiter(String delimiter) {
        this.delimiter = Option.DELIMITER.read(delimiter, Character.class);
    }

    /** One character, or empty for no quoting. */
    public void setQuote(String quote) {
        this.quote = Option.QUOTE.readOptional(quote, Character.class);
    }

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters) {
        return READ_BACK;
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value)
            throws SQLException {
        return List.of(new Write(query, chunk(exchange), parameters(exchange), exchange))
                .iterator();
    }

    /**
     * {@inheritDoc} Every failure is rolled back here and leaves as {@link SQLException}. The producer would commit after a {@link java.lang.Error};
     * and after a rollback of its own that fails it turns autocommit on again, which commits as well.
     */
    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> iterator, int expectedParams)
            throws SQLException {
        try {
            Write write = (Write) iterator.next();
            write.exchange().setProperty(WRITTEN, written(statement.getConnection(), write));
            statement.setString(1, watch);
            statement.setLong(2, write.chunk().fileId());
        } catch (SQLException e) {
            Transaction.rollback(statement.getConnection());
            throw e;
        } catch (Throwable e) {
            Transaction.rollback(statement.getConnection());
            throw new SQLException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private record Write(String template, Chunk chunk, Map<String, String> parameters, Exchange exchange) {}

    private Written written(Connection connection, Write write) throws SQLException {
        ChunkWriter writer = Optional.ofNullable(writers.pollFirst()).orElseGet(this::newWriter);
        try {
            return writer.write(connection, write.template(), write.chunk(), write.parameters());
        } finally {
            writers.addFirst(writer);
        }
    }

    private ChunkWriter newWriter() {
        return new ChunkWriter(watch, new FieldFormat(format, delimiter, quote), rejectRuns);
    }

    private static Chunk chunk(Exchange exchange) throws SQLException {
        Chunk chunk = exchange.getProperty(CHUNK, Chunk.class);
        if (chunk == null) {
            throw new SQLException("there is no chunk to write: the route must set the exchange property " + CHUNK
                    + " to the element of the split before the jdbc: endpoint");
        }
        return chunk;
    }

    /** Camel's own order: the map under {@value JdbcConstants#JDBC_PARAMETERS} wins over loose headers; case does not matter. */
    private static Map<String, String> parameters(Exchange exchange) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getIn().getHeaders().forEach((name, value) -> parameters.put(name, text(exchange, value)));
        Map<?, ?> map = exchange.getIn().getHeader(JdbcConstants.JDBC_PARAMETERS, Map.class);
        if (map != null) {
            map.forEach((name, value) -> parameters.put(String.valueOf(name), text(exchange, value)));
        }
        return parameters;
    }

    private static String text(Exchange exchange, Object value) {
        return exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
    }
}
