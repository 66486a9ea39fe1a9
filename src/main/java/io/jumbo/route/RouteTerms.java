package io.jumbo.route;

import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.IdAware;

/**
 * What the definition of a route says, with its placeholders resolved, its beans looked up and its endpoints found.
 *
 * @param route while it is being made: placeholders and beans of its template can be looked up
 */
record RouteTerms(Route route) {

    /** What a step calls, by its name as routes may write it. */
    Object bean(String ref, Object itself) {
        return ref == null
                ? itself
                : context().getRegistry().lookupByName(resolved(ref).replaceFirst("^(#?bean:|ref:|#)", ""));
    }

    /** The endpoints through which rows are written. */
    List<JdbcEndpoint> inserts() {
        return route.filter("*").stream()
                .filter(EndpointAware.class::isInstance)
                .map(step -> ((EndpointAware) step).getEndpoint())
                .filter(JdbcEndpoint.class::isInstance)
                .map(JdbcEndpoint.class::cast)
                .filter(jdbc -> jdbc.getPrepareStatementStrategy() instanceof InsertOnce)
                .toList();
    }

    /** The endpoint that a step leads to, if it is one for statements. */
    Optional<JdbcEndpoint> jdbc(ToDefinition step) {
        String prefix = step.getNodePrefixId();
        String id = resolved((prefix == null ? "" : prefix) + step.getId());
        for (Processor processor : route.filter("*")) {
            if (processor instanceof EndpointAware sends
                    && sends.getEndpoint() instanceof JdbcEndpoint jdbc
                    && processor instanceof IdAware named
                    && named.getId().equals(id)) {
                return Optional.of(jdbc);
            }
        }
        return Optional.empty();
    }

    boolean isEnabled(ProcessorDefinition<?> step) {
        return !isTrue(step.getDisabled());
    }

    boolean isTrue(String text) {
        return "true".equals(resolved(text));
    }

    String resolved(String text) {
        return context().resolvePropertyPlaceholders(text);
    }

    private CamelContext context() {
        return route.getCamelContext();
    }
}
