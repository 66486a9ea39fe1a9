package io.jumbo.offset;

import java.io.IOException;
import java.sql.SQLException;

/** Where the offsets of one watch are kept. Thread-safe. */
public interface OffsetStore {

    /** Work in a transaction; never commits or rolls back itself. */
    @FunctionalInterface
    interface Work<T> {
        T run(Offsets offsets) throws SQLException, IOException;
    }

    /**
     * Runs work in a transaction of its own, and commits it after a normal return; anything thrown rolls it back.
     *
     * @throws SQLException from the work, or because there is no transaction to be had, or because the commit failed; in the last case its outcome is unknown
     */
    <T> T inTransaction(Work<T> work) throws SQLException, IOException;

    /** The offsets of a watch in {@code jumbo_offsets}. */
    static OffsetStore of(String watch, Transactions transactions) {
        return new OffsetStore() {
            @Override
            public <T> T inTransaction(Work<T> work) throws SQLException, IOException {
                return transactions.run(connection -> work.run(Offsets.of(connection, watch)));
            }
        };
    }
}
