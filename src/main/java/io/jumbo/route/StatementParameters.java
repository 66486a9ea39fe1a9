package io.jumbo.route;

import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcConstants;

/** The values that a user's statement may name: the headers of an exchange, as texts. Case does not matter. */
final class StatementParameters {

    private StatementParameters() {}

    /** Camel's own order: the map under {@value JdbcConstants#JDBC_PARAMETERS} wins over loose headers. */
    static Map<String, String> of(Exchange exchange) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getIn().getHeaders().forEach((name, value) -> parameters.put(name, text(exchange, value)));
        Map<?, ?> map = exchange.getIn().getHeader(JdbcConstants.JDBC_PARAMETERS, Map.class);
        if (map != null) {
            map.forEach((name, value) -> parameters.put(String.valueOf(name), text(exchange, value)));
        }
        return parameters;
    }

    private static String text(Exchange exchange, Object value) {
        return exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
    }
}
