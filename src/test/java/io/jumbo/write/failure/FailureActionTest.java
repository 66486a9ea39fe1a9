package io.jumbo.write.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureActionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08000 | connection exception                   | RETRY
            08001 | server refuses the connection          | RETRY
            08006 | connection lost                        | RETRY
            40001 | serialization failure                  | RETRY
            40P01 | deadlock                               | RETRY
            53100 | disk full                              | RETRY
            53300 | too many connections                   | RETRY
            55P03 | lock not available                     | RETRY
            57P01 | admin shutdown                         | RETRY
            57P02 | crash shutdown                         | RETRY
            57P03 | server is starting up                  | RETRY
            25006 | read-only transaction, after fail-over | RETRY
            25P03 | idle-in-transaction timeout            | RETRY
            58030 | I/O error of the server                | RETRY
            HV000 | a foreign server cannot now            | RETRY
            HV00N | no connection to a foreign server      | RETRY

            55P04 | enum value of an open transaction      | RETRY
            72000 | snapshot too old                       | RETRY

            57014 | query canceled, statement timeout      | RETRY_SMALLER
            53200 | out of memory                          | RETRY_SMALLER
            53400 | temp_file_limit                        | RETRY_SMALLER
            25P04 | transaction timeout                    | RETRY_SMALLER

            22P02 | invalid text representation            | REJECT_LINE
            22P04 | COPY does not fit the table             | PAUSE
            22001 | string too long                        | REJECT_LINE
            22003 | number out of range                    | REJECT_LINE
            22007 | invalid date                           | REJECT_LINE
            22008 | date out of range                      | REJECT_LINE
            22012 | division by zero                       | REJECT_LINE
            22021 | not in the encoding                    | REJECT_LINE
            23502 | not null                               | REJECT_LINE
            23503 | foreign key                            | REJECT_LINE
            23505 | unique                                 | REJECT_LINE
            23514 | check                                  | REJECT_LINE
            23P01 | exclusion                              | REJECT_LINE
            44000 | WITH CHECK OPTION of a view            | REJECT_LINE
            54000 | too long, too deep                     | REJECT_LINE
            P0001 | raised by a trigger                    | REJECT_LINE
            P0002 | a function found no row                | REJECT_LINE
            P0003 | a function found several rows          | REJECT_LINE
            P0004 | assertion in a function                | REJECT_LINE
            23001 | restrict                               | REJECT_LINE
            22030 | duplicate JSON key                     | REJECT_LINE
            2200N | invalid XML                            | REJECT_LINE
            54001 | nested too deeply                      | REJECT_LINE
            20000 | CASE without a branch                  | REJECT_LINE
            10608 | invalid XQuery argument                | REJECT_LINE

            42501 | no privilege, or row-level security    | REJECT_IF_OTHERS_PASS
            21000 | two rows of one ON CONFLICT            | REJECT_IF_OTHERS_PASS
            38000 | a function in another language failed  | REJECT_IF_OTHERS_PASS
            55000 | object not in the right state          | REJECT_IF_OTHERS_PASS
            U0001 | state of the user's own                | REJECT_IF_OTHERS_PASS
            ABCDE | state of the user's own                | REJECT_IF_OTHERS_PASS
            XX000 | internal error                         | REJECT_IF_OTHERS_PASS

            2F005 | function ended without RETURN          | REJECT_IF_OTHERS_PASS
            39P01 | trigger returned something else        | REJECT_IF_OTHERS_PASS
            55006 | object in use by this session          | REJECT_IF_OTHERS_PASS
            HV005 | a foreign table has no such column     | REJECT_IF_OTHERS_PASS

            2200H | sequence exhausted                     | PAUSE
            0A000 | feature not supported                  | PAUSE
            25001 | not inside a transaction               | PAUSE
            2D000 | a procedure that commits               | PAUSE
            3B001 | savepoint gone                         | PAUSE
            54011 | too many columns                       | PAUSE
            54023 | too many arguments                     | PAUSE
            55P02 | parameter of the server's start        | PAUSE
            58P01 | library or data file missing           | PAUSE
            F0000 | configuration file                     | PAUSE
            25P02 | transaction already failed             | PAUSE
            26000 | prepared statement gone                | PAUSE
            28P01 | wrong password                         | PAUSE
            28000 | no pg_hba.conf entry                   | PAUSE
            3D000 | no such database                       | PAUSE
            3F000 | no such schema                         | PAUSE
            42601 | syntax error                           | PAUSE
            42703 | no such column                         | PAUSE
            42P01 | no such table                          | PAUSE
            42804 | wrong type                             | PAUSE
            XX001 | data corrupted                         | PAUSE
            XX002 | index corrupted                        | PAUSE
            2     | no SQLSTATE                            | PAUSE
            ''    | no SQLSTATE                            | PAUSE
            """)
    void every_sqlstate_has_one_answer(String state, String meaning, FailureAction action) {
        assertThat(FailureAction.of(new SQLException(meaning, state))).isEqualTo(action);
    }

    @Test
    void failure_without_any_state_pauses() {
        assertThat(FailureAction.of(new SQLException("Cannot create PoolableConnectionFactory")))
                .isEqualTo(FailureAction.PAUSE);
    }

    /** A pool wraps the driver's exception in one without state. */
    @Test
    void state_is_looked_for_in_the_causes() {
        SQLException refused = new SQLException("refused", "08001");
        SQLException pooled = new SQLException("no connection", new IllegalStateException(refused));
        assertThat(FailureAction.of(pooled)).isEqualTo(FailureAction.RETRY);
        assertThat(FailureAction.sqlState(pooled)).isEqualTo("08001");
        assertThat(FailureAction.sqlState(new IllegalStateException(refused))).isEqualTo("08001");
    }

    @Test
    void outermost_state_counts() {
        SQLException outer = new SQLException("moved", "40001", new SQLException("duplicate", "23505"));
        assertThat(FailureAction.sqlState(outer)).isEqualTo("40001");
    }

    @Test
    void batch_is_judged_by_its_first_failure() {
        BatchUpdateException batch = new BatchUpdateException("batch", "23505", new int[0]);
        assertThat(FailureAction.of(batch)).isEqualTo(FailureAction.REJECT_LINE);
    }

    @Test
    void failure_outside_the_database_has_no_state() {
        assertThat(FailureAction.sqlState(new IOException("input/output error")))
                .isEmpty();
    }
}
