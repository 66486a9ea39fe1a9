package io.jumbo.route;

import java.io.File;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;

/** Sends a file through a route as the {@code file:} consumer would that had found it in a poll: the steps of the route see no difference. */
final class PolledFile {

    private PolledFile() {}

    /**
     * Sends it. The caller polls, and waits for the end as after a poll.
     *
     * @param path relative to the endpoint's directory, forward slashes
     * @param property set to true on the exchange
     */
    static void send(FileConsumer consumer, String path, String property) {
        FileEndpoint endpoint = consumer.getEndpoint();
        String directory = endpoint.getConfiguration().getDirectory();
        GenericFile<File> file = FileConsumer.asGenericFile(
                directory, new File(directory, path), endpoint.getCharset(), endpoint.isProbeContentType());
        if (!endpoint.getInProgressRepository().add(file.getAbsoluteFilePath())) {
            return;
        }
        Exchange exchange;
        try {
            exchange = consumer.createExchange(true);
            file.bindToExchange(exchange, endpoint.isProbeContentType());
            endpoint.configureExchange(exchange);
            endpoint.configureMessage(file, exchange.getIn());
        } catch (RuntimeException | Error e) {
            endpoint.getInProgressRepository()
                    .remove(file.getAbsoluteFilePath()); // else polls would wait for it for ever
            throw e;
        }
        exchange.setProperty(property, true);
        consumer.processBatch(new ArrayDeque<>(List.of(exchange)));
    }
}
