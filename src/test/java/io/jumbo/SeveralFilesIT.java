package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.Chunk;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that are read and written at once. */
class SeveralFilesIT extends Scenario {

    private static final String STEP = """
            - process:
                id: users-step
                ref: users-step
            """;

    /** Lets go what a test holds. */
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    private DefaultCamelContext startWith(Processor step) throws Exception {
        DefaultCamelContext context = context();
        context.getRegistry().bind("users-step", step);
        loadRouteWithStep(context, STEP);
        context.addRoutes(watch().into(database.dataSource()));
        context.start();
        return context;
    }

    /** A step of the user's own that takes its time over the first chunk of a file. */
    private Processor holding(String path) {
        return exchange -> {
            Chunk chunk = exchange.getMessage().getBody(Chunk.class);
            if (chunk.path().equals(path) && chunk.before().nextByte() == 0) {
                assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
            }
        };
    }

    @Test
    void file_that_takes_long_does_not_hold_up_the_others_of_its_poll() throws Exception {
        append("a.txt", "1\n");
        append("b.txt", "2\n");
        append("c.txt", "3\n");
        startWith(holding("a.txt"));
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("2", "3"));
        released.countDown();
        rowsBecomeInAnyOrder("1", "2", "3");
    }

    /** An Error that comes out of a step is nobody's concern in Camel's threads. */
    @Test
    void error_in_one_pass_ends_neither_another_one_nor_the_watch() throws Exception {
        append("a.txt", "1\n");
        append("b.txt", "2\n");
        Processor slow = holding("b.txt");
        DefaultCamelContext context = startWith(exchange -> {
            if (exchange.getMessage().getBody(Chunk.class).path().equals("a.txt") && released.getCount() > 0) {
                throw new StackOverflowError("a step of the user's own");
            }
            slow.process(exchange);
        });
        hears("file changed: b.txt");
        released.countDown();
        rowsBecomeInAnyOrder("1", "2");
        append("a.txt", "3\n");
        rowsBecomeInAnyOrder("1", "2", "3");
        eventually(() ->
                assertThat(context.getInflightRepository().size("watch-lab")).isZero()); // else a stop waits for it
    }

    /** Both are new, and one of them is a copy that will be what the other one was: nothing tells yet which. */
    @Test
    void copy_made_before_the_first_look_at_either_is_not_read_beside_its_original() throws Exception {
        append("a.txt", "1\n2\n");
        Files.copy(file("a.txt"), file("b.txt"));
        AtomicReference<String> original = new AtomicReference<>();
        startWith(exchange -> {
            if (original.compareAndSet(
                    null, exchange.getMessage().getBody(Chunk.class).path())) {
                assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
            }
        });
        hears("file changed: a.txt");
        hears("file changed: b.txt");
        try (FileChannel copied = FileChannel.open(file(original.get()), StandardOpenOption.WRITE)) {
            copied.truncate(0);
        }
        append(original.get(), "3\n");
        released.countDown();
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(rows()).contains("1", "2", "3");
        });
        rowsBecomeInAnyOrder("1", "2", "3");
    }

    /** The copy is looked at only then: on the disk nothing tells any more that they began alike. */
    @Test
    void copy_of_a_file_that_is_cut_in_the_middle_of_its_first_pass_is_not_read_beside_it() throws Exception {
        append("a.txt", "1\n2\n");
        append("b.txt", "other\n");
        Files.copy(file("a.txt"), file("c.txt"));
        CountDownLatch cut = new CountDownLatch(1);
        CountDownLatch bothBegun = new CountDownLatch(2);
        DefaultCamelContext context = context();
        context.getRegistry().bind("users-step", (Processor) exchange -> {
            bothBegun.countDown();
            String path = exchange.getMessage().getBody(Chunk.class).path();
            CountDownLatch until = path.equals("a.txt") ? released : cut;
            assertThat(until.await(60, TimeUnit.SECONDS)).isTrue();
        });
        load(
                context,
                routeWithStep(STEP)
                        .replace(
                                "type: io.jumbo.route.PassThreads",
                                "type: io.jumbo.route.PassThreads\n        properties:\n          threads: 2"));
        context.addRoutes(watch().into(database.dataSource()));
        context.start();
        assertThat(bothBegun.await(60, TimeUnit.SECONDS)).isTrue();
        try (FileChannel copied = FileChannel.open(file("a.txt"), StandardOpenOption.WRITE)) {
            copied.truncate(0);
        }
        cut.countDown();
        hears("file changed: c.txt");
        append("a.txt", "3\n");
        released.countDown();
        eventually(() -> {
            timePasses(Duration.ofSeconds(1));
            assertThat(rows()).contains("1", "2", "3", "other");
        });
        rowsBecomeInAnyOrder("1", "2", "3", "other");
    }

    @Test
    void one_connection_is_enough_for_all_of_them() throws Exception {
        List<String> names =
                IntStream.range(0, 20).mapToObj(i -> "f" + i + ".txt").toList();
        for (String name : names) {
            append(name, name + " 1\n" + name + " 2\n");
        }
        try (BasicDataSource one = oneConnection()) {
            DefaultCamelContext context = start(watch().into(one));
            rowsBecomeInAnyOrder(names.stream()
                    .flatMap(name -> Stream.of(name + " 1", name + " 2"))
                    .toArray(String[]::new));
            context.stop();
        }
    }

    private BasicDataSource oneConnection() {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl("jdbc:postgresql://127.0.0.1:" + database.port() + "/" + database.name());
        pool.setUsername("postgres");
        pool.setMaxTotal(1);
        return pool;
    }
}
