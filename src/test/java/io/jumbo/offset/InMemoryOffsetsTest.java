package io.jumbo.offset;

import io.jumbo.offset.InMemoryOffsets.InTransaction;
import io.jumbo.support.ManualClock;
import java.sql.SQLException;
import java.time.Duration;

/** The twin in memory does what PostgreSQL does. */
class InMemoryOffsetsTest extends OffsetsContract {

    private final ManualClock clock = new ManualClock();
    private final InMemoryOffsets store = new InMemoryOffsets(clock);

    @Override
    OffsetStore store() {
        return store;
    }

    @Override
    Open begin() throws SQLException {
        InTransaction transaction = store.begin();
        return new Open() {
            @Override
            public Offsets offsets() {
                return transaction;
            }

            @Override
            public void commit() throws SQLException {
                transaction.commit();
            }

            @Override
            public void close() {
                transaction.rollback();
            }
        };
    }

    @Override
    void pass(Duration time) {
        clock.pass(time);
    }
}
