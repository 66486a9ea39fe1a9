package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.Listeners;
import io.jumbo.follow.Follower;
import io.jumbo.follow.Watch;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.offset.Transactions;
import io.jumbo.option.WatchOptions;
import io.jumbo.support.FakeConnection;
import io.jumbo.support.ManualClock;
import io.jumbo.support.RecordedEvents;
import io.jumbo.tail.ReadLimits;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollWalkTest {

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final RecordedEvents events = new RecordedEvents();
    private final FakeConnection database = new FakeConnection();
    private final Set<Path> listenedTo = new TreeSet<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Follower follower;

    @AfterEach
    void close() {
        follower.close();
        context.stop();
    }

    @Test
    void news_are_in_files_that_a_pattern_names_until_they_are_read() throws Exception {
        PollWalk walk = walk("beginning");
        assertThat(walk.findsNews(written("a.txt"))).isTrue();
        assertThat(walk.findsNews(written("a.bak"))).isFalse();
    }

    @Test
    void first_poll_of_a_watch_from_the_end_only_takes_note() throws Exception {
        assertThat(walk("end").findsNews(written("a.txt"))).isFalse();
    }

    /** The pass over it will say what became of it. */
    @Test
    void file_that_vanished_since_it_was_listed_may_have_news() throws Exception {
        assertThat(walk("beginning").findsNews(directory.resolve("a.txt").toString()))
                .isTrue();
        assertThat(events.news()).isEmpty();
    }

    @Test
    void file_that_java_cannot_name_has_no_news_and_is_told() throws Exception {
        String name = directory + "/M\uFFFDller.txt";
        PollWalk walk = walk("beginning");
        assertThat(walk.findsNews(name)).isFalse();
        assertThat(walk.findsNews(name)).isFalse();
        assertThat(events.news()).containsExactly("file unreadable: " + name);
    }

    @Test
    void directories_that_are_entered_are_listened_to_and_no_others() throws Exception {
        PollWalk walk = walk("beginning");
        Path below = Files.createDirectory(directory.resolve("below"));
        assertThat(walk.enters(exchange(below))).isTrue();
        assertThat(walk.enters(exchange(Files.createDirectory(directory.resolve(".hidden")))))
                .isFalse();
        assertThat(listenedTo).containsExactly(below);
    }

    private PollWalk walk(String startAt) throws Exception {
        WatchOptions options = WatchOptions.of("lab", Map.of("directory", directory.toString(), "start-at", startAt));
        Watch watch = new Watch(
                "lab",
                directory,
                options,
                ReadLimits.of(options),
                new InMemoryOffsets(clock),
                new Listeners(List.of(events)),
                clock);
        follower = new Follower(watch, Runnable::run, () -> false, () -> false, failure -> failure);
        Preparation preparation = new Preparation(options, watch.limits(), watch.listeners());
        database.answerQueriesWith(
                (sql, values) -> PreparationTest.isAboutCrashes(sql) ? List.of() : List.of(Map.of("1", false)));
        preparation.beforePoll(Transactions.of((DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> database.connection())));
        PolledDirectory polled = new PolledDirectory(watch);
        EarlyLooks looks = new EarlyLooks(watch, follower, listenedTo::add, () -> 0);
        polled.pollBegins(() -> false);
        return new PollWalk(watch, follower, polled, preparation, looks);
    }

    private Exchange exchange(Path below) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(
                FileComponent.FILE_EXCHANGE_FILE,
                FileConsumer.asGenericFile(directory.toString(), below.toFile(), null, false));
        return exchange;
    }

    private String written(String name) throws Exception {
        return Files.writeString(directory.resolve(name), "1\n").toString();
    }
}
