package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jumbo.option.LineEnd;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.TestDatabase;
import io.jumbo.tail.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad line costs one line, whoever finds it bad and why; what is not a line's fault costs none. */
class IsolationIT {

    private static final TestDatabase DATABASE = TestDatabase.create();

    /** The same rows through a set and row by row. */
    private static final String SET = "INSERT INTO t (v) VALUES (%s)";

    private static final String ROW_BY_ROW = "INSERT INTO t (v) SELECT %s";

    @TempDir
    Path directory;

    @BeforeEach
    void clear() {
        DATABASE.cleared();
    }

    private ChunkWriting writing() throws Exception {
        return new ChunkWriting(directory, DATABASE.dataSource());
    }

    private static List<String> rows() {
        return DATABASE.column("SELECT v::text FROM t ORDER BY n");
    }

    private static List<String> deadLetters() {
        return DATABASE.column("SELECT line_number || ' ' || first_byte || ' ' || sqlstate || ' '"
                + " || convert_from(line, 'UTF8') FROM jumbo_dead_letters ORDER BY id");
    }

    private static List<String> offset() {
        return DATABASE.column("SELECT next_byte || ' ' || lines FROM jumbo_offsets");
    }

    private static void createTable(String type) {
        DATABASE.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, v " + type + ")");
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    // ---- scenario 64

    @ParameterizedTest
    @ValueSource(strings = {SET, ROW_BY_ROW})
    void one_bad_line_among_ten_thousand_costs_one_line(String template) throws Exception {
        createTable("float");
        String before = numbers(1, 4_999);
        String text = before + "abc\n" + numbers(5_001, 10_000);
        writing().write(template.replace("SELECT %s", "SELECT %s::float"), text.getBytes(StandardCharsets.UTF_8));
        assertThat(rows())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 10_000)
                        .filter(i -> i != 5_000)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(deadLetters()).containsExactly("5000 " + before.length() + " 22P02 abc");
        assertThat(DATABASE.column(
                        "SELECT watch || ' ' || path || ' ' || line_bytes || ' ' || reason FROM jumbo_dead_letters"))
                .containsExactly("bench sub/a.txt 3 invalid input syntax for type double precision: \"abc\"");
        assertThat(DATABASE.column("SELECT template FROM jumbo_dead_letters"))
                .containsExactly(template.replace("SELECT %s", "SELECT %s::float"));
        assertThat(offset()).containsExactly(text.length() + " 10000");
        assertThat(DATABASE.column(
                        "SELECT count(*) FROM jumbo_dead_letters JOIN jumbo_offsets ON rejected_at = updated_at"))
                .as("written at the same transaction time as the offset")
                .containsExactly("1");
    }

    // ---- scenarios 65 and 66

    @ParameterizedTest
    @ValueSource(strings = {"VALUES (%s, %s, %s, %s, %s)", "SELECT %s::int, %s::int, %s, %s::int, %s::date"})
    void each_kind_of_refusal_is_a_dead_letter_of_its_own(String values) throws Exception {
        DATABASE.execute("""
                CREATE TABLE parents (id int PRIMARY KEY);
                INSERT INTO parents VALUES (1), (2);
                CREATE TABLE t (
                  n bigint GENERATED ALWAYS AS IDENTITY,
                  v int PRIMARY KEY,
                  parent int REFERENCES parents,
                  name varchar(3) NOT NULL,
                  amount smallint CHECK (amount > 0),
                  day date,
                  inverse int GENERATED ALWAYS AS (1 / (amount - 7)) STORED,
                  EXCLUDE (day WITH =));
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF NEW.amount = 13 THEN RAISE EXCEPTION 'bad luck'; END IF;
                  IF NEW.amount = 14 THEN PERFORM 1 FROM pg_class WHERE relname = 'none'; ASSERT false, 'asserted'; END IF;
                  RETURN NEW;
                END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse();
                CREATE VIEW v WITH (security_barrier) AS SELECT * FROM t;
                """);
        List<String> written = writing()
                .write(
                        "INSERT INTO t (v, parent, name, amount, day) " + values,
                        "1,1,a,1,2024-01-01",
                        "x,1,a,1,2024-01-02",
                        "2,2,b,1,2024-01-02",
                        "3,1,a,40000,2024-01-03",
                        "4,1,a,1,gestern",
                        "5,1,a,1,2024-02-31",
                        "6,1,abcd,1,2024-01-06",
                        "7,1,,1,2024-01-07",
                        "8,1,c,1,2024-01-08",
                        "9,99,a,1,2024-01-09",
                        "1,1,a,1,2024-01-10",
                        "10,1,a,-1,2024-01-11",
                        "11,1,a,1,2024-01-01",
                        "12,1,a,13,2024-01-12",
                        "13,1,a,7,2024-01-13",
                        "14,1,a,14,2024-01-14",
                        "99999999999,1,a,1,2024-01-15",
                        "15,2,d,1,2024-01-15")
                .stream()
                .flatMap(chunk -> chunk.rejections().stream())
                .map(rejection -> rejection.line().number() + " " + rejection.sqlState())
                .toList();
        assertThat(rows()).containsExactly("1", "2", "8", "15");
        assertThat(DATABASE.column("SELECT line_number || ' ' || sqlstate FROM jumbo_dead_letters ORDER BY id"))
                .containsExactly(
                        "2 22P02",
                        "4 22003",
                        "5 22007",
                        "6 22008",
                        "7 22001",
                        "8 23502",
                        "10 23503",
                        "11 23505",
                        "12 23514",
                        "13 23P01",
                        "14 P0001",
                        "15 22012",
                        "16 P0004",
                        "17 22003")
                .isEqualTo(written);
    }

    @Test
    void what_a_check_option_or_an_index_refuses_is_a_dead_letter() throws Exception {
        createTable("text UNIQUE");
        DATABASE.execute("CREATE VIEW short AS SELECT v FROM t WHERE v <> 'hidden' WITH CHECK OPTION");
        String incompressible = IntStream.range(0, 12_000)
                .mapToObj(i -> Integer.toHexString(Integer.reverse(i * 0x9E3779B9)))
                .collect(Collectors.joining());
        writing().write("INSERT INTO short (v) VALUES (%s)", "a", "hidden", "b", incompressible, "c");
        assertThat(rows()).containsExactly("a", "b", "c");
        assertThat(DATABASE.column("SELECT line_number || ' ' || sqlstate FROM jumbo_dead_letters ORDER BY id"))
                .containsExactly("2 44000", "4 54000");
    }

    // ---- scenarios 67 and 68, and 21: what Jumbo itself refuses

    @Test
    void bytes_that_are_no_text_are_kept_as_they_are() throws Exception {
        createTable("text");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("a\n".getBytes(StandardCharsets.UTF_8));
        file.writeBytes(new byte[] {'n', 0, 'l', '\n'});
        file.writeBytes("µ°\n".getBytes(StandardCharsets.UTF_8));
        file.writeBytes(new byte[] {(byte) 0xB0, 'C', '\r', '\n'});
        file.writeBytes(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n'}); // a lone surrogate
        file.writeBytes("z\n".getBytes(StandardCharsets.UTF_8));
        writing().write(SET, file.toByteArray());
        assertThat(rows()).containsExactly("a", "µ°", "z");
        assertThat(DATABASE.column("SELECT line_number || ' ' || first_byte || ' ' || sqlstate || ' ' || line::text"
                        + " FROM jumbo_dead_letters ORDER BY id"))
                .containsExactly("2 2 22021 \\x6e006c", "4 11 22021 \\xb043", "5 15 22021 \\xeda080");
    }

    @Test
    void a_wrong_number_of_fields_is_a_dead_letter_that_says_so() throws Exception {
        DATABASE.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, v text, b text, c text)");
        writing()
                .write(
                        "INSERT INTO t (v, b, c) VALUES (%s, %s, %s)",
                        "1,2,3", "1,2", "1,2,3,4", "\"1,2\",,3", "\"1,2,3");
        assertThat(DATABASE.column("SELECT concat_ws('|', v, coalesce(b, '<null>'), c) FROM t ORDER BY n"))
                .containsExactly("1|2|3", "1,2|<null>|3");
        assertThat(DATABASE.column("SELECT sqlstate || ' ' || reason FROM jumbo_dead_letters ORDER BY id"))
                .startsWith("22P04 expected 3 fields, got 2", "22P04 expected 3 fields, got 4")
                .hasSize(3);
    }

    @Test
    void a_line_that_is_too_long_leaves_its_head_and_its_length() throws Exception {
        createTable("text");
        new ChunkWriting(directory, DATABASE.dataSource(), new ReadLimits(64, 20, LineEnd.LF))
                .write(SET, "short", "this line is longer than twenty bytes", "exactly twenty bytes", "end");
        assertThat(rows()).containsExactly("short", "exactly twenty bytes", "end");
        assertThat(DATABASE.column("SELECT convert_from(line, 'UTF8') || '|' || line_bytes || '|' || line_number || '|'"
                        + " || first_byte || '|' || sqlstate FROM jumbo_dead_letters"))
                .containsExactly("this line is longer |37|2|6|54000");
        assertThat(offset()).containsExactly("69 4");
    }

    // ---- cost

    @Test
    void one_percent_of_invalid_lines_costs_a_few_statements() throws Exception {
        createTable("float");
        assertThat(statements(SET, 100_000, 100)).isLessThan(50);
        assertThat(DATABASE.column("SELECT count(*) || ' ' || sum(v) FROM t")).containsExactly(good(100_000, 100));
        assertThat(deadLetterLines()).isEqualTo(bad(100_000, 100));
    }

    /** Nothing tells in advance which lines a trigger or a constraint refuses: the server says where it stopped. */
    @ParameterizedTest
    @CsvSource({"CHECK (v % 100 <> 50), 10000", "CHECK (v % 100 <> 50), 20000"})
    void one_percent_of_refused_lines_costs_a_number_of_statements_linear_in_them(String check, int lines)
            throws Exception {
        createTable("int " + check);
        String file = numbers(1, lines);
        AtomicInteger statements = new AtomicInteger();
        counting(statements).write(SET, file.getBytes(StandardCharsets.UTF_8));
        int refused = lines / 100;
        assertThat(statements.get())
                .as("statements for %s refused lines among %s", refused, lines)
                .isBetween(refused, refused * 40);
        assertThat(DATABASE.count("t")).isEqualTo(lines - refused);
        assertThat(deadLetterLines())
                .isEqualTo(IntStream.rangeClosed(1, lines)
                        .filter(i -> i % 100 == 50)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    /** More refused lines than one transaction may hold: the chunk is written in parts, and the result is the same. */
    @Test
    void a_chunk_with_more_than_a_thousand_refused_lines_is_written_in_parts() throws Exception {
        createTable("int CHECK (v % 4 <> 2)");
        List<Written> parts = writing().write(SET, numbers(1, 5_000).getBytes(StandardCharsets.UTF_8));
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(DATABASE.count("t")).isEqualTo(3_750);
        assertThat(rows()).hasSize(3_750).doesNotHaveDuplicates();
        assertThat(deadLetterLines())
                .isEqualTo(IntStream.rangeClosed(1, 5_000)
                        .filter(i -> i % 4 == 2)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(offset()).containsExactly(numbers(1, 5_000).length() + " 5000");
    }

    private static List<String> deadLetterLines() {
        return DATABASE.column("SELECT line_number FROM jumbo_dead_letters ORDER BY id");
    }

    private int statements(String template, int lines, int everyBad) throws Exception {
        String file = IntStream.rangeClosed(1, lines)
                .mapToObj(i -> i % everyBad == everyBad / 2 ? "bad\n" : i + "\n")
                .collect(Collectors.joining());
        AtomicInteger statements = new AtomicInteger();
        counting(statements).write(template, file.getBytes(StandardCharsets.UTF_8));
        return statements.get();
    }

    private ChunkWriting counting(AtomicInteger statements) throws Exception {
        return new ChunkWriting(directory, new InterceptedDataSource(DATABASE.dataSource(), call -> {
            if (call.isExecute()) {
                statements.incrementAndGet();
            }
            return call.proceed();
        }));
    }

    private static String good(int lines, int everyBad) {
        List<Integer> good = IntStream.rangeClosed(1, lines)
                .filter(i -> i % everyBad != everyBad / 2)
                .boxed()
                .toList();
        return good.size() + " " + good.stream().mapToLong(Integer::longValue).sum();
    }

    private static List<String> bad(int lines, int everyBad) {
        return IntStream.rangeClosed(1, lines)
                .filter(i -> i % everyBad == everyBad / 2)
                .mapToObj(Integer::toString)
                .toList();
    }

    // ---- whose fault is it

    @ParameterizedTest
    @ValueSource(strings = {SET, ROW_BY_ROW})
    void a_deferred_constraint_isolates_its_line(String template) throws Exception {
        DATABASE.execute("""
                CREATE TABLE parents (id text PRIMARY KEY);
                INSERT INTO parents VALUES ('a'), ('b');
                CREATE TABLE t (
                  n bigint GENERATED ALWAYS AS IDENTITY,
                  v text REFERENCES parents DEFERRABLE INITIALLY DEFERRED,
                  UNIQUE (v) DEFERRABLE INITIALLY DEFERRED);
                """);
        writing().write(template, "a", "nobody", "b", "a");
        assertThat(rows()).containsExactly("a", "b");
        assertThat(deadLetters()).containsExactly("2 2 23503 nobody", "4 11 23505 a");
    }

    @Test
    void row_level_security_refuses_its_row_alone() throws Exception {
        createTable("int");
        DATABASE.execute(
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (true) WITH CHECK (v > 0)");
        grantAll("limited_1");
        new ChunkWriting(directory, DATABASE.dataSource("limited_1")).write(SET, "1", "-2", "3");
        assertThat(rows()).containsExactly("1", "3");
        assertThat(deadLetters()).containsExactly("2 2 42501 -2");
    }

    @Test
    void a_missing_privilege_is_nobodys_fault() throws Exception {
        createTable("int");
        grantAll("limited_2");
        DATABASE.execute("REVOKE INSERT ON t FROM limited_2");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource("limited_2"));
        assertThatThrownBy(() -> writing.write(SET, "1", "2", "3"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertNothingWritten();
        DATABASE.execute("GRANT INSERT ON t TO limited_2");
        writing.write(SET, "4");
        assertThat(rows()).containsExactly("1", "2", "3", "4");
    }

    private static void grantAll(String role) {
        DATABASE.execute("DROP OWNED BY " + existing(role) + "; GRANT ALL ON SCHEMA public TO " + role
                + "; GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role
                + "; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + role);
    }

    private static String existing(String role) {
        DATABASE.execute("DO $$ BEGIN IF to_regrole('" + role + "') IS NULL THEN CREATE ROLE " + role
                + " LOGIN; END IF; END $$");
        return role;
    }

    @Test
    void an_unknown_error_is_a_lines_fault_only_if_other_lines_pass() throws Exception {
        createTable("int");
        DATABASE.execute("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN IF NEW.v < 0 THEN RAISE EXCEPTION 'the house says no' USING ERRCODE = 'JB001'; END IF; RETURN NEW; END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse();
                """);
        ChunkWriting writing = writing();
        assertThatThrownBy(() -> writing.write(SET, "-1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("JB001"));
        assertNothingWritten();
        writing.write(SET, "2", "-3", "4");
        assertThat(rows()).containsExactly("2", "4");
        assertThat(deadLetters()).containsExactly("1 0 JB001 -1", "3 5 JB001 -3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"40001", "40P01", "53100", "53300", "55P03", "57P01", "25006", "08006", "58030", "0A000", "42P01"
            })
    void what_is_not_a_lines_fault_writes_nothing(String sqlState) throws Exception {
        createTable("int");
        DATABASE.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.v = 2 THEN"
                + " RAISE EXCEPTION 'injected' USING ERRCODE = '" + sqlState + "'; END IF; RETURN NEW; END $$;"
                + " CREATE TRIGGER refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse();");
        ChunkWriting writing = writing();
        assertThatThrownBy(() -> writing.write(SET, "1", "2", "3"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
        assertNothingWritten();
    }

    private static void assertNothingWritten() {
        assertThat(DATABASE.count("t")).isZero();
        assertThat(DATABASE.count("jumbo_dead_letters")).isZero();
        assertThat(DATABASE.column("SELECT next_byte FROM jumbo_offsets")).containsExactly("0");
    }

    // ---- scenario 69

    @Test
    void a_hundred_rejects_in_a_row_are_not_the_lines_fault() throws Exception {
        createTable("int");
        String before = "1\n2\n";
        ConsecutiveRejectsException rejects = rejects(writing(), before + "x\n".repeat(100) + "3\n");
        assertThat(rejects.firstByte()).isEqualTo(before.length());
        assertThat(rejects.getSQLState()).isEqualTo("22P02");
        assertNothingWritten();
    }

    @Test
    void ninety_nine_rejects_in_a_row_are() throws Exception {
        createTable("int");
        writing()
                .write(
                        SET,
                        ("1\n" + "x\n".repeat(99) + "2\n" + "x\n".repeat(99) + "3\n").getBytes(StandardCharsets.UTF_8));
        assertThat(rows()).containsExactly("1", "2", "3");
        assertThat(DATABASE.count("jumbo_dead_letters")).isEqualTo(198);
    }

    @Test
    void rejects_of_jumbo_and_of_the_server_count_together_and_blank_lines_do_not() throws Exception {
        createTable("int CHECK (v > 0)");
        List<String> lines = new ArrayList<>(List.of("1"));
        for (int i = 0; i < 34; i++) {
            lines.addAll(List.of("x", "n\0l", "", "-1"));
        }
        ConsecutiveRejectsException rejects = rejects(writing(), String.join("\n", lines) + "\n2\n");
        assertThat(rejects.firstByte()).isEqualTo(2);
        assertNothingWritten();
    }

    @Test
    void rejects_in_a_row_count_across_chunks() throws Exception {
        createTable("int");
        ChunkWriting writing = new ChunkWriting(directory, DATABASE.dataSource(), new ReadLimits(100, 50, LineEnd.LF));
        ConsecutiveRejectsException rejects = rejects(writing, "1\n" + "x\n".repeat(120));
        assertThat(rejects.firstByte())
                .as("the first byte of the second or third chunk")
                .isIn(100L, 200L);
        assertThat(DATABASE.column("SELECT next_byte FROM jumbo_offsets"))
                .containsExactly(Long.toString(rejects.firstByte()));
        assertThat(rows()).containsExactly("1");
        assertThat(DATABASE.count("jumbo_dead_letters")).isEqualTo(rejects.firstByte() / 2 - 1);
    }

    private static ConsecutiveRejectsException rejects(ChunkWriting writing, String file) {
        return catchThrowableOfType(
                ConsecutiveRejectsException.class, () -> writing.write(SET, file.getBytes(StandardCharsets.UTF_8)));
    }

    // ---- scenario 72

    @ParameterizedTest
    @ValueSource(
            strings = {
                SET,
                ROW_BY_ROW,
                "INSERT INTO t (v) VALUES ('%s')",
                "INSERT INTO t (v) VALUES (%(line)s)",
                "INSERT INTO t (v) VALUES (%s::text || '')"
            })
    void sql_in_the_data_is_data(String template) throws Exception {
        createTable("text");
        List<String> lines = List.of(
                "1); DROP TABLE t;--",
                "'); DROP TABLE t;--",
                "'",
                "''",
                "%",
                "%s %(line)s %%",
                "\\",
                "\\'",
                "\\\\\"",
                "\"",
                "\"quoted\"",
                "$1 $$ $x$",
                "? ?? ?::int",
                ":?name :name",
                "{}",
                "{1,2}",
                "{\"a\",NULL}",
                "NULL",
                "null",
                ",",
                ";",
                " leading and trailing \t",
                "\u00a0\u2028\u200b",
                "\ud83d\ude00",
                "\\N",
                "\\.",
                "${body} #{x} {{y}}",
                "carriage\rreturn");
        writing().write(template, lines.toArray(String[]::new));
        assertThat(deadLetters()).isEmpty();
        assertThat(rows()).containsExactlyElementsOf(lines);
        assertThat(Collections.frequency(lines, "NULL")).isOne();
        assertThat(DATABASE.column("SELECT count(*) FROM t WHERE v IS NULL")).containsExactly("0");
    }

    @Test
    void an_empty_field_is_null_and_a_quoted_empty_field_is_not() throws Exception {
        DATABASE.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, v text, w text)");
        writing().write("INSERT INTO t (v, w) VALUES (%s, %s)", "1,", "2,\"\"", "3,NULL", "4,\"NULL\"");
        assertThat(DATABASE.column("SELECT v || ' ' || coalesce('>' || w || '<', 'is null') FROM t ORDER BY n"))
                .containsExactly("1 is null", "2 ><", "3 >NULL<", "4 >NULL<");
    }
}
