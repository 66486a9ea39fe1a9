package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Printable;
import io.jumbo.offset.Tables;
import io.jumbo.write.tables.Rights;
import io.jumbo.write.template.InsertTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a role may not do is told at once, as what to run; which is run here, and then all is well. */
class RightsIT extends Scenario {

    private static final String TEMPLATE =
            "INSERT INTO \"Meas\".t (n) VALUES (%s) ON CONFLICT (n) DO UPDATE SET n = EXCLUDED.n";

    /** Who may nothing; before PostgreSQL 15 everybody might create tables in the schema public. */
    private String role() {
        String role = database.name() + "_role";
        database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        database.execute("DROP ROLE IF EXISTS " + role + "; CREATE ROLE " + role + " LOGIN");
        return role;
    }

    private List<String> missing(String role) throws Exception {
        try (Connection connection = database.dataSource(role).getConnection()) {
            connection.setAutoCommit(false);
            return Rights.missing(connection, InsertTemplate.parse(TEMPLATE));
        }
    }

    @Test
    void everything_that_is_missing_is_told_at_once_and_is_enough() throws Exception {
        String role = role();
        database.execute(Tables.DDL + "CREATE SCHEMA \"Meas\"; CREATE TABLE \"Meas\".t (id serial, n int UNIQUE);"
                + "GRANT USAGE ON SCHEMA \"Meas\" TO " + role);

        List<String> grants = missing(role);

        assertThat(grants)
                .containsExactlyInAnyOrder(
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON public.jumbo_offsets TO " + role + ";",
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON public.jumbo_dead_letters TO " + role + ";",
                        "GRANT SELECT, INSERT, UPDATE ON \"Meas\".t TO " + role + ";",
                        "GRANT USAGE ON SEQUENCE \"Meas\".t_id_seq TO " + role + ";");
        database.execute(String.join("", grants));
        assertThat(missing(role)).isEmpty();
    }

    @Test
    void a_watch_says_it_and_goes_on_when_it_was_run() throws Exception {
        String role = role();
        database.execute(Tables.DDL);
        append("a.txt", numbers(1, 3));
        start(watch().into(database.dataSource(role)));
        eventually(() -> assertThat(events.beginningWith("watch paused"))
                .singleElement()
                .asString()
                .contains(
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON public.jumbo_offsets TO " + role + ";",
                        "GRANT INSERT ON public.t TO " + role + ";"));
        database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets, jumbo_dead_letters TO " + role);
        eventually(() -> assertThat(events.beginningWith("watch paused"))
                .anySatisfy(
                        told -> assertThat(Printable.withoutControls(told)).contains("permission denied for table t")));
        database.execute("GRANT INSERT ON t TO " + role);
        rowsBecome("1", "2", "3");
    }

    /**
     * A fresh database, of which the role may nothing. What is printed is run by the owner of the schema, in a session that looks elsewhere, and then all
     * is well without another word.
     */
    @ParameterizedTest
    @ValueSource(strings = {"My Lab", "lab"})
    void first_start_with_no_right_at_all_takes_one_message(String schema) throws Exception {
        String role = role();
        String owner = role + "_owner";
        database.execute("DROP ROLE IF EXISTS " + owner + "; CREATE ROLE " + owner + " LOGIN; CREATE SCHEMA \"" + schema
                + "\" AUTHORIZATION " + owner + "; ALTER ROLE " + role + " SET search_path = \"" + schema + '"');
        append("a.txt", numbers(1, 3));
        start(watch().createTable("CREATE TABLE IF NOT EXISTS made (id serial, n int) -- as told")
                .insert("INSERT INTO made (n) VALUES (%s)")
                .into(database.dataSource(role)));
        hears("watch paused");
        String told = events.beginningWith("watch paused").get(0);
        assertThat(told)
                .startsWith(
                        "watch paused: Jumbo's own tables are missing and may not be created (the role may not use the"
                                + " schema ")
                .doesNotContain("ERROR", "Position");

        runAs(owner, told.substring(told.indexOf(":\n") + 2));

        eventually(() -> assertThat(database.column("SELECT n FROM \"" + schema + "\".made ORDER BY id"))
                .containsExactly("1", "2", "3"));
        heardOnce("watch paused");
        assertThat(events.beginningWith("table not created")).isEmpty();
    }

    @Test
    void first_start_beside_a_table_of_somebody_elses_names_its_grants_too() throws Exception {
        String role = role();
        database.execute("CREATE SCHEMA meas; CREATE TABLE meas.t (n serial, line text)");
        append("a.txt", numbers(1, 3));
        start(watch().insert("INSERT INTO meas.t (line) VALUES (%s)").into(database.dataSource(role)));
        hears("watch paused");
        String told = events.beginningWith("watch paused").get(0);
        assertThat(told)
                .contains(
                        "(permission denied for schema public)",
                        "GRANT USAGE ON SCHEMA meas TO " + role + ";",
                        "GRANT INSERT ON meas.t TO " + role + ";",
                        "GRANT USAGE ON SEQUENCE meas.t_n_seq TO " + role + ";");
        runAs("postgres", told.substring(told.indexOf(":\n") + 2));
        eventually(() -> assertThat(database.column("SELECT line FROM meas.t ORDER BY n"))
                .containsExactly("1", "2", "3"));
        heardOnce("watch paused");
    }

    /** The server names one function at a time, without its schema and its arguments. */
    @Test
    void functions_that_the_statement_calls_and_may_not_are_told_with_the_rest() throws Exception {
        String role = role();
        database.execute(Tables.DDL + "GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets, jumbo_dead_letters TO "
                + role + "; CREATE SCHEMA \"Calc\"; CREATE FUNCTION \"Calc\".twice(text, int DEFAULT 2) RETURNS text"
                + " LANGUAGE sql AS 'SELECT $1 || $1'; CREATE FUNCTION kept(text) RETURNS text LANGUAGE sql AS 'SELECT $1';"
                + "REVOKE ALL ON FUNCTION \"Calc\".twice(text, int), kept(text) FROM PUBLIC");
        append("a.txt", numbers(1, 2));
        start(watch().insert("INSERT INTO t (line) VALUES (kept(\"Calc\".twice(%s)))")
                .into(database.dataSource(role)));
        hears("watch paused");
        String told = events.beginningWith("watch paused").get(0);
        assertThat(told)
                .contains(
                        "GRANT INSERT ON public.t TO " + role + ";",
                        "GRANT USAGE ON SCHEMA \"Calc\" TO " + role + ";",
                        "GRANT EXECUTE ON ROUTINE \"Calc\".twice(text, integer) TO " + role + ";",
                        "GRANT EXECUTE ON ROUTINE public.kept(text) TO " + role + ";");
        runAs("postgres", told.substring(told.indexOf(":\n") + 2));
        eventually(() -> assertThat(database.column("SELECT line FROM public.t ORDER BY line"))
                .containsExactly("11", "22"));
        heardOnce("watch paused");
    }

    /** CREATE TABLE IF NOT EXISTS takes the right to create, though there is nothing to create. */
    @Test
    void table_that_may_not_be_created_and_is_there_is_no_news() throws Exception {
        String role = role();
        database.execute(Tables.DDL + "GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets, jumbo_dead_letters TO "
                + role + "; GRANT INSERT ON t TO " + role);
        append("a.txt", numbers(1, 3));
        start(watch().createTable("CREATE TABLE IF NOT EXISTS t (line text)").into(database.dataSource(role)));
        rowsBecome("1", "2", "3");
        assertThat(events.beginningWith("table not created")).isEmpty();
        assertThat(events.beginningWith("watch paused")).isEmpty();
    }

    @Test
    void table_that_may_not_be_created_and_is_not_there_is_told_with_all_to_run() throws Exception {
        String role = role();
        database.execute(
                Tables.DDL + "GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets, jumbo_dead_letters TO " + role);
        append("a.txt", numbers(1, 3));
        start(watch().createTable("CREATE TABLE made (line text);")
                .insert("INSERT INTO made VALUES (%s) ON CONFLICT DO NOTHING")
                .into(database.dataSource(role)));
        hears("watch paused: the table is missing and may not be created: permission denied for schema public; have");
        String told = events.beginningWith("watch paused").get(0);
        runAs("postgres", told.substring(told.indexOf(":\n") + 2));
        eventually(() -> assertThat(database.column("SELECT line FROM made")).containsExactly("1", "2", "3"));
        heardOnce("watch paused");
    }

    /** In a session whose search path names nothing. */
    private void runAs(String user, String sql) throws Exception {
        try (Connection connection = database.dataSource(user).getConnection()) {
            connection.createStatement().execute("SET search_path = pg_catalog");
            connection.createStatement().execute(sql);
        }
    }

    /** docs/rights.md, run as it stands. */
    @Test
    void what_the_documentation_grants_is_enough() throws Exception {
        String role = role();
        String documented = Files.readString(Path.of("docs/rights.md"));
        String grants = documented
                .substring(documented.indexOf("```sql") + 6, documented.lastIndexOf("```"))
                .replace(" TO jumbo", " TO " + role);
        database.execute("CREATE SCHEMA meas; SET search_path = meas;" + Tables.DDL
                + "CREATE TABLE weights (taken_at timestamptz, grams float, n int GENERATED ALWAYS AS IDENTITY);"
                + grants + "ALTER ROLE " + role + " SET search_path = meas");
        append("a.txt", "2026-01-01,1.5\n");
        start(watch().insert("INSERT INTO weights (taken_at, grams) VALUES (%s, %s)")
                .into(database.dataSource(role)));
        eventually(() ->
                assertThat(database.column("SELECT grams FROM meas.weights")).containsExactly("1.5"));
        assertThat(events.beginningWith("watch paused")).isEmpty();
    }
}
