package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatementParametersTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void headers_are_texts_whose_case_does_not_matter() {
        exchange.getIn().setHeader("Device", 7);
        assertThat(StatementParameters.of(exchange)).containsEntry("device", "7");
    }

    @Test
    void map_of_parameters_wins_over_loose_headers() {
        exchange.getIn().setHeader("device", "loose");
        exchange.getIn().setHeader("room", "B 12");
        exchange.getIn().setHeader(JdbcConstants.JDBC_PARAMETERS, Map.of("DEVICE", "mapped"));
        assertThat(StatementParameters.of(exchange))
                .containsEntry("device", "mapped")
                .containsEntry("room", "B 12");
    }
}
