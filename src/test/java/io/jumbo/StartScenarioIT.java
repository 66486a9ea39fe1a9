package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.StartAt;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a file is begun, and where it is taken up again after a stop. */
class StartScenarioIT extends Scenario {

    private static final int NOBODY_LISTENS = 1;

    /** Scenario 3. */
    @Test
    void started_at_the_end_only_what_comes_later_is_read() throws Exception {
        append("a.txt", numbers(1, 3));
        start(watch().startAt(StartAt.END));
        endIsNoted();
        append("a.txt", numbers(4, 4));
        append("later.txt", "later 1\nlater 2\n");
        eventually(() -> assertThat(rows()).hasSize(3));
        pollsPass(2);
        assertThat(rowsOf("a.txt")).containsExactly("4");
        assertThat(rowsOf("later.txt")).containsExactly("later 1", "later 2");
        assertThat(deadLetters()).isEmpty();
    }

    /** Scenario 4. */
    @Test
    void the_end_counts_only_at_the_very_first_start() throws Exception {
        append("a.txt", numbers(1, 3));
        start(watch().startAt(StartAt.END));
        endIsNoted();
        append("a.txt", numbers(4, 4));
        rowsBecome("4");
        stop();
        append("a.txt", numbers(5, 5));
        append("while-stopped.txt", numbers(6, 6));
        start(watch().startAt(StartAt.END));
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("4", "5", "6"));
        pollsPass(2);
        assertThat(rows()).hasSize(3);
    }

    @Test
    void started_at_the_end_of_an_empty_directory_every_file_is_later() throws Exception {
        start(watch().startAt(StartAt.END));
        endIsNoted();
        append("a.txt", numbers(1, 3));
        rowsBecome("1", "2", "3");
    }

    @Test
    void started_at_the_end_of_an_empty_directory_a_file_that_came_while_stopped_is_later() throws Exception {
        start(watch().startAt(StartAt.END));
        endIsNoted();
        stop();
        append("a.txt", numbers(1, 3));
        start(watch().startAt(StartAt.END));
        rowsBecome("1", "2", "3");
    }

    @Test
    void started_at_the_end_before_there_is_a_directory_every_file_is_later() throws Exception {
        Files.delete(directory);
        start(watch().startAt(StartAt.END));
        hears("directory missing");
        Files.createDirectory(temporary.resolve("prepared"));
        Files.writeString(temporary.resolve("prepared").resolve("a.txt"), numbers(1, 3));
        Files.move(temporary.resolve("prepared"), directory);
        rowsBecome("1", "2", "3");
    }

    @Test
    void a_line_unfinished_at_the_first_start_belongs_to_what_comes() throws Exception {
        append("a.txt", "1\n2");
        start(watch().startAt(StartAt.END));
        endIsNoted();
        append("a.txt", ".5\n");
        rowsBecome("2.5");
    }

    @Test
    void lines_that_come_between_the_start_and_the_database_are_inserted() throws Exception {
        append("a.txt", numbers(1, 3));
        PGSimpleDataSource dataSource = (PGSimpleDataSource) database.dataSource();
        dataSource.setPortNumbers(new int[] {NOBODY_LISTENS});
        start(watch().startAt(StartAt.END).into(dataSource));
        hears("database lost");
        append("a.txt", numbers(4, 4));
        append("later.txt", numbers(5, 6));
        dataSource.setPortNumbers(new int[] {database.port()});
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("4", "5", "6"));
        pollsPass(2);
        assertThat(rowsOf("a.txt")).containsExactly("4");
        assertThat(rowsOf("later.txt")).containsExactly("5", "6");
        heardOnce("database lost");
        heardOnce("watch resumed");
    }

    /** Scenario 56. */
    @Test
    void a_database_that_is_down_at_the_start_is_waited_for() throws Exception {
        append("a.txt", numbers(1, 3));
        PGSimpleDataSource dataSource = (PGSimpleDataSource) database.dataSource();
        dataSource.setPortNumbers(new int[] {NOBODY_LISTENS});
        start(watch().into(dataSource));
        hears("database lost");
        append("a.txt", numbers(4, 5));
        dataSource.setPortNumbers(new int[] {database.port()});
        rowsBecome("1", "2", "3", "4", "5");
        heardOnce("database lost");
    }

    /** Scenario 48. */
    @Test
    void lines_appended_while_stopped_are_inserted_and_no_others() throws Exception {
        append("a.txt", numbers(1, 3));
        start();
        rowsBecome("1", "2", "3");
        stop();
        append("a.txt", numbers(4, 1003));
        start();
        rowsBecome(numbered(1, 1003));
    }

    /** Scenario 14. */
    @Test
    void a_line_unfinished_at_the_stop_is_one_line_after_the_next_start() throws Exception {
        append("a.txt", "abc");
        start();
        pollsPass(3);
        assertThat(rows()).isEmpty();
        stop();
        append("a.txt", "def\n");
        start();
        rowsBecome("abcdef");
    }
}
