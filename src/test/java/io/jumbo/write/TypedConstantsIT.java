package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineEnd;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.ways.copy.StageWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where PostgreSQL reads a constant otherwise than a value of its type, a field is read as the constant. */
class TypedConstantsIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path directory;

    /** Column, value in the statement, fields between blanks. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "interval minute | %s | 90 1:30 -5 PT2H",
                "interval hour to minute | %s | 5 1:30 90",
                "interval minute to second | %s | 1:30 7",
                "interval(1) | %s | 1.26 3:00:00.55",
                "interval second(2) | (%s) | 1.266",
                "interval year | '%s' | 3 1-2",
                "interval | %s | 90 1:30",
                "interval | %s::interval minute | 90 1:30",
                "interval | cast(%s as interval hour to second(1)) | 1:30 2.77",
                "interval | interval '%s' day | 3",
                "interval | interval %s day to hour | 3 1",
                "interval | interval(1) %s | 1.26",
                "interval | interval '%s' | 1.26",
                "date | date '%s' | 2024-02-29",
                "date | DATE %s + 1 | 2024-02-29",
                "timestamptz | timestamp with time zone '%s' | 2024-02-29T12:00Z",
                "float | extract(epoch FROM timestamptz '%s') | 2024-02-29T12:00Z",
                "float | double precision '%s' * 2 | 1.5",
                "text | concat(varchar '%s', json %s, text '%s') | 12 1.50",
                "numeric | numeric '%s' | 1e3",
            })
    void a_field_is_read_as_the_constant_in_its_place(String column, String value, String fields) throws Exception {
        for (int count : new int[] {1, 20, StageWriter.LEAST_LINES + 200}) {
            String[] each = fields.split(" ");
            String insert = "INSERT INTO t (n, v) VALUES (%1$s, " + value.replace("%s", "%2$s") + ")";
            List<String> lines = IntStream.range(0, count)
                    .mapToObj(n -> n + "," + each[n % each.length])
                    .toList();
            DATABASE.cleared();
            DATABASE.execute("CREATE TABLE t (n int, v " + column + ")");
            for (int n = 0; n < each.length && n < count; n++) {
                DATABASE.execute(insert.replace("'%2$s'", "%2$s")
                        .replace("%2$s", "'" + each[n] + "'")
                        .replace("%1$s", "-1"));
            }
            List<String> expected = DATABASE.column("SELECT DISTINCT v::text FROM t ORDER BY 1");
            DATABASE.execute("DELETE FROM t");

            new ChunkWriting(
                            Files.createTempDirectory(directory, "file"),
                            DATABASE.dataSource(),
                            new ReadLimits(1 << 20, 300, LineEnd.LF))
                    .write(insert, lines.toArray(new String[0]));

            assertThat(DATABASE.column("SELECT DISTINCT v::text FROM t ORDER BY 1"))
                    .as(String.format(Locale.ROOT, "%d lines", count))
                    .isEqualTo(expected);
            assertThat(DATABASE.column("SELECT count(*)::text FROM t")).containsExactly(String.valueOf(count));
        }
    }
}
