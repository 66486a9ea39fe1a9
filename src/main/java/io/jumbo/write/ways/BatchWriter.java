package io.jumbo.write.ways;

import io.jumbo.write.failure.RefusedRowException;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.stream.IntStream;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;

/**
 * Executes the statement row by row; the driver sends the rows as one batch, without waiting for each answer. Not where the server answers with rows: of a batch
 * the driver asks for one of them only, so a query ends there, and the statement behind it does not see what was written.
 */
final class BatchWriter implements RowWriter {

    /** What somebody declared IMMUTABLE and is not, would be evaluated once for a plan that several rows share. */
    private static final String FRESH_PLANS = "SET LOCAL plan_cache_mode = force_custom_plan";

    private final boolean freshPlans;
    private final boolean changesRows;
    private final boolean present;
    private final boolean returnsRows;
    private final String sql;

    BatchWriter(InsertTemplate template, ParameterTypes types) {
        this(template, types, false);
    }

    /**
     * Writes rows of a template.
     *
     * @param freshPlans whether each row needs a plan of its own; takes longer
     */
    BatchWriter(InsertTemplate template, ParameterTypes types, boolean freshPlans) {
        this.freshPlans = freshPlans;
        this.present = template.meansThePresent();
        this.changesRows = template.changesRows();
        this.returnsRows = template.mayReturnRows();
        this.sql = template.forDriver(index -> types.declaredText().get(index) ? "?::text" : "?");
    }

    @Override
    public long write(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (freshPlans) {
                execute(connection, FRESH_PLANS);
            }
            if (present) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            if (returnsRows || isRewriting(connection)) {
                return oneByOne(statement, rows);
            } else {
                for (Row row : rows) {
                    bind(statement, row);
                    statement.addBatch();
                }
                return made(statement.executeBatch());
            }
        } catch (BatchUpdateException e) {
            throw RefusedRowException.inBatch(e);
        }
    }

    private long oneByOne(PreparedStatement statement, List<Row> rows) throws SQLException {
        int[] counts = new int[rows.size()];
        statement.setFetchSize(0); // all rows of an answer, whatever the URL says
        for (int index = 0; index < rows.size(); index++) {
            bind(statement, rows.get(index));
            try {
                counts[index] = statement.execute() ? Statement.SUCCESS_NO_INFO : statement.getUpdateCount();
            } catch (SQLException e) {
                throw RefusedRowException.of(e, index);
            }
        }
        return made(counts);
    }

    /** What a call or a query makes is not said: it counts as one row. */
    private long made(int[] counts) {
        return changesRows
                ? IntStream.of(counts).mapToLong(count -> count < 0 ? 1 : count).sum()
                : counts.length;
    }

    static void bind(PreparedStatement statement, Row row) throws SQLException {
        for (int i = 0; i < row.values().size(); i++) {
            statement.setObject(i + 1, row.values().get(i), Types.OTHER);
        }
    }

    /** Whether the driver was told to make one statement of a batch ({@code reWriteBatchedInserts}), which is what must not be here. */
    private static boolean isRewriting(Connection connection) throws SQLException {
        return connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getQueryExecutor().isReWriteBatchedInsertsEnabled();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
