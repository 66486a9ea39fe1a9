package io.jumbo.offset;

import io.jumbo.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** The rows of jumbo_offsets do what every store of offsets must. */
class PostgresOffsetsIT extends OffsetsContract {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String WATCH = "oven";

    @BeforeEach
    void create_tables() {
        DATABASE.execute("DROP TABLE IF EXISTS jumbo_offsets, jumbo_dead_letters;" + Tables.DDL);
    }

    @Override
    OffsetStore store() {
        return OffsetStore.of(WATCH, Transactions.of(DATABASE.dataSource()));
    }

    @Override
    Open begin() throws SQLException {
        Connection connection = DATABASE.dataSource().getConnection();
        connection.setAutoCommit(false);
        return new Open() {
            @Override
            public Offsets offsets() {
                return Offsets.of(connection, WATCH);
            }

            @Override
            public void commit() throws SQLException {
                connection.commit();
            }

            @Override
            public void close() throws SQLException {
                connection.rollback();
                connection.close();
            }
        };
    }

    /** The server has its own clock: what is stored was earlier. */
    @Override
    void pass(Duration time) {
        String earlier = " - interval '" + time.toMillis() + " milliseconds'";
        DATABASE.execute("UPDATE jumbo_offsets SET replaced_at = replaced_at" + earlier + ", gone_at = gone_at"
                + earlier + ", updated_at = updated_at" + earlier);
    }
}
