package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jumbo.option.LineEnd;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.ways.copy.StageWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that the same record came in before: whatever makes them duplicates, the rows, their order and the dead letters are those of one statement for each. */
class DuplicatesIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int LINES = 2 * StageWriter.LEAST_LINES;

    private static final String COPY = "INSERT INTO t (id, v) VALUES (%s, %s)";
    private static final String STAGE = "INSERT INTO t (id, v) VALUES (%s::int + 0, %s) -- as it is";
    private static final String ROW_BY_ROW = "INSERT INTO t (id, v) SELECT %s::int, %s::int";

    private static final String TABLE = "CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, id int, v int); ";

    @TempDir
    Path directory;

    @BeforeEach
    void clear() {
        DATABASE.cleared();
    }

    /** What it is, and its set-up. Lines have the values 1 … LINES for id, and v = 3 * id but for a line in fifty, which has the v of a line before. */
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("within a chunk", TABLE + "ALTER TABLE t ADD UNIQUE (v)"),
                Arguments.of(
                        "rows that are there",
                        TABLE + "ALTER TABLE t ADD UNIQUE (v), ADD PRIMARY KEY (id);"
                                + " INSERT INTO t (id, v) SELECT -k, 3 * k FROM generate_series(1, 9000, 40) AS k"),
                Arguments.of(
                        "a line that is refused for one index is none for another",
                        TABLE
                                + "CREATE UNIQUE INDEX ON t (v); CREATE UNIQUE INDEX ON t ((id % 3960));"
                                + " CREATE UNIQUE INDEX ON t (((id + 1) / 2)) WHERE id % 50 IN (17, 18)"),
                Arguments.of("deferrable", TABLE + "ALTER TABLE t ADD UNIQUE (v) DEFERRABLE INITIALLY DEFERRED"),
                Arguments.of("exclusion", TABLE + "ALTER TABLE t ADD EXCLUDE USING gist (int4range(v, v + 2) WITH &&)"),
                Arguments.of(
                        "exclusion beside a key", TABLE + "ALTER TABLE t ADD EXCLUDE (v WITH =), ADD PRIMARY KEY (id)"),
                Arguments.of("some rows only", TABLE + "CREATE UNIQUE INDEX ON t (v) WHERE id % 100 < 60"),
                Arguments.of("generated", TABLE + "ALTER TABLE t ADD g int GENERATED ALWAYS AS (v / 2) STORED UNIQUE"),
                Arguments.of(
                        "partitions",
                        "CREATE TABLE t (n bigserial, id int, v int, UNIQUE (v, id)) PARTITION BY RANGE (id);"
                                + " CREATE TABLE t_low PARTITION OF t FOR VALUES FROM (MINVALUE) TO (2000);"
                                + " CREATE TABLE t_high PARTITION OF t DEFAULT; CREATE UNIQUE INDEX ON t_low (v);"
                                + " CREATE UNIQUE INDEX ON t_high ((id / 2)) WHERE id % 40 < 2"),
                Arguments.of(
                        "beside lines that a CHECK refuses",
                        TABLE + "ALTER TABLE t ADD UNIQUE (v), ADD CHECK (id % 770 <> 5)"),
                Arguments.of(
                        "beside as many that a CHECK refuses",
                        TABLE + "ALTER TABLE t ADD UNIQUE (v), ADD CHECK (id % 50 <> 5)"),
                Arguments.of(
                        "beside lines that a foreign key refuses",
                        TABLE
                                + "ALTER TABLE t ADD UNIQUE (v); CREATE TABLE u (id int PRIMARY KEY);"
                                + " INSERT INTO u SELECT k FROM generate_series(1, 9000) AS k WHERE k % 770 <> 5;"
                                + " ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES u"),
                Arguments.of(
                        "nothing but NULL is no duplicate",
                        TABLE + "ALTER TABLE t ADD w int UNIQUE, ADD UNIQUE (v, w), ADD UNIQUE (v)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void every_way_leaves_the_rows_their_order_and_the_reasons_of_one_statement_for_each(String what, String setUp)
            throws Exception {
        String[] lines = lines();
        List<String> expected = left(setUp, ROW_BY_ROW, lines);
        assertThat(expected).as("some are refused, most are not").hasSizeGreaterThan(LINES / 2);
        assertThat(DATABASE.count("jumbo_dead_letters")).isGreaterThanOrEqualTo(40);
        assertThat(left(setUp, COPY, lines)).as("COPY").isEqualTo(expected);
        assertThat(left(setUp, STAGE, lines)).as("a stage").isEqualTo(expected);
        assertThat(left(setUp, STAGE, new ReadLimits(8 * 1024, 300, LineEnd.LF), lines))
                .as("arrays")
                .isEqualTo(expected);
    }

    private static String[] lines() {
        return IntStream.rangeClosed(1, LINES)
                .mapToObj(id -> id + "," + (id % 50 == 17 ? 3 * (id / 2) : 3 * id))
                .toArray(String[]::new);
    }

    private List<String> left(String setUp, String template, String... lines) throws Exception {
        return left(setUp, template, new ReadLimits(4 << 20, 1 << 20, LineEnd.LF), lines);
    }

    private List<String> left(String setUp, String template, ReadLimits limits, String... lines) throws Exception {
        DATABASE.cleared();
        DATABASE.execute(setUp);
        Path home = Files.createTempDirectory(directory, "file");
        new ChunkWriting(home, DATABASE.dataSource(), limits).write(template, lines);
        return DATABASE.column(
                "SELECT concat_ws(' ', row_number() OVER (ORDER BY n), id, v) FROM t UNION ALL"
                        + " SELECT concat_ws(' ', 'refused', line_number, sqlstate, split_part(reason, 'Failing row', 1)) FROM jumbo_dead_letters ORDER BY 1");
    }

    @Test
    void two_rows_that_are_null_are_duplicates_where_the_constraint_says_so() throws Exception {
        assumeTrue(TestDatabase.serverVersion() >= 15, "NULLS NOT DISTINCT");
        String setUp = "CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, id int, v int,"
                + " UNIQUE NULLS NOT DISTINCT (v))";
        String template = "INSERT INTO t (id, v) %s nullif(%s::int / 30, 7)";
        String[] lines = IntStream.range(0, 3000)
                .mapToObj(id -> id + "," + (id % 60 == 3 ? 215 : 1000 + 30 * id))
                .toArray(String[]::new);
        assertThat(left(setUp, template.replace("%s n", "VALUES (%s, n") + ")", lines))
                .isEqualTo(left(setUp, template.replace("%s n", "SELECT %s::int, n"), lines))
                .anyMatch(row -> row.startsWith("refused 64 23505"));
    }

    /** The key is made when the row is written: what meets another row among many may pass alone. */
    @Test
    void lines_whose_keys_are_moments_keep_their_order() throws Exception {
        DATABASE.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, id int, v int,"
                + " at timestamptz(4) DEFAULT clock_timestamp() UNIQUE)");
        new ChunkWriting(directory, DATABASE.dataSource()).write(COPY, lines());
        assertThat(DATABASE.column("SELECT (SELECT count(*) FROM t) + (SELECT count(*) FROM jumbo_dead_letters)"))
                .containsExactly(String.valueOf(LINES));
        assertThat(DATABASE.column("SELECT id FROM t ORDER BY n"))
                .isEqualTo(DATABASE.column("SELECT id FROM t ORDER BY id"));
    }

    /** Of the attempts before, a COPY takes up to a thousand numbers each. */
    @Test
    void one_percent_of_duplicates_costs_one_statement_for_each_and_few_numbers_of_a_sequence() throws Exception {
        DATABASE.execute(TABLE + "ALTER TABLE t ADD UNIQUE (v)");
        String[] lines = IntStream.rangeClosed(1, 20_000)
                .mapToObj(id -> id + "," + (id % 100 == 50 ? id - 7 : id))
                .toArray(String[]::new);
        AtomicInteger statements = new AtomicInteger();
        new ChunkWriting(directory, new InterceptedDataSource(DATABASE.dataSource(), call -> {
                    if (call.isExecute()) {
                        statements.incrementAndGet();
                    }
                    return call.proceed();
                }))
                .write(COPY, lines);
        assertThat(DATABASE.count("t")).isEqualTo(19_800);
        assertThat(DATABASE.column("SELECT line_number FROM jumbo_dead_letters ORDER BY id"))
                .isEqualTo(DATABASE.column("SELECT k FROM generate_series(50, 20000, 100) AS k"));
        assertThat(statements.get()).isLessThan(200 + 60);
        assertThat(Long.parseLong(DATABASE.column("SELECT max(n) FROM t").get(0)))
                .isLessThan(23_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {COPY, STAGE})
    void user_who_may_only_insert_needs_no_more_for_duplicates(String template) throws Exception {
        DATABASE.execute(TABLE + "ALTER TABLE t ADD UNIQUE (v);"
                + " DO $$ BEGIN IF to_regrole('inserter') IS NULL THEN CREATE ROLE inserter LOGIN; END IF; END $$");
        ChunkWriting asOwner = new ChunkWriting(directory, DATABASE.dataSource());
        DATABASE.execute("GRANT ALL ON jumbo_offsets, jumbo_dead_letters TO inserter;"
                + " GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO inserter; GRANT INSERT ON t TO inserter");
        asOwner.write(COPY, "0,0");
        new ChunkWriting(directory, DATABASE.dataSource("inserter")).write(template, lines());
        assertThat(DATABASE.count("t")).isEqualTo(1 + LINES - LINES / 50);
    }
}
