package io.jumbo.offset;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in transactions, each as {@link Transaction#run} says. */
@FunctionalInterface
public interface Transactions {

    /** Runs work in a transaction of its own and commits it. */
    <T> T run(Transaction.Work<T> work) throws SQLException, IOException;

    /** Transactions on the connections of a pool. */
    static Transactions of(DataSource dataSource) {
        return new Transactions() {
            @Override
            public <T> T run(Transaction.Work<T> work) throws SQLException, IOException {
                return Transaction.run(dataSource, work);
            }
        };
    }
}
