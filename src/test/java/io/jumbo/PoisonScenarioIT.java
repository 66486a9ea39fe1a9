package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.DateOptions;
import io.jumbo.option.LineFormat;
import io.jumbo.write.Replay;
import io.jumbo.write.fields.FieldFormat;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines the database refuses for what they hold. */
class PoisonScenarioIT extends Scenario {

    /** A file that fails again and again is left alone for no longer. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    private static final String INSERT_NUMBER = "INSERT INTO numbers (n) VALUES (%s)";

    /** Scenario 64. */
    @Test
    void one_bad_line_of_ten_thousand_costs_one_row() throws Exception {
        database.execute("CREATE TABLE numbers (n float)");
        String before = numbers(1, 4999);
        append("a.txt", before + "abc\n" + numbers(5001, 10_000));
        start(watch().insert(INSERT_NUMBER));
        eventually(() -> assertThat(database.count("numbers")).isEqualTo(9999));
        assertThat(database.column("SELECT count(DISTINCT n) || ' ' || sum(n) FROM numbers"))
                .containsExactly("9999 50000000");
        assertThat(database.column("SELECT path || ' ' || line_number || ' ' || first_byte || ' '"
                        + " || convert_from(line, 'UTF8') || ' ' || sqlstate || ' ' || reason FROM jumbo_dead_letters"))
                .containsExactly("a.txt 5000 " + before.length()
                        + " abc 22P02 invalid input syntax for type double precision: \"abc\"");
        assertThat(database.column("SELECT count(*) FROM jumbo_dead_letters, jumbo_offsets"
                        + " WHERE jumbo_offsets.path = 'a.txt' AND rejected_at = updated_at"))
                .as("dead letters that bear the time of the transaction that moved the offset")
                .containsExactly("1");
    }

    /** Scenario 65. */
    @Test
    void a_duplicate_key_costs_one_line() throws Exception {
        database.execute("CREATE TABLE numbers (n int PRIMARY KEY)");
        append("a.txt", "1\n2\n1\n3\n");
        start(watch().insert(INSERT_NUMBER));
        eventually(() -> assertThat(database.column("SELECT n FROM numbers")).containsExactly("1", "2", "3"));
        assertThat(deadLetters()).containsExactly("a.txt line 3 byte 4: 23505");
    }

    /** Scenario 65. */
    @Test
    void a_duplicate_key_that_the_template_ignores_costs_nothing() throws Exception {
        database.execute("CREATE TABLE numbers (n int PRIMARY KEY)");
        append("a.txt", "1\n2\n1\n3\n");
        start(watch().insert(INSERT_NUMBER + " ON CONFLICT DO NOTHING"));
        eventually(() -> assertThat(database.column("SELECT n FROM numbers")).containsExactly("1", "2", "3"));
        assertThat(deadLetters()).isEmpty();
    }

    /** Scenario 66. */
    @Test
    void every_kind_of_refusal_costs_one_line() throws Exception {
        database.execute("""
                CREATE TABLE known (id int PRIMARY KEY);
                INSERT INTO known VALUES (1);
                CREATE TABLE strict (id int REFERENCES known, must text NOT NULL, positive int CHECK (positive > 0),
                  small smallint, day date, short varchar(3));
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'not this one'; END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON strict FOR EACH ROW WHEN (NEW.must = 'refuse')
                  EXECUTE FUNCTION refuse()""");
        append("a.txt", """
                1,first,1,1,2024-01-31,abc
                1,,1,1,2024-01-31,abc
                1,x,-1,1,2024-01-31,abc
                7,x,1,1,2024-01-31,abc
                1,second,1,1,2024-01-31,abc
                1,x,1,99999,2024-01-31,abc
                1,x,1,1,some day,abc
                1,x,1,1,2024-13-41,abc
                1,x,1,1,2024-01-31,abcd
                1,refuse,1,1,2024-01-31,abc
                1,third,1,1,2024-01-31,abc
                """);
        start(watch().insert("INSERT INTO strict VALUES (%s, %s, %s, %s, %s, %s)"));
        eventually(() ->
                assertThat(database.column("SELECT must FROM strict")).containsExactly("first", "second", "third"));
        assertThat(database.column("SELECT line_number || ' ' || sqlstate FROM jumbo_dead_letters ORDER BY id"))
                .containsExactly(
                        "2 23502", "3 23514", "4 23503", "6 22003", "7 22007", "8 22008", "9 22001", "10 P0001");
    }

    /** Scenario 69. */
    @Test
    void a_file_whose_lines_all_fail_is_held_back_and_goes_on_at_the_first_of_them() throws Exception {
        database.execute("CREATE TABLE numbers (n int)");
        append("good.txt", "1\n");
        append("changed.txt", "2\n3\n" + "x\n".repeat(150) + "4\n");
        start(watch().insert(INSERT_NUMBER));
        eventually(() -> assertThat(database.column("SELECT n FROM numbers")).containsExactlyInAnyOrder("1", "2", "3"));
        hears("file held back");
        append("good.txt", "5\n");
        eventually(() ->
                assertThat(database.column("SELECT n FROM numbers")).containsExactlyInAnyOrder("1", "2", "3", "5"));
        int passesBefore = passes.over("changed.txt");
        eventually(() -> {
            timePasses(LONGEST_HOLD);
            assertThat(passes.over("changed.txt")).isGreaterThan(passesBefore + 1);
        });
        assertThat(events.beginningWith("file held back")).containsExactly("file held back: changed.txt");
        assertThat(deadLetters()).isEmpty();
        assertThat(database.column("SELECT next_byte || ' ' || lines FROM jumbo_offsets WHERE path = 'changed.txt'"))
                .containsExactly("4 2");

        database.execute("ALTER TABLE numbers ALTER COLUMN n TYPE text");
        eventually(() -> {
            timePasses(LONGEST_HOLD);
            assertThat(database.count("numbers")).isEqualTo(155);
        });
        assertThat(database.column("SELECT count(*) FROM numbers WHERE n = 'x'"))
                .containsExactly("150");
        hears("file released: changed.txt");
        assertThat(deadLetters()).isEmpty();
        assertThat(events.beginningWith("watch paused")).isEmpty();
    }

    /** Scenario 70. */
    @Test
    void replay_turns_dead_letters_into_rows_once() throws Exception {
        database.execute("CREATE TABLE numbers (n int)");
        append("a.txt", "1\ntwo\n3\nfour\n");
        start(watch().insert(INSERT_NUMBER));
        eventually(() -> assertThat(database.column("SELECT n FROM numbers")).containsExactly("1", "3"));
        assertThat(database.count("jumbo_dead_letters")).isEqualTo(2);
        database.execute("ALTER TABLE numbers ALTER COLUMN n TYPE text");

        replay(false);
        assertThat(database.count("numbers")).as("rolled back").isEqualTo(2);
        assertThat(database.count("jumbo_dead_letters")).as("rolled back").isEqualTo(2);
        assertThat(replay(true)).isEqualTo(new Replay.Result(2, 0, 2));
        assertThat(replay(true).isEmpty()).isTrue();
        assertThat(database.column("SELECT n FROM numbers")).containsExactly("1", "3", "two", "four");
        assertThat(database.count("jumbo_dead_letters")).isZero();
    }

    private Replay.Result replay(boolean commit) throws Exception {
        Replay replay = new Replay(
                "lab", INSERT_NUMBER, new FieldFormat(LineFormat.AUTO, ',', Optional.of('"')), DateOptions.NONE);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Replay.Result result = replay.next(connection, 0);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
            return result;
        }
    }
}
