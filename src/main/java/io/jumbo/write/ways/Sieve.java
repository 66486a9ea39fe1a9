package io.jumbo.write.ways;

import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.postgresql.PGStatement;

/**
 * Writes many rows with one {@code INSERT … SELECT … ON CONFLICT DO NOTHING}, and tells which it passed over: those that meet, in a unique or an exclusion
 * constraint, a row that is there or stands before them. RETURNING sees nothing of where a row came from, so the number of the row that the
 * server is at travels there as a setting of the transaction. Immutable.
 */
public final class Sieve {

    private static final String EACH = "set_config('jumbo.row', jumbo_rows.n::text, true) IS NOT NULL";

    private static final String PASSING_OVER =
            "\nON CONFLICT DO NOTHING RETURNING current_setting('jumbo.row')::int AS n";

    private final String sql;
    private final String alone;
    private final ParameterTypes types;
    private final boolean present;

    private Sieve(InsertTemplate template, ParameterTypes types) {
        this.sql = UnnestWriter.sql(template, types, EACH) + PASSING_OVER;
        this.alone = template.forDriver(index -> types.declaredText().get(index) ? "?::text" : "?");
        this.types = types;
        this.present = template.meansThePresent();
    }

    /**
     * For a statement that may be fed from a set, and for which a conflict is an error since it says nothing behind its values; not where a value would have
     * to be cast from text, by a function that somebody may have made.
     */
    static Optional<Sieve> of(InsertTemplate template, ParameterTypes types) {
        boolean cast = types.types().stream().anyMatch(type -> type.array().isEmpty());
        return cast || !template.endsWithValues() ? Optional.empty() : Optional.of(new Sieve(template, types));
    }

    /** Whether a row was refused for another one. */
    public static boolean isConflict(SQLException failure) {
        return Set.of("23505", "23P01").contains(FailureAction.sqlState(failure));
    }

    /**
     * Writes the rows that do not conflict, in order, in the caller's transaction.
     *
     * @return the indexes of the others, in order
     * @throws SQLException what the server has against one of the rows, or against this form of the statement
     */
    public List<Integer> write(Connection connection, List<Row> rows) throws SQLException {
        BitSet written = new BitSet(rows.size());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (present) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            statement.setFetchSize(0);
            UnnestWriter.bind(statement, types, rows);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    written.set(row.getInt("n") - 1);
                }
            }
        }
        return IntStream.range(0, rows.size())
                .filter(index -> !written.get(index))
                .boxed()
                .toList();
    }

    /**
     * Executes the user's own statement for a row.
     *
     * @param undo statement that undoes the attempt before, in the same round trip
     * @return how many rows that made
     */
    public long alone(Connection connection, String undo, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(undo + "; " + alone)) {
            if (present) {
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            BatchWriter.bind(statement, row);
            statement.execute();
            return 1;
        }
    }
}
