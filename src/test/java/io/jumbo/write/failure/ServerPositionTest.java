package io.jumbo.write.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class ServerPositionTest {

    private static SQLException refused(String where) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C23505\0Mduplicate key\0W" + where + "\0\0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t, line 17",
                "COPY t, line 17, column v: \"x, 5\"",
                "COPY t2, line 17: \"1,2,3\"",
                "COPY t, Zeile 17, Spalte v: »x«",
                "COPY t, ligne 17",
                "COPY t, línea 17, columna v: «3»",
                "COPY t, строка 17",
                "COPY t, 行 17",
                "t 복사, 17번째 줄",
                "PL/pgSQL function f(integer) line 3 at RAISE\nCOPY t, line 17: \"9\"",
                "SQL statement \"SELECT 1\"\nPL/pgSQL function f() line 5 at SQL statement\nCOPY t, line 17, column v: \"a\nCOPY x, line 5\""
            })
    void line_of_a_copy_is_read_in_every_language(String where) {
        assertThat(ServerPosition.inCopy(refused(where))).contains(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SQL statement \"SELECT 1 FROM ONLY p x WHERE id = $1\"",
                "",
                "COPY t, line 0",
                "COPY t, line 99999999999"
            })
    void what_is_no_line_of_a_copy_tells_nothing(String where) {
        assertThat(ServerPosition.inCopy(refused(where))).isEmpty();
    }

    @Test
    void failure_of_the_driver_tells_nothing() {
        assertThat(ServerPosition.inCopy(new SQLException("COPY t, line 17", "08006")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, 1017", "de, 1017", "fr, 1017", "de-CH, 1017", "en, 0", "en, 12", "en, 123", "sv, 1234567"})
    void entry_of_a_batch_is_read_however_its_digits_are_grouped(String language, int entry) {
        String message = new MessageFormat(
                        "Batch entry {0} INSERT INTO t2 VALUES (1) was aborted", Locale.forLanguageTag(language))
                .format(new Object[] {entry});
        assertThat(ServerPosition.inBatch(new BatchUpdateException(message, "23505", new int[0])))
                .contains(entry);
    }

    @Test
    void batch_that_names_no_entry_tells_nothing() {
        assertThat(ServerPosition.inBatch(new BatchUpdateException("refused", "23505", new int[0])))
                .isEmpty();
    }
}
