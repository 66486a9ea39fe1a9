package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What changes is looked at before the poll interval is over. The interval is an hour here, so that it never is. */
@EnabledOnOs(OS.LINUX)
class EventScenarioIT extends Scenario {

    private static final Duration INTERVAL = Duration.ofHours(1);

    @Test
    void a_new_file_is_read_at_once() throws Exception {
        startAndPoll();
        append("f.txt", numbers(1, 3));
        come("1", "2", "3");
    }

    @Test
    void a_file_that_grows_is_read_at_once_in_a_subdirectory_too() throws Exception {
        append("f.txt", numbers(1, 3));
        Files.createDirectory(file("sub"));
        append("sub/g.txt", numbers(11, 13));
        startAndPoll();
        come("1", "2", "3", "11", "12", "13");
        timePasses(INTERVAL);
        append("sub/g.txt", numbers(14, 14));
        come("1", "2", "3", "11", "12", "13", "14");
    }

    @Test
    void a_line_that_comes_now_and_then_is_read_at_once() throws Exception {
        startAndPoll();
        append("f.txt", numbers(1, 1));
        come("1");
        append("f.txt", numbers(2, 2));
        come("1", "2");
    }

    /** A poll costs a look at every file. */
    @Test
    void lines_of_a_steady_writer_are_read_at_once_without_a_poll_for_each() throws Exception {
        append("first.txt", "");
        DefaultCamelContext context = start(watch().every(INTERVAL));
        hears("file changed: first.txt New");
        append("f.txt", numbers(1, 1));
        come("1");
        ScheduledPollConsumer polls =
                (ScheduledPollConsumer) context.getRoutes().get(0).getConsumer();
        long before = polls.getCounter();
        for (int line = 2; line <= 12; line++) {
            timePasses(INTERVAL);
            append("f.txt", numbers(line, line));
            come(numbered(1, line));
        }
        assertThat(polls.getCounter() - before).as("one may be due just then").isLessThanOrEqualTo(2);
        assertThat(passes.over("f.txt")).isGreaterThanOrEqualTo(12);
    }

    /** The table is locked, so that it is stopped in the middle. */
    @Test
    void a_watch_that_is_stopped_while_it_reads_a_file_without_a_poll_has_written_each_line_once() throws Exception {
        append("f.txt", numbers(1, 3));
        DefaultCamelContext context = start(watch().every(INTERVAL));
        come("1", "2", "3");
        timePasses(INTERVAL);
        try (Connection holder = database.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE t IN EXCLUSIVE MODE");
            append("f.txt", numbers(4, 5));
            eventually(() -> assertThat(backendsWaitingForALock()).isEqualTo("1"));
            context.stop();
            holder.rollback();
        }
        start(watch().every(INTERVAL));
        come(numbered(1, 5));
    }

    /** Otherwise a steady writer means a transaction for every line. */
    @Test
    void a_file_that_was_read_several_times_rests_although_it_grows() throws Exception {
        startAndPoll();
        for (int line = 1; line <= 3; line++) {
            append("f.txt", numbers(line, line));
            come(numbered(1, line));
        }
        append("f.txt", numbers(4, 4));
        append("g.txt", numbers(11, 11));
        come("1", "2", "3", "11");
        timePasses(INTERVAL);
        append("f.txt", numbers(5, 5));
        come("1", "2", "3", "4", "5", "11");
    }

    /** The scheduler is the endpoint's and outlives its route; a look that was to come does not. */
    @Test
    void a_route_that_was_stopped_and_started_is_told_again_of_every_directory() throws Exception {
        Files.createDirectory(file("sub"));
        append("sub/f.txt", numbers(1, 1));
        append("first.txt", "");
        DefaultCamelContext context = start(watch().every(INTERVAL));
        come("1");
        for (int line = 2; line <= 6; line++) {
            append("sub/f.txt", numbers(line, line));
            context.getRouteController().stopRoute("watch-lab");
            context.getRouteController().startRoute("watch-lab");
            timePasses(INTERVAL);
        }
        come(numbered(1, 6));
        timePasses(INTERVAL); // early passes may be used up
        append("sub/f.txt", numbers(7, 7));
        come(numbered(1, 7));
    }

    @Test
    void a_directory_that_is_deleted_takes_nothing_from_the_others() throws Exception {
        Files.createDirectory(file("sub"));
        append("sub/f.txt", numbers(1, 1));
        append("g.txt", numbers(11, 11));
        startAndPoll();
        come("1", "11");
        Files.delete(file("sub/f.txt"));
        Files.delete(file("sub"));
        append("h.txt", numbers(21, 21));
        come("1", "11", "21");
        append("i.txt", numbers(22, 22));
        come("1", "11", "21", "22");
    }

    private void come(String... lines) {
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder(lines));
    }

    private void startAndPoll() throws Exception {
        append("first.txt", "");
        start(watch().every(INTERVAL));
        hears("file changed: first.txt New");
    }
}
