package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.events.Listeners;
import io.jumbo.support.RecordedEvents;
import io.jumbo.support.SkippingClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A stop touches no connection that is somebody else's by now, and nothing delays it. */
class WaitsTest {

    private static final Duration LONGER_THAN_EVERY_GRACE = Duration.ofMillis(2600);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final RecordedEvents events = new RecordedEvents();
    private final SkippingClock clock = new SkippingClock();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private volatile ThrowingCallable onCancel = () -> {};
    private volatile ThrowingCallable onConnect = () -> {};
    private final DataSource pool = source();
    private final Waits waits = new Waits("lab", new Listeners(List.of(events)), () -> pool, clock, stopping::get);

    @AfterEach
    void stop() {
        answer.countDown();
        waits.close();
        context.stop();
    }

    @Test
    void connection_goes_back_only_when_a_cancel_that_is_on_its_way_has_arrived() throws Exception {
        onCancel = answer::await;
        Connection connection = begun("a.txt");
        waits.start(context);
        stopping.set(true);
        await().until(() -> calls.contains("cancel 1"));

        CompletableFuture<Void> givenBack = CompletableFuture.runAsync(() -> close(connection));
        await().during(Duration.ofMillis(200)).until(() -> !calls.contains("close 1"));
        answer.countDown();
        givenBack.join();

        assertThat(calls).containsSubsequence("cancel 1", "close 1");
        assertNothingFollows("close 1");
    }

    @Test
    void nothing_is_done_to_a_connection_that_has_gone_back() throws Exception {
        Connection connection = begun("a.txt");
        connection.close();
        waits.begins("b.txt", "b.txt"); // waits for a connection
        waits.start(context);
        stopping.set(true);
        assertNothingFollows("close 1");
    }

    @Test
    void server_that_does_not_hear_the_cancel_delays_neither_others_nor_the_cut() throws Exception {
        onCancel = answer::await;
        begun("a.txt");
        Connection second = begun("b.txt");
        waits.start(context);
        stopping.set(true);
        await().atMost(LONGER_THAN_EVERY_GRACE.plusSeconds(2))
                .untilAsserted(() -> assertThat(calls).contains("cancel 1", "cancel 2", "abort 1", "abort 2"));
        second.close(); // what is cut off is nobody's, and waits for no cancel
    }

    @Test
    void question_that_hangs_delays_no_stop_and_is_told() throws Exception {
        begun("a.txt");
        onConnect = answer::await;
        waits.start(context);
        clock.skip(Duration.ofSeconds(11));
        await().until(() -> calls.contains("asked"));
        clock.skip(Duration.ofSeconds(6));
        await().untilAsserted(() -> assertThat(events.beginningWith(
                        "long wait: a.txt for the database, which does not" + " answer when it is asked for what"))
                .hasSize(1));
        stopping.set(true);
        await().atMost(LONGER_THAN_EVERY_GRACE.plusSeconds(2))
                .untilAsserted(() -> assertThat(calls).contains("cancel 1", "abort 1"));
    }

    @Test
    void commit_is_cut_off_and_not_cancelled_as_long_as_it_is_ours() throws Exception {
        Connection connection = begun("a.txt");
        waits.commits("a.txt");
        waits.start(context);
        stopping.set(true);
        await().untilAsserted(() -> assertThat(calls).contains("abort 1"));
        connection.close();
        assertThat(calls).doesNotContain("cancel 1");
    }

    /** The producer of a route with a connection strategy of its own gives the connection back, and nobody hears of it. */
    @Test
    void commit_on_a_connection_whose_return_is_not_told_is_left_alone() throws Exception {
        waits.begins("a.txt", "a.txt");
        waits.isOn("a.txt", pool.getConnection());
        waits.commits("a.txt");
        waits.start(context);
        stopping.set(true);
        await().during(LONGER_THAN_EVERY_GRACE).atMost(Duration.ofSeconds(5)).until(calls::isEmpty);
    }

    private Connection begun(String path) throws SQLException {
        waits.begins(path, path);
        Connection connection = waits.connection(pool);
        waits.isOn(path, connection);
        return connection;
    }

    private void assertNothingFollows(String call) {
        await().during(LONGER_THAN_EVERY_GRACE)
                .atMost(Duration.ofSeconds(5))
                .until(() -> calls.get(calls.size() - 1).equals(call));
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each connection has a number, which its calls bear. */
    private DataSource source() {
        CopyOnWriteArrayList<Connection> made = new CopyOnWriteArrayList<>();
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (made.size() > 0 && Thread.currentThread().getName().contains("jumbo-questions")) {
                calls.add("asked");
                onConnect.call();
            }
            made.add(connection(made.size() + 1));
            return made.get(made.size() - 1);
        });
    }

    private Connection connection(int number) {
        PGConnection driver = proxy(PGConnection.class, (self, method, arguments) -> {
            if (method.getName().equals("cancelQuery")) {
                calls.add("cancel " + number);
                onCancel.call();
            }
            return switch (method.getName()) {
                case "getBackendPID" -> number;
                case "getPrepareThreshold" -> 0;
                default -> null;
            };
        });
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "isWrapperFor" -> true;
            case "unwrap" -> driver;
            default -> {
                calls.add(method.getName() + " " + number);
                yield null;
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(WaitsTest.class.getClassLoader(), new Class<?>[] {type}, calls));
    }
}
