package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jumbo.offset.Transaction;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Rejection;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import io.jumbo.write.ways.Forms;
import io.jumbo.write.ways.RowWriter;
import io.jumbo.write.ways.Way;
import io.jumbo.write.ways.copy.LineWriter;
import io.jumbo.write.ways.copy.StageWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values reach the server untyped: whatever the column, each way to write stores and refuses exactly what the same statement with a
 * quoted literal in place of the placeholder stores and refuses, executed line by line.
 */
class TypesIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    /** Tried with every type, besides what is awkward for the type itself; null is SQL's NULL. */
    private static final List<String> AWKWARD = Arrays.asList(
            null,
            "NULL",
            "null",
            "\\N",
            "",
            " ",
            "   ",
            "\t1\t",
            "1",
            " 1 ",
            "-1",
            "1.5",
            "a",
            "abc",
            "ABC",
            "abc ",
            "abcd",
            "abcd  ",
            "'",
            "''",
            "a'b",
            "\"",
            "\"\"",
            "\\",
            "\\\\",
            "\\\"",
            "{",
            "}",
            "{}",
            "{,}",
            ",",
            "a,b",
            ";",
            "()",
            "(,)",
            "%s",
            "$1",
            "?",
            "µ€😀",
            "x".repeat(300),
            "1".repeat(400),
            "1'); DROP TABLE expected; --");

    /** Executes a statement; what is wrong with it, or NULL. */
    private static final String SQLSTATE_OF =
            "CREATE FUNCTION pg_temp.sqlstate_of(statement text) RETURNS text LANGUAGE plpgsql AS $$"
                    + " BEGIN EXECUTE statement; RETURN NULL; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END $$";

    @BeforeAll
    static void create_types() {
        DATABASE.execute("CREATE EXTENSION ltree");
        DATABASE.execute("CREATE TYPE mood AS ENUM ('sad', 'so-so', 'it''s \"fine\", {really}', '')");
        DATABASE.execute("CREATE TYPE measured AS (amount numeric(5,2), unit text)");
        DATABASE.execute("CREATE DOMAIN code AS varchar(3) CHECK (VALUE <> 'bad')");
        DATABASE.execute("CREATE DOMAIN positive AS int CHECK (VALUE > 0)");
        DATABASE.execute("CREATE DOMAIN required AS int NOT NULL");
        DATABASE.execute("CREATE DOMAIN code_list AS varchar(3)[] CHECK (cardinality(VALUE) < 3)");
        DATABASE.execute("CREATE DOMAIN area AS box");
        DATABASE.execute("CREATE DOMAIN checked AS measured CHECK ((VALUE).amount > 0)");
        DATABASE.execute("CREATE DOMAIN known AS checked CHECK ((VALUE).unit IS NOT NULL)");
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                column("text"),
                column("varchar(3)", "äöü", "äöü "),
                column("char(4)", "äöüß", "ab  x", "abcd "),
                column("\"char\"", "ab", "ä", "\\101"),
                column("name"),
                column("smallint", "32767", "32768", "-32768", "0x10", "1_000", "1e2"),
                column("int", "2147483648", "+5", "0b101"),
                column("bigint", "9223372036854775807", "9223372036854775808"),
                column("float8", "NaN", "-Infinity", "1e308", "1e309", "1e-400", "0x1p3", "1,5", "23.5C"),
                column("real", "1e39", "0.1"),
                column("numeric(5,2)", "999.99", "999.994", "999.995", "1000", "NaN", "Infinity", "1e2", "-0.004"),
                column("numeric", "NaN", "1e-100", "1_000.5"),
                column("bit(4)", "1010", "101", "10101", "xA", "B1010", "2", "0000"),
                column("bit varying(4)", "1010", "101", "10101", "xA", "xAB"),
                column("boolean", "t", "yes", "on", "of", "o", "TRUE", " true ", "2"),
                column(
                        "int[]",
                        "{1,2}",
                        "{1,NULL}",
                        "{{1},{2}}",
                        "{{1},{2,3}}",
                        "[2:3]={4,5}",
                        "{1,a}",
                        "{\"1\"}",
                        "{1"),
                column("text[]", "{a,\"b,c\"}", "{\"a\\\"b\",'}", "{\\{}", "{NULL,\"NULL\",null}", "{a}}", "{\" \"}"),
                column("varchar(3)[]", "{abc}", "{abcd}", "{\"abc \"}"),
                column("mood", "sad", "Sad", "so-so", "it's \"fine\", {really}"),
                column("mood[]", "{sad,so-so}", "{happy}"),
                column("code", "bad", "good", "bad "),
                column("positive", "0", "2147483648"),
                column("required", "0"),
                column("code_list", "{a,b}", "{a,b,c}", "{abcd}"),
                column("json", "{\"a\": 1}", "{\"a\":1,\"a\":2}", "{a:1}", "[1,]", "\"\\u0000\"", "\"\\ud800\"", "tru"),
                column(
                        "jsonb",
                        "{\"b\": 1, \"a\": [null]}",
                        "{\"a\":1,\"a\":2}",
                        "\"\\u0000\"",
                        "\"\\ud800\"",
                        "1e400"),
                column(
                        "timestamptz",
                        "2026-02-28 12:00",
                        "2026-02-29 12:00",
                        "2026-03-29 02:30 Europe/Berlin",
                        "2026-01-01 00:00:00.1234567+02",
                        "01.02.2026",
                        "now",
                        "infinity",
                        "2026-01-01 00:00 Nowhere/Land",
                        "99999999-01-01"),
                column("timestamp(0)", "2026-01-01 00:00:00.5", "2026-01-01 00:00:60", "2026-01-01 24:00:01"),
                column("date", "2026-02-29", "31.12.2026", "12/31/2026", "epoch", "2026-001", "today"),
                column("time", "24:00", "25:00", "12:00 PM"),
                column("interval", "1 day 02:03:04.5", "P1Y2M", "1 fortnight", "-1 mon +2 days", "1e20 years"),
                column("interval(0)", "1 day 02:03:04.5"),
                column(
                        "uuid",
                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                        "{A0EEBC999C0B4EF8BB6D6BB9BD380A11}",
                        "a0eebc99-"),
                column("bytea", "\\xDEADbeef", "\\xABC", "\\xZZ", "\\000\\134", "\\8", "caf\u00E9"),
                column("inet", "10.1.2.3/8", "10.1.2.3/33", "::1", "10.1.2"),
                column("cidr", "10.1.2.3/8", "10.0.0.0/8"),
                column("point", "(1,2)", "1,2", "(1,2", "(a,b)"),
                column("box", "(1,1),(0,0)", "((1,1),(0,0))", "(0,0),(1,1);(2,2),(3,3)", "1,1,0,0"),
                column("area", "(1,1),(0,0)", "(1,1)"),
                column("money", "$1,234.56", "(12.5)", "1.005", "$", "92233720368547758.08"),
                column("xml", "<a>1 &amp; 2</a>", "<a>", "<a/><b/>", "&nbsp;", "<?xml version=\"1.0\"?><a/>"),
                column("measured", "(1.5,mm)", "(1.555,\"m\"\"m, (x)\")", "(1000,mm)", "(1.5)", "(,\"\")", "(a,b)"),
                column("checked", "(1.5,mm)", "(-1,mm)", "(1.555,)", "(1000,mm)"),
                column("known", "(1.5,mm)", "(-1,mm)", "(1.5,)"),
                column("measured[]", "{\"(1.5,mm)\",\"(1,)\"}", "{(1,2)}"),
                column("int4range", "[1,5)", "[1,5]", "(5,1)", "empty", "(,)", "[1,a)", "[1"),
                column("int4multirange", "{[1,3),[5,7)}", "{[1,3),[2,7)}"),
                column("macaddr", "08:00:2b:01:02:03", "08002b:010203", "08:00"),
                column("tsvector", "a:1 b", "'it''s' ok", "'open"),
                column("tsquery", "a & b", "a &"),
                column("jsonpath", "$.a", "$.", "$[*] ? (@ > 1)"),
                column("regclass", "expected", "unheard_of"),
                column("ltree", "a.b.c", "a..b"));
    }

    private static Arguments column(String type, String... values) {
        return Arguments.of(
                type, Stream.concat(AWKWARD.stream(), Arrays.stream(values)).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("columns")
    void every_way_to_write_stores_and_refuses_what_a_literal_would(String type, List<String> values)
            throws SQLException, IOException {
        assumeTrue(!type.equals("int4multirange") || TestDatabase.serverVersion() >= 14, "before 14 there is none");
        Transaction.undo(DATABASE.dataSource(), connection -> {
            execute(connection, SQLSTATE_OF);
            for (String table : List.of("expected", "copied", "staged", "unnested", "batched", "isolated")) {
                execute(connection, "CREATE TABLE " + table + " (number int, value " + type + ")");
            }
            List<Row> rows = rows(values);
            Map<Integer, String> refused = executeLineByLine(connection, rows);
            List<String> expected = stored(connection, "expected");

            Way way = Way.of(connection, insertInto("copied"));
            if (way.writesLinesAsRows()) {
                assertThat(refusedOf(connection, way.rows(), rows, refused.keySet()))
                        .isEqualTo(refused);
                assertThat(stored(connection, "copied")).isEqualTo(expected);
            }

            StageWriter stage = new StageWriter(insertInto("staged"), types(connection, "staged"));
            assertThat(refusedOf(connection, staging(stage), rows, refused.keySet()))
                    .isEqualTo(refused);
            assertThat(stored(connection, "staged")).isEqualTo(expected);

            RowWriter unnest = Forms.unnest(insertInto("unnested"), types(connection, "unnested"));
            assertThat(refusedOf(connection, unnest, rows, refused.keySet())).isEqualTo(refused);
            assertThat(stored(connection, "unnested")).isEqualTo(expected);

            RowWriter batch = Forms.batch(insertInto("batched"), types(connection, "batched"));
            assertThat(refusedOf(connection, batch, rows, refused.keySet())).isEqualTo(refused);
            assertThat(stored(connection, "batched")).isEqualTo(expected);

            assertThat(isolated(connection, rows))
                    .as("good and bad in one chunk")
                    .isEqualTo(refused);
            assertThat(stored(connection, "isolated")).isEqualTo(expected);
            return null;
        });
    }

    private static InsertTemplate insertInto(String table) {
        InsertTemplate template = InsertTemplate.parse("INSERT INTO " + table + " (number, value) VALUES (%s, %s)");
        assertThat(template.isSingleValues()).isTrue();
        return template;
    }

    private static ParameterTypes types(Connection connection, String table) throws SQLException {
        return ParameterTypes.describe(connection, insertInto(table));
    }

    private static List<Row> rows(List<String> values) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            LineRecord line = LineRecord.stored(i, i, 0, new byte[0]);
            rows.add(new Row(line, Arrays.asList(Integer.toString(i), values.get(i))));
        }
        return rows;
    }

    /** SQLSTATE by number of the line. */
    private static Map<Integer, String> executeLineByLine(Connection connection, List<Row> rows) throws SQLException {
        Map<Integer, String> refused = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_temp.sqlstate_of(?)")) {
            for (Row row : rows) {
                statement.setString(
                        1,
                        "INSERT INTO expected (number, value) VALUES ("
                                + literal(row.values().get(0)) + ", "
                                + literal(row.values().get(1)) + ")");
                try (ResultSet sqlState = statement.executeQuery()) {
                    sqlState.next();
                    if (sqlState.getString(1) != null) {
                        refused.put(number(row), sqlState.getString(1));
                    }
                }
            }
        }
        return refused;
    }

    private static String literal(String value) {
        return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
    }

    private static RowWriter staging(StageWriter stage) {
        return (connection, rows) -> {
            long made = stage.write(connection, rows.size(), LineWriter.Lines.of(rows));
            execute(connection, "DROP TABLE pg_temp.\"jumbo's stage\"");
            return made;
        };
    }

    /** Each row that must be refused alone, the others together. */
    private static Map<Integer, String> refusedOf(
            Connection connection, RowWriter writer, List<Row> rows, Set<Integer> bad) throws SQLException {
        Map<Integer, String> refused = new TreeMap<>();
        writer.write(
                connection,
                rows.stream().filter(row -> !bad.contains(number(row))).toList());
        Savepoint savepoint = connection.setSavepoint();
        for (Row row : rows) {
            if (bad.contains(number(row))) {
                try {
                    writer.write(connection, List.of(row));
                } catch (SQLException e) {
                    connection.rollback(savepoint);
                    refused.put(number(row), FailureAction.sqlState(e));
                }
            }
        }
        return refused;
    }

    private static int number(Row row) {
        return (int) row.line().number();
    }

    private static Map<Integer, String> isolated(Connection connection, List<Row> rows) throws SQLException {
        PreparedTemplate template = PreparedTemplate.prepare(connection, insertInto("isolated"));
        Map<Integer, String> refused = new TreeMap<>();
        for (Rejection rejection : new Isolation(connection, template, Integer.MAX_VALUE).write(rows)) {
            refused.put((int) rejection.line().number(), rejection.sqlState());
        }
        return refused;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static List<String> stored(Connection connection, String table) throws SQLException {
        List<String> stored = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT number || ' ' || quote_nullable(value::text) FROM " + table + " ORDER BY number")) {
            while (row.next()) {
                stored.add(row.getString(1));
            }
        }
        return stored;
    }
}
