package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Transactions that are too much for the server: what helps is a smaller transaction, not a smaller part of the same one. */
class SmallerTransactionsScenarioIT extends Scenario {

    static boolean hasTransactionTimeout() {
        return TestDatabase.serverVersion() >= 17;
    }

    private void trigger(String body) {
        database.execute("CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body
                + " RETURN NEW; END $$");
        database.execute("CREATE OR REPLACE TRIGGER slow BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION slow()"
                .replace("OR REPLACE ", TestDatabase.serverVersion() >= 14 ? "OR REPLACE " : ""));
    }

    private void setting(String setting) {
        database.execute("ALTER DATABASE " + database.name() + " SET " + setting);
    }

    private String transactions() {
        return database.column("SELECT count(DISTINCT xmin::text) FROM t WHERE path = 'a.txt'")
                .get(0);
    }

    /** A trigger would do, but then each line is a statement of its own, which takes no longer than it may. */
    @Test
    void chunk_that_takes_longer_than_the_statement_timeout_is_written_in_smaller_ones() throws Exception {
        setting("statement_timeout = '400ms'");
        append("a.txt", numbers(1_001, 1_400));
        start(watch().insert(
                        "INSERT INTO t (path, line) VALUES (%(path)s, %s || left(md5(repeat(%(line)s, 500000)), 0))"));
        rowsBecome(numbered(1_001, 1_400));
        heardOnce("transactions smaller: a.txt");
        assertThat(events.beginningWith("watch paused")).isEmpty();
        assertThat(events.beginningWith("database lost")).isEmpty();
    }

    @Test
    void lines_that_go_one_by_one_may_each_take_as_long_as_a_statement_may() throws Exception {
        setting("statement_timeout = '400ms'");
        trigger("PERFORM pg_sleep(0.01);");
        append("a.txt", numbers(1, 100));
        start();
        rowsBecome(numbered(1, 100));
        assertThat(events.beginningWith("transactions smaller")).isEmpty();
    }

    /** The server ends the session, in the middle of COPY without a word that gets through. */
    @Test
    @EnabledIf("hasTransactionTimeout")
    void chunk_that_takes_longer_than_the_transaction_timeout_is_written_in_smaller_ones() throws Exception {
        setting("transaction_timeout = '500ms'");
        trigger("PERFORM pg_sleep(0.01);");
        append("a.txt", numbers(1, 150));
        start();
        rowsBecome(numbered(1, 150));
        heardOnce("transactions smaller: a.txt");
        assertThat(Integer.parseInt(transactions())).isGreaterThan(3);
    }

    /** One line that the server's process dies of: said plainly, what stands before it is written, and other files go on. */
    @Test
    void line_that_always_kills_its_session_is_told_and_stops_no_other_file() throws Exception {
        trigger("IF NEW.line = '20' THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF;");
        append("a.txt", numbers(1, 50));
        start();
        hears("line stuck: a.txt 20");
        assertThat(rowsOf("a.txt")).containsExactly(numbered(1, 19));
        append("b.txt", "b\n");
        eventually(() -> assertThat(rowsOf("b.txt")).containsExactly("b"));
        trigger("");
        timePasses(Duration.ofSeconds(10));
        eventually(() -> assertThat(rowsOf("a.txt")).containsExactly(numbered(1, 50)));
        hears("file released: a.txt");
        heardOnce("line stuck");
        heardOnce("transactions smaller");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void file_whose_lines_pass_one_by_one_only_is_told_to_crawl_once() throws Exception {
        database.execute("CREATE TABLE readings (at timestamptz PRIMARY KEY DEFAULT now(), line text)");
        append("a.txt", numbers(1, 300));
        start(watch().insert("INSERT INTO readings (line) VALUES (%s)"));
        hears("file crawls: a.txt");
        eventually(() -> assertThat(database.count("readings")).isGreaterThan(10));
        heardOnce("file crawls");
    }
}
