package io.jumbo.route;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code exceptionHandler} of a watch's {@code file:} endpoint: that a poll ends early because the watch is being stopped is no
 * failure. Everything else is logged as Camel does.
 */
final class QuietStops implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(QuietStops.class);

    private final ExceptionHandler others;

    QuietStops(CamelContext context) {
        others = new LoggingExceptionHandler(context, FileConsumer.class);
    }

    @Override
    public void handleException(Throwable exception) {
        handleException(null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(message, null, exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        if (ObjectHelper.getException(PolledDirectory.StoppedException.class, exception) == null) {
            others.handleException(message, exchange, exception);
        } else {
            LOG.debug("a poll ended early", exception);
        }
    }
}
