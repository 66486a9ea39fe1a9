package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class ReasonTest {

    @Test
    void is_the_servers_message_without_the_drivers_words() {
        PSQLException server = server("Mrelation \"t\" does not exist");
        assertThat(server.getMessage()).startsWith("ERROR: ");
        assertThat(Reason.of(server)).isEqualTo("relation \"t\" does not exist");
    }

    @Test
    void has_the_detail_in_brackets() {
        assertThat(Reason.of(server("Mduplicate key\0DKey (id)=(1.5) already exists.")))
                .isEqualTo("duplicate key (Key (id)=(1.5) already exists.)");
    }

    /** pgjdbc's own message begins with the whole statement and its values. */
    @Test
    void of_a_batch_is_what_the_server_said_of_the_row() {
        SQLException batch = new BatchUpdateException(
                "Batch entry 0 INSERT INTO t VALUES ('secret') was aborted",
                "23505",
                new int[0],
                server("Mduplicate key"));
        assertThat(Reason.of(batch)).isEqualTo("duplicate key");
        BatchUpdateException chained = new BatchUpdateException("Batch entry 0 …", "23505", new int[0]);
        chained.setNextException(server("Mnull value"));
        assertThat(Reason.of(chained)).isEqualTo("null value");
    }

    @Test
    void is_found_behind_wrappers() {
        assertThat(Reason.of(new IllegalStateException("wrapped", server("Mduplicate key"))))
                .isEqualTo("duplicate key");
    }

    @Test
    void is_the_drivers_message_where_the_server_said_nothing() {
        assertThat(Reason.of(new PSQLException("Connection refused", PSQLState.CONNECTION_UNABLE_TO_CONNECT)))
                .isEqualTo("Connection refused");
        assertThat(Reason.of(new SQLException("no connection"))).isEqualTo("no connection");
    }

    @Test
    void of_anything_else_names_its_class() {
        assertThat(Reason.of(new IllegalStateException("broken"))).isEqualTo("java.lang.IllegalStateException: broken");
    }

    /** The fields of an ErrorResponse as the server sends them. */
    private static PSQLException server(String fields) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C23505\0" + fields + "\0"));
    }
}
