package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told as written is in the table: a line that the statement passes over is none. */
class RowsWrittenIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path directory;

    @BeforeEach
    void table() {
        DATABASE.execute(
                "DROP TABLE IF EXISTS jumbo_offsets, jumbo_dead_letters, t; CREATE TABLE t (n int PRIMARY KEY);"
                        + "CREATE OR REPLACE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                        + "CREATE OR REPLACE FUNCTION odd_only() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN IF NEW.n % 2 = 0 THEN RETURN NULL; END IF; RETURN NEW; END'");
    }

    private long rows(String template, String... lines) throws Exception {
        return new ChunkWriting(directory, DATABASE.dataSource())
                .write(template, lines).stream().mapToLong(Written::rows).sum();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO t (n) VALUES (%s)                                                        | 3
            INSERT INTO t (n) VALUES (%s) ON CONFLICT DO NOTHING                                 | 3
            INSERT INTO t (n) VALUES (%s::int * 0) ON CONFLICT DO NOTHING                        | 1
            INSERT INTO t (n) VALUES (%s::int * 0) ON CONFLICT (n) DO UPDATE SET n = EXCLUDED.n  | 3
            INSERT INTO t (n) VALUES (%s) RETURNING n                                            | 3
            INSERT INTO t (n) SELECT generate_series(10 * %s, 10 * %s::int + 1)                  | 6
            UPDATE t SET n = n WHERE n = %s                                                      | 0
            SELECT f(%s)                                                                         | 3
            """)
    void few_lines(String template, long rows) throws Exception {
        String[] lines = template.split("%s", -1).length == 3
                ? new String[] {"1,1", "2,2", "3,3"}
                : new String[] {"1", "2", "3"};
        assertThat(rows(template, lines)).isEqualTo(rows);
    }

    @Test
    void lines_that_a_trigger_passes_over_are_none() throws Exception {
        DATABASE.execute("CREATE TRIGGER odd_only BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION odd_only()");
        assertThat(rows("INSERT INTO t (n) VALUES (%s)", "1", "2", "3", "4")).isEqualTo(2);
        assertThat(DATABASE.count("t")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO t (n) VALUES (%s)                                    | 5000
            INSERT INTO t (n) VALUES (%s) ON CONFLICT DO NOTHING             | 5000
            INSERT INTO t (n) VALUES (%s::int % 1000) ON CONFLICT DO NOTHING | 1000
            """)
    void many_lines_through_copy_and_a_stage_with_bad_ones_between(String template, long rows) throws Exception {
        String[] lines = IntStream.range(0, 5000)
                .mapToObj(n -> String.valueOf(n) + (n == 7 ? "\nabc" : ""))
                .toArray(String[]::new);
        assertThat(rows(template.replace("% 1000", "%% 1000"), lines)).isEqualTo(rows);
        assertThat(DATABASE.count("t")).isEqualTo(rows);
    }
}
