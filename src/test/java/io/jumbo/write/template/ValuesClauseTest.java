package io.jumbo.write.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which templates may be fed from a set. When in doubt the answer must be no: executed row by row every statement means what it says. */
class ValuesClauseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (%s)",
                "insert into t (id) values ('%s');",
                "INSERT INTO t (a, b, c, d) VALUES (%s, now(), 'constant', %(path)s)",
                "INSERT INTO t VALUES (upper(trim(%s)), (%s)::int + 1)",
                "INSERT INTO t VALUES (%s) ON CONFLICT DO NOTHING",
                "INSERT INTO t (a) VALUES (%s) ON CONFLICT (a) DO UPDATE SET a = EXCLUDED.a WHERE t.b IS NULL",
                "INSERT INTO t VALUES (%s) RETURNING id",
                "INSERT INTO t OVERRIDING SYSTEM VALUE VALUES (%s)",
                "INSERT INTO t AS target (a) VALUES (%s)",
                "INSERT INTO my_schema.t VALUES (%s)",
                "INSERT INTO \"a \"\"VALUES (1)\"\" table\" (\"VALUES\") VALUES (%s)",
                "INSERT INTO t (values) VALUES (%s)",
                "INSERT INTO t /* VALUES (1) */ VALUES -- (2)\n (%s)",
                "INSERT INTO t VALUES (%s, 'DEFAULT', $$SELECT$$, \"default\")",
            })
    void single_values_are_fed_from_a_set(String template) {
        assertThat(InsertTemplate.parse(template).isSingleValues()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // more than one row, or a row that says DEFAULT
                "INSERT INTO t VALUES (%s), (0)",
                "INSERT INTO t VALUES (0), (%s)",
                "INSERT INTO t VALUES (%s, DEFAULT)",
                "INSERT INTO t VALUES (%s, default)",
                // a query of its own, which must see the rows of the lines before
                "INSERT INTO t VALUES (%s, (SELECT max(id) FROM t))",
                "INSERT INTO t VALUES (%s, (select 1))",
                "INSERT INTO t SELECT %s",
                "INSERT INTO t SELECT * FROM (VALUES (%s)) AS v",
                "INSERT INTO t (a) (VALUES (%s))",
                // placeholders elsewhere than in the row, or none at all
                "INSERT INTO t VALUES (%s) ON CONFLICT (id) DO UPDATE SET note = %s",
                "INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET note = %s",
                "INSERT INTO t VALUES (%s) RETURNING %(path)s",
                "INSERT INTO t VALUES (now())",
                "INSERT INTO t DEFAULT VALUES",
                // other statements
                "WITH x AS (SELECT 1) INSERT INTO t VALUES (%s)",
                "WITH x AS (INSERT INTO t VALUES (%s) RETURNING id) SELECT * FROM x",
                "UPDATE t SET n = n + 1 WHERE id = %s",
                "DELETE FROM t WHERE id = %s",
                "SELECT my_function(%s)",
                // names that only look like the clause
                "INSERT INTO values VALUES (%s)",
                "INSERT INTO values (a) VALUES (%s)",
                "INSERT INTO my_schema.values (a) VALUES (%s)",
                // not understood at all
                "INSERT INTO t VALUES %s",
                "INSERT INTO t VALUES",
                "INSERT INTO t VALUES (%s",
                "INSERT",
            })
    void everything_else_is_executed_row_by_row(String template) {
        assertThat(InsertTemplate.parse(template).isSingleValues()).isFalse();
    }
}
