package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Printable;
import io.jumbo.offset.Tables;
import io.jumbo.write.InsertTemplate;
import io.jumbo.write.Rights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a role may not do is told at once, as what to run; which is run here, and then all is well. */
class RightsIT extends Scenario {

    private static final String TEMPLATE =
            "INSERT INTO \"Meas\".t (n) VALUES (%s) ON CONFLICT (n) DO UPDATE SET n = EXCLUDED.n";

    private String role() {
        String role = database.name() + "_role";
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
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets TO " + role + ";",
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_dead_letters TO " + role + ";",
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
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets TO " + role + ";",
                        "GRANT INSERT ON t TO " + role + ";"));
        database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON jumbo_offsets, jumbo_dead_letters TO " + role);
        eventually(() -> assertThat(events.beginningWith("watch paused"))
                .anySatisfy(
                        told -> assertThat(Printable.withoutControls(told)).contains("permission denied for table t")));
        database.execute("GRANT INSERT ON t TO " + role);
        rowsBecome("1", "2", "3");
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
