package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.follow.Visit;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PrototypeExchangeFactory;
import org.apache.camel.spi.ExchangeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolledFileTest {

    /** The route does not ask for chunks. */
    private static final Supplier<Visit> NO_VISIT = () -> {
        throw new AssertionError("nobody asked for chunks");
    };

    private final List<Map<String, Object>> seen = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void route_sees_a_file_as_if_a_poll_had_found_it() throws Exception {
        Files.createDirectory(directory.resolve("sub"));
        Files.writeString(directory.resolve("sub/f.txt"), "1\n");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FileConsumer consumer = started(context);
            consumer.run();
            PolledFile.send(consumer, "sub/f.txt", NO_VISIT);
            PolledFile.send(consumer, "sub/f.txt", NO_VISIT);
            assertThat(consumer.getEndpoint().getInProgressRepository().contains(directory + "/sub/f.txt"))
                    .isFalse();
        }
        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isEqualTo(seen.get(0)).isEqualTo(seen.get(2)).containsKey(Exchange.FILE_NAME_ONLY);
    }

    /** It is read on by its handle. */
    @Test
    void file_that_left_its_path_is_sent_and_is_in_progress_until_it_is_through() throws Exception {
        Files.createDirectory(directory.resolve("sub"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FileConsumer consumer = started(context);
            PolledFile.send(consumer, "sub/gone.txt", NO_VISIT);
            assertThat(consumer.getEndpoint().getInProgressRepository().contains(directory + "/sub/gone.txt"))
                    .isFalse();
        }
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0)).containsEntry(Exchange.FILE_NAME, "sub/gone.txt");
    }

    @Test
    void file_that_a_poll_has_handed_out_is_not_sent() throws Exception {
        Files.writeString(directory.resolve("f.txt"), "1\n");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FileConsumer consumer = started(context);
            consumer.getEndpoint().getInProgressRepository().add(directory + "/f.txt");
            PolledFile.send(consumer, "f.txt", NO_VISIT);
        }
        assertThat(seen).isEmpty();
    }

    /** Else the next poll would wait for it for ever. */
    @Test
    void file_of_which_no_exchange_can_be_made_is_not_in_progress() throws Exception {
        Files.writeString(directory.resolve("f.txt"), "1\n");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getCamelContextExtension().setExchangeFactory(new NoExchanges());
            FileConsumer consumer = started(context);
            assertThatThrownBy(() -> PolledFile.send(consumer, "f.txt", NO_VISIT))
                    .hasMessage("no exchange");
            assertThat(consumer.getEndpoint().getInProgressRepository().contains(directory + "/f.txt"))
                    .isFalse();
        }
    }

    private static final class NoExchanges extends PrototypeExchangeFactory {

        NoExchanges() {}

        private NoExchanges(Consumer consumer) {
            super(consumer);
        }

        @Override
        public ExchangeFactory newExchangeFactory(Consumer consumer) {
            NoExchanges factory = new NoExchanges(consumer);
            factory.setCamelContext(camelContext);
            return factory;
        }

        @Override
        public Exchange create(Endpoint endpoint, boolean autoRelease) {
            throw new IllegalStateException("no exchange");
        }
    }

    private FileConsumer started(DefaultCamelContext context) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + directory + "?noop=true&recursive=true&startScheduler=false")
                        .process(exchange -> seen.add(seen(exchange)));
            }
        });
        context.start();
        return (FileConsumer) context.getRoutes().get(0).getConsumer();
    }

    private static Map<String, Object> seen(Exchange exchange) {
        Map<String, Object> all = new HashMap<>(exchange.getIn().getHeaders());
        File file = (File) exchange.getIn().getBody(GenericFile.class).getFile();
        all.put("body", file);
        if (file.exists()) {
            all.put("text", exchange.getIn().getBody(String.class));
        }
        all.put("route", exchange.getFromRouteId());
        all.putAll(exchange.getAllProperties());
        all.keySet().removeAll(List.of(PolledFile.BEGINS, Exchange.FILE_EXCHANGE_FILE, "CamelFileInitialOffset"));
        return all;
    }
}
