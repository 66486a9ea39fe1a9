package io.jumbo.support;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Counts how often the route of a watch was begun for each file. */
public final class CountedPasses extends EventNotifierSupport {

    private final Map<String, Integer> passes = new ConcurrentHashMap<>();

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeCreatedEvent created) {
            Exchange exchange = created.getExchange();
            String file = exchange.getIn().getHeader(Exchange.FILE_NAME, String.class);
            if (file != null && exchange.getProperty(Exchange.SPLIT_INDEX) == null) {
                passes.merge(file, 1, Integer::sum);
            }
        }
    }

    /** Passes over a file, by its path below the watched directory. */
    public int over(String path) {
        return passes.getOrDefault(path, 0);
    }
}
