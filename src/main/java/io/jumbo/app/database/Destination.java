package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;

/** Where new connections go. It may change while the process runs; the pool asks for each connection. Thread-safe. */
interface Destination {

    /** Where the next connection goes to. */
    DatabaseSettings settings();

    /**
     * Opens a connection of its own, for the pool to keep.
     *
     * @throws SQLException if nobody answers, or if who answers is not the one that is meant
     */
    Connection connect() throws SQLException;
}
