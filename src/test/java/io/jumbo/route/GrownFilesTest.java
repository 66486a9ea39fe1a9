package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.support.FakeConnection;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.BaseExecutorServiceManager;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be told of the two beans' first one without a server. */
class GrownFilesTest {

    @TempDir
    Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final GrownFiles grownFiles = new GrownFiles();
    private final FakeConnection database = new FakeConnection();

    @BeforeEach
    void start() {
        grownFiles.setCamelContext(context);
        grownFiles.setOptions(Map.of("watch", "data", "directory", directory.toString(), "poll-interval", "10ms"));
        database.answerQueriesWith(
                (sql, values) -> PreparationTest.isAboutCrashes(sql) ? List.of() : List.of(Map.of("1", false)));
        context.getRegistry()
                .bind(
                        "dataSource",
                        DataSource.class,
                        Proxy.newProxyInstance(
                                DataSource.class.getClassLoader(),
                                new Class<?>[] {DataSource.class},
                                (proxy, method, arguments) -> database.connection()));
        grownFiles.start();
        assertThat(grownFiles.begin(null, null)).isTrue();
    }

    @AfterEach
    void stop() {
        grownFiles.stop();
        context.stop();
    }

    @Test
    void failure_is_told_without_what_camel_has_wrapped_it_in() {
        SQLException refused = new SQLException("refused", "08006");
        Throwable wrapped = new RuntimeCamelException(new CamelExchangeException("failed", null, refused));
        assertThat(StartedWatch.unwrapped(wrapped)).isSameAs(refused);
        assertThat(StartedWatch.unwrapped(refused)).isSameAs(refused);
        RuntimeCamelException without = new RuntimeCamelException("no bean dataSource");
        assertThat(StartedWatch.unwrapped(without)).isSameAs(without);
    }

    /** Else its share of the handles of all watches would be given back twice, or its threads would stay. */
    @Test
    void what_a_start_made_is_closed_once_by_a_stop_or_by_other_options() {
        List<ExecutorService> closed = new ArrayList<>();
        grownFiles.stop();
        context.setExecutorServiceManager(new BaseExecutorServiceManager(context) {
            @Override
            public void shutdownGraceful(ExecutorService threads) {
                closed.add(threads);
                super.shutdownGraceful(threads);
            }
        });
        grownFiles.start();
        grownFiles.setOptions(Map.of("watch", "data", "directory", directory.toString()));
        assertThat(closed).hasSize(1);
        grownFiles.stop();
        assertThat(closed).hasSize(2);
        grownFiles.start();
        assertThat(closed).hasSize(2).doesNotHaveDuplicates();
    }

    /** A route may handle any exception; for the exchange it then is as if nothing had happened. */
    @Test
    void file_whose_failure_to_be_read_a_route_handled_is_left_alone_for_a_while() throws Exception {
        Path missing = directory.resolve("missing.txt");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + directory + "?startScheduler=false")
                        .routeId("watch-data")
                        .stop();
            }
        });
        context.start();
        Exchange exchange = new DefaultExchange(context);
        exchange.getExchangeExtension().setFromRouteId("watch-data");
        exchange.setProperty(
                FileComponent.FILE_EXCHANGE_FILE,
                FileConsumer.asGenericFile(directory.toString(), missing.toFile(), null, false));
        assertThatThrownBy(() -> grownFiles.chunks(exchange)).isInstanceOf(NoSuchFileException.class);
        exchange.getExchangeExtension().handoverCompletions().forEach(end -> end.onComplete(exchange));
        Files.write(missing, "1\n".getBytes(StandardCharsets.UTF_8));
        Path other = Files.write(directory.resolve("b.txt"), "1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(grownFiles.contains(other.toString())).isFalse();
        assertThat(grownFiles.contains(missing.toString())).isTrue();
    }

    /** Files that left their paths are read on there, for as long as that may take. */
    @Test
    void many_files_are_looked_at_again_soon_whatever_is_done_after_a_poll() {
        AtomicLong processorTime = new AtomicLong();
        AtomicBoolean looks = new AtomicBoolean(true);
        grownFiles.stop();
        grownFiles.setClock(() -> 0, processorTime::get);
        grownFiles.start();
        database.answerQueriesWith((sql, values) -> {
            processorTime.addAndGet(looks.get() ? 0 : Duration.ofMinutes(5).toNanos());
            return looks.get() && !PreparationTest.isAboutCrashes(sql) ? List.of(Map.of("1", false)) : List.of();
        });
        Endpoint files = context.getEndpoint("file:" + directory);
        for (int poll = 0; poll < 2; poll++) {
            assertThat(grownFiles.begin(null, files)).isTrue();
            IntStream.range(0, 1000)
                    .forEach(i ->
                            grownFiles.contains(directory.resolve(i + ".txt").toString()));
            looks.set(false);
            grownFiles.commit(null, files, 0);
            looks.set(true);
        }
        assertThat(processorTime).hasPositiveValue();
    }
}
