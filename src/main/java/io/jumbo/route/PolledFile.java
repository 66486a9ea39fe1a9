package io.jumbo.route;

import io.jumbo.follow.Visit;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;

/** A file in a route. One that no poll has found is sent as the {@code file:} consumer would: the steps see no difference. */
final class PolledFile {

    /** Exchange property: begins the visit to a file that no poll has found. */
    static final String BEGINS = "jumboVisitBegins";

    private PolledFile() {}

    /**
     * Sends a file. The caller polls, and waits for the end as after a poll.
     *
     * @param path relative to the endpoint's directory, forward slashes; the file may have left it
     * @param begins the visit to the file, once the route asks for its chunks
     */
    static void send(FileConsumer consumer, String path, Supplier<Visit> begins) {
        FileEndpoint endpoint = consumer.getEndpoint();
        String directory = endpoint.getConfiguration().getDirectory();
        GenericFile<File> file = FileConsumer.asGenericFile(
                directory, new File(directory, path), endpoint.getCharset(), endpoint.isProbeContentType());
        if (!endpoint.getInProgressRepository().add(file.getAbsoluteFilePath())) {
            return;
        }
        try {
            Exchange exchange = consumer.createExchange(true);
            file.bindToExchange(exchange, endpoint.isProbeContentType());
            endpoint.configureExchange(exchange);
            endpoint.configureMessage(file, exchange.getIn());
            exchange.setProperty(BEGINS, begins);
            consumer.processBatch(new ArrayDeque<>(List.of(exchange)));
        } catch (RuntimeException | Error e) {
            endpoint.getInProgressRepository()
                    .remove(file.getAbsoluteFilePath()); // else polls would wait for it for ever
            throw e;
        }
    }

    /** The visit to the file of an exchange, if it was sent; empty if a poll has found the file. */
    static Optional<Visit> visit(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(BEGINS, Supplier.class)).map(begins -> (Visit) begins.get());
    }

    /** The absolute name of the file or directory of an exchange. In its header a backslash has become a slash. */
    static String name(Exchange exchange) {
        return ((File) exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class)
                        .getFile())
                .getPath();
    }

    static Path absolute(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }
}
