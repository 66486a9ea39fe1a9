package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jumbo.offset.Transaction;
import io.jumbo.option.LineEnd;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.ReadLimits;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.ways.Way;
import io.jumbo.write.ways.copy.StageWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever runs with a row, the rows are those that executing the statement once for each line, in order, in one session leaves: Jumbo is compared with one
 * execution for each line, each planned anew as psql would have it.
 */
class OneStatementPerLineIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    /** Enough for every way there is; and enough to tell where it must be row by row, of which some take long. */
    private static final int LINES = StageWriter.LEAST_LINES + 200;

    private static final int FEWER_LINES = 500;

    private static final String TALLY = "CREATE TABLE t (id int, v int); CREATE TABLE seen (n serial, what text); ";

    /** Counts what is there. */
    private static final String COUNTING =
            "CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql %s AS 'SELECT count(*) FROM t'; ";

    @TempDir
    Path directory;

    /** What it is, its set-up, the statement with two values, and what {@code check} says of the way, in part. */
    static Stream<Arguments> cases() {
        return Stream.of(triggers(), functions(), definitions(), relations(), statements())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> triggers() {
        String audit = "INSERT INTO seen (what) SELECT concat(NEW.id, ' ', sum(v)) FROM t; RETURN NEW;";
        String all = "INSERT INTO seen (what) SELECT concat(count(*), ' ', sum(v)) FROM t; RETURN NULL;";
        String insert = "INSERT INTO t (id, v) VALUES (%s, %s)";
        return Stream.of(
                row("after row", trigger("AFTER INSERT", "ROW", audit), insert, "trigger g on t runs f()"),
                row("before row", trigger("BEFORE INSERT", "ROW", audit), insert, "trigger g on t runs f()"),
                row("after statement", trigger("AFTER INSERT", "STATEMENT", all), insert, "trigger g on t runs f()"),
                row("before statement", trigger("BEFORE INSERT", "STATEMENT", all), insert, "trigger g on t runs f()"),
                row(
                        "transition table",
                        trigger(
                                "AFTER INSERT",
                                "STATEMENT",
                                "INSERT INTO seen (what) SELECT concat(count(*), ' ', sum(v)) FROM new_rows; RETURN NULL;",
                                "REFERENCING NEW TABLE AS new_rows"),
                        insert,
                        "trigger g on t runs f()"),
                row(
                        "constraint trigger",
                        TALLY + function(audit) + "CREATE CONSTRAINT TRIGGER g AFTER INSERT ON t DEFERRABLE"
                                + " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f()",
                        insert,
                        "trigger g on t runs f()"),
                row(
                        "always, of a partition",
                        "CREATE TABLE t (id int, v int) PARTITION BY LIST (v); CREATE TABLE seen (n serial, what text);"
                                + " CREATE TABLE t_0 PARTITION OF t FOR VALUES IN (0);"
                                + " CREATE TABLE t_else PARTITION OF t DEFAULT; " + function(audit)
                                + "CREATE TRIGGER g AFTER INSERT ON t_else FOR EACH ROW EXECUTE FUNCTION f();"
                                + " ALTER TABLE t_else ENABLE ALWAYS TRIGGER g",
                        insert,
                        "trigger g on t_else runs f()"),
                row(
                        "of a partitioned table",
                        "CREATE TABLE t (id int, v int) PARTITION BY LIST (v); CREATE TABLE seen (n serial, what text);"
                                + " CREATE TABLE t_else PARTITION OF t DEFAULT; " + function(audit)
                                + "CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
                        insert,
                        "trigger g on t runs f()"),
                row(
                        "that refuses lines",
                        trigger(
                                "BEFORE INSERT",
                                "ROW",
                                "IF (SELECT count(*) + NEW.v FROM t) % 20 = 1 THEN RAISE 'full'; END IF;"
                                        + " RETURN NEW;"),
                        insert,
                        "trigger g on t runs f()"),
                row(
                        "on update",
                        TALLY + "ALTER TABLE t ADD PRIMARY KEY (id); " + function(audit)
                                + "CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
                        insert + " ON CONFLICT (id) DO UPDATE SET v = t.v + EXCLUDED.v",
                        "trigger g on t runs f()"),
                row(
                        "disabled",
                        trigger("AFTER INSERT", "ROW", audit) + "; ALTER TABLE t DISABLE TRIGGER g",
                        insert,
                        "COPY"),
                row(
                        "of replicas only",
                        trigger("AFTER INSERT", "ROW", audit) + "; ALTER TABLE t ENABLE REPLICA TRIGGER g",
                        insert,
                        "COPY"),
                row("on delete", trigger("AFTER DELETE", "ROW", audit), insert, "COPY"),
                row(
                        "of PostgreSQL's own",
                        TALLY + "ALTER TABLE t ADD w text DEFAULT 'a b', ADD x tsvector; CREATE TRIGGER g BEFORE INSERT"
                                + " ON t FOR EACH ROW EXECUTE FUNCTION"
                                + " tsvector_update_trigger(x, 'pg_catalog.english', w)",
                        insert,
                        "COPY"));
    }

    private static Stream<Arguments> functions() {
        return Stream.of("VOLATILE", "STABLE", "IMMUTABLE")
                .flatMap(volatility -> Stream.of(
                        row(
                                volatility + " in VALUES",
                                TALLY + counting(volatility),
                                "INSERT INTO t (id, v) VALUES (%s, %s + counted())",
                                "the statement calls counted()"),
                        row(
                                volatility + " in another schema",
                                TALLY + counting(volatility) + "CREATE SCHEMA IF NOT EXISTS lab;"
                                        + " ALTER FUNCTION counted() SET SCHEMA lab",
                                "INSERT INTO t (id, v) VALUES (%s, %s + \"lab\" . Counted ( ))",
                                "the statement calls lab.counted()"),
                        row(
                                volatility + " in a default",
                                TALLY + counting(volatility) + "ALTER TABLE t ADD w bigint DEFAULT counted()",
                                "INSERT INTO t (id, v) VALUES (%s, %s)",
                                "the default of t.w calls counted()"),
                        row(
                                volatility + " in ON CONFLICT",
                                TALLY + counting(volatility) + "ALTER TABLE t ADD PRIMARY KEY (id);"
                                        + " INSERT INTO t SELECT n, 0 FROM generate_series(1, 2000) AS n",
                                "INSERT INTO t (id, v) VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET v = counted(),"
                                        + " id = t.id + 10000",
                                "the statement calls counted()"),
                        row(
                                volatility + " in a CHECK",
                                TALLY + counting(volatility)
                                        + "ALTER TABLE t ADD CONSTRAINT c CHECK ((counted() + v) % 20 <> 1)",
                                "INSERT INTO t (id, v) VALUES (%s, %s)",
                                "constraint c on t calls counted()"),
                        row(
                                volatility + " in a domain",
                                TALLY + counting(volatility)
                                        + "CREATE DOMAIN d AS int CHECK ((counted() + VALUE) % 20 <> 1);"
                                        + " CREATE DOMAIN e AS d; ALTER TABLE t ALTER v TYPE e",
                                "INSERT INTO t (id, v) VALUES (%s, %s)",
                                "domain d calls counted()"),
                        row(
                                volatility + " in an operator",
                                TALLY + "CREATE FUNCTION plus(int, text) RETURNS int LANGUAGE sql " + volatility
                                        + " AS 'SELECT $1 + count(*)::int FROM t';"
                                        + " CREATE OPERATOR +| (FUNCTION = plus, LEFTARG = int, RIGHTARG = text)",
                                "INSERT INTO t (id, v) VALUES (%s, %s::int +| 'x'::text)",
                                "the statement calls plus(integer,text)")));
    }

    private static Stream<Arguments> definitions() {
        String insert = "INSERT INTO t (id, v) VALUES (%s, %s)";
        String lying = "CREATE FUNCTION counted(int) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS"
                + " 'BEGIN RETURN (SELECT count(*) FROM t WHERE id <> $1); END'; ";
        return Stream.of(
                row(
                        "generated column",
                        TALLY + lying + "ALTER TABLE t ADD g bigint GENERATED ALWAYS AS (counted(id)) STORED",
                        insert,
                        "the generated column t.g calls counted(integer)"),
                row(
                        "index expression",
                        TALLY + lying + "CREATE UNIQUE INDEX i ON t ((counted(id) + v))",
                        insert,
                        "index i on t calls counted(integer)"),
                row(
                        "index predicate",
                        TALLY + lying + "CREATE UNIQUE INDEX i ON t ((v % 50)) WHERE (counted(id) + v) % 20 = 1",
                        insert,
                        "index i on t calls counted(integer)"),
                row(
                        "partition key",
                        lying + "CREATE TABLE seen (n serial, what text);"
                                + " CREATE TABLE t (id int, v int) PARTITION BY RANGE ((counted(id)));"
                                + " CREATE TABLE t_low PARTITION OF t FOR VALUES FROM (0) TO (40);"
                                + " CREATE TABLE t_high PARTITION OF t DEFAULT",
                        insert,
                        "the partition key of t calls counted(integer)"),
                row(
                        "domain's default",
                        TALLY + counting("STABLE") + "CREATE DOMAIN d AS bigint DEFAULT counted();"
                                + " ALTER TABLE t ADD w d",
                        insert,
                        "domain d calls counted()"),
                row(
                        "domain inside of a composite",
                        TALLY + counting("STABLE")
                                + "CREATE DOMAIN d AS int CHECK ((counted() + VALUE) % 20 <> 1);"
                                + " CREATE TYPE pair AS (a d, b int); ALTER TABLE t ADD p pair[]",
                        "INSERT INTO t (id, p) VALUES (%s, ARRAY[ROW(%s::int, 2)::pair])",
                        "domain d calls counted()"),
                row(
                        "cast to a domain",
                        TALLY + counting("STABLE") + "CREATE DOMAIN d AS int CHECK ((counted() + VALUE) % 20 <> 1)",
                        "INSERT INTO t (id, v) VALUES (%s, (%s)::D)",
                        "domain d calls counted()"),
                row(
                        "cast",
                        TALLY
                                + "CREATE TYPE mood AS ENUM ('0', '1', '2'); CREATE FUNCTION m(mood) RETURNS int LANGUAGE sql"
                                + " STABLE AS 'SELECT count(*)::int FROM t'; CREATE CAST (mood AS int) WITH FUNCTION m(mood)"
                                + " AS ASSIGNMENT",
                        "INSERT INTO t (id, v) VALUES (%s, (%s::int % 3)::text::mood)".replace("% 3", "%% 3"),
                        "the cast from mood to integer calls m(mood)"),
                row(
                        "field that is a function",
                        TALLY
                                + "ALTER TABLE t ADD PRIMARY KEY (id); INSERT INTO t SELECT n, 0 FROM generate_series(1, 2000) AS n;"
                                + " CREATE FUNCTION total(t) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT sum(v) FROM t'",
                        "INSERT INTO t (id, v) VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET v = t.total %% 1000 + EXCLUDED.v,"
                                + " id = t.id + 10000",
                        "the statement calls total(t)"),
                row(
                        "own sequence's last value",
                        TALLY + "CREATE SEQUENCE s",
                        "INSERT INTO t (id, v) VALUES (nextval('s') + %s, %s + currval('s'))",
                        "the statement calls currval(regclass)"),
                row(
                        "last value of a default",
                        TALLY + "ALTER TABLE t ADD a serial, ADD b bigint DEFAULT lastval()",
                        insert,
                        "the default of t.b calls lastval()"));
    }

    private static Stream<Arguments> relations() {
        String insert = "INSERT INTO t (id, v) VALUES (%s, %s)";
        return Stream.of(
                row(
                        "view",
                        "CREATE TABLE u (id int, v int); CREATE TABLE seen (n serial, what text);"
                                + " CREATE VIEW t AS SELECT * FROM u",
                        insert,
                        "t is a view"),
                row(
                        "rule",
                        TALLY
                                + "CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO seen (what) SELECT count(*) FROM t",
                        insert,
                        "rule r on t rewrites it"),
                row(
                        "reference to a row of its own that comes later",
                        TALLY + "ALTER TABLE t ADD PRIMARY KEY (id), ADD CONSTRAINT k FOREIGN KEY (v) REFERENCES t"
                                + " DEFERRABLE INITIALLY DEFERRED; INSERT INTO t VALUES (0, 0)",
                        "INSERT INTO t (id, v) VALUES (%s, %s::int %% 7)",
                        "foreign key k on t refers to rows that lines before may bring"),
                row(
                        "reference to another table",
                        TALLY
                                + "CREATE TABLE u (id int PRIMARY KEY); INSERT INTO u SELECT n FROM generate_series(1, 3000) AS n WHERE n % 20 <> 1;"
                                + " ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES u ON DELETE CASCADE",
                        insert,
                        "COPY"),
                row("identity", TALLY + "ALTER TABLE t ADD n int GENERATED ALWAYS AS IDENTITY", insert, "COPY"),
                row(
                        "serial, between values",
                        TALLY + "ALTER TABLE t ADD n serial; CREATE SEQUENCE s",
                        "INSERT INTO t (v, id) VALUES (%s::int * nextval('s'), %s)",
                        "INSERT … SELECT"),
                row(
                        "serial, with ON CONFLICT",
                        TALLY + "ALTER TABLE t ADD n serial, ADD PRIMARY KEY (id)",
                        insert + " ON CONFLICT DO NOTHING",
                        "COPY as long as nothing conflicts"),
                row(
                        "lines of a chunk that meet",
                        TALLY + "ALTER TABLE t ADD log text DEFAULT '', ADD PRIMARY KEY (id)",
                        "INSERT INTO t (id, v) VALUES (%s::int / 3, %s) ON CONFLICT (id) DO UPDATE SET v = t.v + EXCLUDED.v,"
                                + " log = t.log || EXCLUDED.v",
                        "INSERT … SELECT"),
                row(
                        "unique that is deferred",
                        TALLY + "ALTER TABLE t ADD CONSTRAINT u UNIQUE (v) DEFERRABLE INITIALLY DEFERRED;"
                                + " INSERT INTO t SELECT 0, n * 20 FROM generate_series(1, 99) AS n",
                        "INSERT INTO t (id, v) VALUES (%s, %s::int + 1)",
                        "INSERT … SELECT"),
                row(
                        "duplicates within a chunk",
                        TALLY + "CREATE UNIQUE INDEX ON t ((v % 2150)); CREATE UNIQUE INDEX ON t ((id % 2170))",
                        insert,
                        "COPY"),
                row(
                        "duplicates of rows that are there",
                        TALLY + "ALTER TABLE t ADD EXCLUDE (v WITH =);"
                                + " INSERT INTO t SELECT 0, n * 20 FROM generate_series(1, 99) AS n",
                        "INSERT INTO t (id, v) VALUES (%s, %s::int + 1)",
                        "INSERT … SELECT"),
                row(
                        "harmless functions",
                        TALLY
                                + "ALTER TABLE t ADD at timestamptz DEFAULT date_trunc('year', now()), ADD day text DEFAULT to_char(now(), 'YYYY');"
                                + " CREATE INDEX ON t (lower(day)) WHERE id > 3",
                        "INSERT INTO t (id, v, day) VALUES (%s, abs(%s::int), concat(to_char(now(), 'YY'), pg_backend_pid() > 0))",
                        "INSERT … SELECT"));
    }

    private static Stream<Arguments> statements() {
        String procedure =
                "CREATE PROCEDURE p(a int, b int) LANGUAGE plpgsql AS 'BEGIN IF b %% 7 = 3 THEN RAISE ''seven''; END IF;"
                                .replace("%%", "%")
                        + " INSERT INTO t SELECT a, b + count(*) FROM t; END'; ";
        return Stream.of(
                row("CALL", TALLY + procedure, "CALL p(%s, %s)", "a statement that begins with CALL"),
                row(
                        "CALL by name",
                        TALLY + procedure,
                        "/* what for */ CALL p(b => %s, a => %s) ; -- done",
                        "a statement that begins with CALL"),
                row(
                        "sub-select in ON CONFLICT",
                        TALLY
                                + "ALTER TABLE t ADD PRIMARY KEY (id); INSERT INTO t SELECT n, 0 FROM generate_series(1, 2000) AS n",
                        "INSERT INTO t (id, v) VALUES (%s, %s) ON CONFLICT (id) DO UPDATE SET v = (SELECT max(v) + 1 FROM t)",
                        "it holds a query of its own (SELECT)"),
                row(
                        "WITH",
                        TALLY,
                        "WITH n AS (SELECT count(*) AS c FROM t) INSERT INTO t SELECT %s::int, %s::int + c FROM n",
                        "a statement that begins with WITH"),
                row(
                        "query in VALUES, and what was inserted comes back",
                        TALLY,
                        "INSERT INTO t (id, v) VALUES (%s, %s + (SELECT count(*) FROM t)) RETURNING id",
                        "it holds a query of its own (SELECT)"),
                row(
                        "WITH, and what was inserted comes back",
                        TALLY,
                        "WITH i AS (INSERT INTO t (id, v) SELECT %s, %s::int + count(*) FROM t RETURNING *) TABLE i",
                        "a statement that begins with WITH"),
                row(
                        "SELECT of a function for several rows",
                        TALLY + "CREATE FUNCTION f(a int, b int) RETURNS void LANGUAGE sql AS"
                                + " 'INSERT INTO t SELECT a, b + count(*) FROM t'",
                        "SELECT f(%s, part) FROM generate_series(%s::int, 3, 1) AS part UNION ALL SELECT f(0, 0)",
                        "a statement that begins with SELECT"),
                row(
                        "VALUES of a function for several rows",
                        TALLY + "CREATE FUNCTION f(a int, b int) RETURNS void LANGUAGE sql AS"
                                + " 'INSERT INTO t SELECT a, b + count(*) FROM t'",
                        "VALUES (f(%s, 1)), (f(%s, 2))",
                        "a statement that begins with VALUES"),
                row(
                        "function that somebody declared immutable, by SELECT",
                        TALLY + counting("IMMUTABLE"),
                        "INSERT INTO t (id, v) SELECT %s, %s + counted()",
                        "its rows do not come from VALUES"));
    }

    private static String counting(String volatility) {
        return COUNTING.replace("%s", volatility);
    }

    private static Arguments row(String what, String setUp, String template, String way) {
        return Arguments.of(what, setUp, template, way);
    }

    private static String trigger(String event, String each, String body, String... referencing) {
        return TALLY + function(body) + "CREATE TRIGGER g " + event + " ON t " + String.join("", referencing)
                + " FOR EACH " + each + " EXECUTE FUNCTION f()";
    }

    private static String function(String body) {
        return "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body + " END $$; ";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_rows_are_those_of_one_statement_for_each_line(String what, String setUp, String template, String way)
            throws Exception {
        assumeTrue(
                !what.contains("always, of a partition") || TestDatabase.serverVersion() >= 13, "partitions' triggers");
        int count = way.contains("COPY") || way.contains("INSERT …") ? LINES : FEWER_LINES;
        List<String> lines = IntStream.rangeClosed(1, count)
                .mapToObj(n -> n + "," + n * 7919 % LINES)
                .toList();

        setUp(setUp);
        List<Integer> refused = executeOneByOne(template, lines);
        List<String> expected = left();

        setUp(setUp);
        Path home = Files.createTempDirectory(directory, "file");
        new ChunkWriting(home, DATABASE.dataSource(), new ReadLimits(1 << 20, 300, LineEnd.LF))
                .write(template, lines.toArray(new String[0]));
        assertThat(left()).isEqualTo(expected);
        assertThat(DATABASE.column("SELECT line_number::text FROM jumbo_dead_letters AS d ORDER BY d.line_number"))
                .containsExactlyElementsOf(refused.stream().map(String::valueOf).toList());
        assertThat(way(template)).contains(way);
    }

    private static void setUp(String setUp) {
        DATABASE.execute("DROP SCHEMA IF EXISTS lab CASCADE");
        DATABASE.cleared();
        DATABASE.execute(setUp);
    }

    /** The numbers of the lines that were refused. */
    private static List<Integer> executeOneByOne(String template, List<String> lines) throws SQLException {
        List<Integer> refused = new ArrayList<>();
        InsertTemplate statement = InsertTemplate.parse(template);
        try (Connection connection = DATABASE.dataSource().getConnection();
                Statement session = connection.createStatement()) {
            session.execute("SET plan_cache_mode = force_custom_plan");
            connection.setAutoCommit(false);
            session.execute("SET CONSTRAINTS ALL IMMEDIATE");
            try (PreparedStatement one = connection.prepareStatement(statement.forDriver(index -> "?"))) {
                for (int i = 0; i < lines.size(); i++) {
                    String[] values = lines.get(i).split(",", -1);
                    Savepoint savepoint = connection.setSavepoint();
                    try {
                        for (int value = 0; value < values.length; value++) {
                            one.setObject(value + 1, values[value], Types.OTHER);
                        }
                        one.execute();
                        connection.releaseSavepoint(savepoint);
                    } catch (SQLException e) {
                        connection.rollback(savepoint);
                        refused.add(i + 1);
                    }
                }
            }
            connection.commit();
        }
        return refused;
    }

    /** What is in every table, in the order in which it came where a serial says so. */
    private static List<String> left() {
        List<String> left = new ArrayList<>(DATABASE.column("SELECT t::text FROM t ORDER BY 1"));
        if (!DATABASE.column("SELECT to_regclass('seen')").contains(null)) {
            left.addAll(
                    DATABASE.column("SELECT concat(row_number() OVER (ORDER BY n), ' ', what) FROM seen ORDER BY n"));
        }
        return left;
    }

    private static String way(String template) throws Exception {
        return Transaction.undo(
                DATABASE.dataSource(),
                connection -> Way.of(connection, InsertTemplate.parse(template)).words());
    }
}
