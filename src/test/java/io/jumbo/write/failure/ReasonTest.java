package io.jumbo.write.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SFEHLER\0C26000\0Mvorbereitete Anweisung »S_1« existiert nicht",
                "C42P05\0Mprepared statement \"S_12\" already exists",
                "C08P01\0Mbind message supplies 2 parameters, but prepared statement \"S_3\" requires 1"
            })
    void of_statements_that_another_session_has_names_the_pooler(String fields) {
        assertThat(Reason.of(new SQLException("wrapped", server(fields))))
                .contains("S_")
                .contains(": a connection pooler in transaction mode is between Jumbo and the server")
                .endsWith("prepareThreshold=0 to the URL of the DataSource");
        assertThat(FailureAction.of(server(fields))).isEqualTo(FailureAction.PAUSE);
        assertThat(Reason.of(server("C26000\0Mprepared statement \"mine\" does not exist")))
                .isEqualTo("prepared statement \"mine\" does not exist");
    }

    @Test
    void of_a_zone_that_the_driver_brings_names_the_zone_and_what_to_do() {
        PSQLException zone =
                server("SFATAL\0C22023\0Minvalid value for parameter \"TimeZone\": \"PST\"\0Rcall_string_check_hook");
        assertThat(Reason.of(zone))
                .startsWith(
                        "invalid value for parameter \"TimeZone\": \"PST\": the driver tells the server the zone of this Java"
                                + " process, which PostgreSQL does not know; start it with -Duser.timezone=");
        assertThat(Reason.isOfConnection(zone)).isTrue();
        assertThat(Reason.isOfConnection(server("C22023\0Mlength must not be 7\0Rtext_left")))
                .isFalse();
    }

    /** The fields of an ErrorResponse as the server sends them. */
    private static PSQLException server(String fields) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C23505\0" + fields + "\0"));
    }
}
