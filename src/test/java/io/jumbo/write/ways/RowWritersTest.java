package io.jumbo.write.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.FakeConnection;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.fields.Row;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterType;
import io.jumbo.write.template.ParameterTypes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is sent: the statement depends on the template alone, and the values arrive as they are. */
class RowWritersTest {

    private static final ParameterType FLOAT = new ParameterType("double precision", "double precision[]", ',', 0);
    private static final ParameterType TEXT = new ParameterType("text", "text[]", ',', 0);
    private static final ParameterType BOX = new ParameterType("box", "box[]", ';', 0);
    private static final ParameterType ARRAY = new ParameterType("integer[]", "", ',', 0);

    private final FakeConnection database = new FakeConnection();

    @Test
    void unnest_sends_one_array_of_the_placeholders_own_type_for_each() throws SQLException {
        unnest("INSERT INTO t (id, note) VALUES (%s, upper(%s)) ON CONFLICT DO NOTHING", FLOAT, TEXT)
                .write(database.connection(), List.of(row("1.5", "a"), row("2.5", null)));
        assertThat(database.statements())
                .containsExactly(
                        "INSERT INTO t (id, note) SELECT jumbo_rows.c0, upper(jumbo_rows.c1)"
                                + " FROM unnest(?::double precision[], ?::text[]) AS jumbo_rows (c0, c1) ON CONFLICT DO NOTHING");
        assertThat(database.sent()).containsExactly(List.of("{\"1.5\",\"2.5\"}", "{\"a\",NULL}"));
    }

    @Test
    void unnest_separates_boxes_by_semicolons() throws SQLException {
        unnest("INSERT INTO t VALUES (%s)", BOX)
                .write(database.connection(), List.of(row("(1,1),(0,0)"), row("(2,2),(1,1)")));
        assertThat(database.sent()).containsExactly(List.of("{\"(1,1),(0,0)\";\"(2,2),(1,1)\"}"));
    }

    /** There are no arrays of arrays: such a value travels as text and is cast row by row. */
    @Test
    void unnest_casts_what_no_array_can_hold() throws SQLException {
        unnest("INSERT INTO t VALUES (%s)", ARRAY).write(database.connection(), List.of(row("{1,2}")));
        assertThat(database.statements())
                .containsExactly("INSERT INTO t SELECT (jumbo_rows.c0::integer[])"
                        + " FROM unnest(?::text[]) AS jumbo_rows (c0)");
        assertThat(database.sent()).containsExactly(List.of("{\"{1,2}\"}"));
    }

    @Test
    void unnest_keeps_null_apart_from_the_word_null_and_from_nothing() throws SQLException {
        unnest("INSERT INTO t VALUES (%s)", TEXT)
                .write(database.connection(), List.of(row("NULL"), row((String) null), row(""), row("\\N")));
        assertThat(database.sent()).containsExactly(List.of("{\"NULL\",NULL,\"\",\"\\\\N\"}"));
    }

    @Test
    void batch_executes_the_statement_itself_for_each_row() throws SQLException {
        batch("UPDATE t SET note = %s || '?' WHERE doc ? %s;", List.of(TEXT, TEXT), List.of(true, false))
                .write(database.connection(), List.of(row("a", "k"), row(null, "l")));
        assertThat(database.statements()).containsExactly("UPDATE t SET note = ?::text || '?' WHERE doc ?? ?");
        assertThat(database.sent()).containsExactly(List.of("a", "k"), Arrays.asList(null, "l"));
    }

    @Provide
    Arbitrary<List<String>> values() {
        Arbitrary<String> hostile = Arbitraries.of(
                "1); DROP TABLE t;--",
                "'",
                "''",
                "\"",
                "\\",
                "\\\"",
                "{",
                "}",
                ",",
                ";",
                "%",
                "%s",
                "%%",
                "$1",
                "$$",
                "?",
                "??",
                ":?path",
                "%(path)s",
                "NULL",
                "",
                " ",
                "--",
                "/*",
                "E'\\'",
                "µ€",
                "\r",
                "\t");
        Arbitrary<String> value = hostile.list().ofMaxSize(4).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(value, Arbitraries.strings().ofMaxLength(8))
                .injectNull(0.1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void no_value_ever_reaches_the_statement(@ForAll("values") List<String> values) throws SQLException {
        String template = "INSERT INTO t VALUES (%s)";
        List<Row> rows = values.stream().map(RowWritersTest::row).toList();
        FakeConnection unnested = new FakeConnection();
        unnest(template, TEXT).write(unnested.connection(), rows);
        FakeConnection batched = new FakeConnection();
        batch(template, List.of(TEXT), List.of(false)).write(batched.connection(), rows);

        assertThat(unnested.statements())
                .containsExactly("INSERT INTO t SELECT jumbo_rows.c0 FROM unnest(?::text[]) AS jumbo_rows (c0)");
        assertThat(batched.statements()).containsExactly("INSERT INTO t VALUES (?)");
        assertThat(elements((String) unnested.sent().get(0).get(0))).isEqualTo(values);
        assertThat(batched.sent())
                .isEqualTo(
                        values.stream().map(Collections::<Object>singletonList).toList());
    }

    /** Reads an array literal as the server does. */
    private static List<String> elements(String literal) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean inQuotes = false;
        boolean wasQuoted = false;
        assertThat(literal).startsWith("{").endsWith("}");
        for (int i = 1; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (inQuotes && c == '\\') {
                element.append(literal.charAt(++i));
            } else if (c == '"') {
                inQuotes = !inQuotes;
                wasQuoted = true;
            } else if (!inQuotes && (c == ',' || c == '}')) {
                elements.add(!wasQuoted && element.toString().equals("NULL") ? null : element.toString());
                element.setLength(0);
                wasQuoted = false;
            } else {
                element.append(c);
            }
        }
        assertThat(inQuotes).as("a quote left open").isFalse();
        return elements;
    }

    private static RowWriter unnest(String template, ParameterType... types) {
        List<Boolean> declared = Collections.nCopies(types.length, false);
        return new UnnestWriter(InsertTemplate.parse(template), new ParameterTypes(List.of(types), declared));
    }

    private static RowWriter batch(String template, List<ParameterType> types, List<Boolean> declaredText) {
        return new BatchWriter(InsertTemplate.parse(template), new ParameterTypes(types, declaredText));
    }

    private static Row row(String... values) {
        return new Row(LineRecord.stored(1, 0, 0, new byte[0]), Arrays.asList(values));
    }
}
