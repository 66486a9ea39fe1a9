package io.jumbo.write.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.offset.Transaction;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.ways.copy.CopyWriter;
import io.jumbo.write.ways.copy.LineWriter;
import io.jumbo.write.ways.copy.StageWriter;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way to write the server's answers lead to. That the ways are equal is what {@link SameRowsIT} and {@link TypesIT} show. */
class WayIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int MANY = StageWriter.LEAST_LINES;

    @BeforeEach
    void clear() {
        DATABASE.cleared();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (%s, %s)",
                "insert into public.t (b, a) values ('%s', :?x);",
                "INSERT INTO \"public\".\"t\" (\"a\") VALUES (%(line)s) -- all of it",
                "INSERT INTO t (A) VALUES (%s)"
            })
    void plain_templates_are_copied_whatever_the_number_of_lines(String template) throws Exception {
        DATABASE.execute("CREATE TABLE t (a int, b text)");
        assertThat(way(template)).isInstanceOf(Copied.class);
        assertThat(lines(template, 1, true)).containsInstanceOf(CopyWriter.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (%s)",
                "INSERT INTO t (a, b) VALUES (%s, 'x')",
                "INSERT INTO t (a) VALUES (%s::int)",
                "INSERT INTO t AS u (a) VALUES (%s)",
                "INSERT INTO t (a) VALUES (%s) RETURNING a",
                "INSERT INTO t (a) OVERRIDING USER VALUE VALUES (%s)"
            })
    void what_says_more_is_staged_if_the_lines_are_many(String template) throws Exception {
        DATABASE.execute("CREATE TABLE t (a int, b text)");
        assertThat(lines(template, MANY - 1, false)).isEmpty();
        assertThat(lines(template, MANY, false)).containsInstanceOf(StageWriter.class);
    }

    @Test
    void on_conflict_is_copied_as_long_as_nothing_conflicts() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int PRIMARY KEY)");
        String template = "INSERT INTO t VALUES (%s) ON CONFLICT (a) DO NOTHING";
        assertThat(lines(template, MANY, false)).containsInstanceOf(CopyWriter.class);
        assertThat(lines(template, MANY, true)).containsInstanceOf(StageWriter.class);
        assertThat(lines(template, MANY - 1, false)).isEmpty();
        assertThat(way(template).rows()).isInstanceOf(UnnestWriter.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (a int); CREATE RULE r AS ON INSERT TO t DO ALSO NOTHING",
                "CREATE TABLE u (a int); CREATE VIEW t AS SELECT * FROM u",
                "CREATE TABLE t (a interval day)",
                "CREATE TABLE t (a bit(4))",
                "CREATE TABLE t (a varchar(3)[])"
            })
    void where_copy_is_something_else_it_is_not_used(String table) throws Exception {
        DATABASE.execute(table);
        assertThat(copy("INSERT INTO t VALUES (%s)")).isEmpty();
        assertThat(copy("INSERT INTO t VALUES (%s) ON CONFLICT DO NOTHING")).isEmpty();
    }

    @Test
    void an_identity_column_that_is_always_generated_is_not_copied_into() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int)");
        assertThat(copy("INSERT INTO t (b) VALUES (%s)")).isPresent();
        assertThatThrownBy(() -> way("INSERT INTO t (a, b) VALUES (%s, %s)"))
                .hasMessageContaining("Column \"a\" is an identity column defined as GENERATED ALWAYS");
    }

    @Test
    void row_level_security_and_a_missing_right_to_temporary_tables_leave_arrays() throws Exception {
        DATABASE.execute("CREATE TABLE t (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
                + " CREATE POLICY p ON t FOR INSERT WITH CHECK (true)");
        DATABASE.execute("CREATE ROLE guest LOGIN; GRANT INSERT ON t TO guest");
        DATABASE.execute("REVOKE TEMPORARY ON DATABASE " + DATABASE.name() + " FROM PUBLIC");
        try {
            Way way = Transaction.undo(
                    DATABASE.dataSource("guest"),
                    connection -> Way.of(connection, InsertTemplate.parse("INSERT INTO t VALUES (%s)")));
            assertThat(way.rows()).isInstanceOf(UnnestWriter.class);
            assertThat(way.lines(MANY, new Experience())).isEmpty();
            assertThat(copy("INSERT INTO t VALUES (%s)")).as("the owner's").isPresent();
        } finally {
            DATABASE.execute("DROP OWNED BY guest; DROP ROLE guest");
        }
    }

    private static Optional<LineWriter> lines(String template, int lines, boolean conflicts) throws Exception {
        Experience experience = new Experience();
        experience.sent(conflicts);
        return way(template).lines(lines, experience);
    }

    /** COPY into the table, if the way has it, be it as long as nothing conflicts. */
    private static Optional<CopyWriter> copy(String template) throws Exception {
        Way way = way(template);
        return way instanceof InSets sets
                ? sets.copy()
                : way instanceof Copied copied ? Optional.of(copied.copy()) : Optional.empty();
    }

    private static Way way(String template) throws Exception {
        return Transaction.undo(
                DATABASE.dataSource(), connection -> Way.of(connection, InsertTemplate.parse(template)));
    }
}
