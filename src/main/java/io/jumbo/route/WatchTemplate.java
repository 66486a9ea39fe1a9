package io.jumbo.route;

import io.jumbo.events.TailEvents;
import io.jumbo.option.Option;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route template of a watch: the names in route files that Jumbo itself relies on, and the routes that Jumbo makes from it. */
public final class WatchTemplate {

    /** The id of the route template: how a watch works. */
    public static final String ID = "jumbo-watch";

    /** What a route says in place of a name if it is the watch of {@code jumbo.*}. */
    public static final String UNNAMED = "{{" + Option.PREFIX + Option.WATCH.key() + "}}";

    private static final String PACKED = "classpath:routes/watch.camel.yaml";

    private static final AtomicLong NUMBER = new AtomicLong();

    private WatchTemplate() {}

    /** Begins a route for a watch; other options are further parameters. */
    public static TemplatedRouteBuilder route(CamelContext context, String watch) {
        return TemplatedRouteBuilder.builder(context, ID)
                .routeId(GrownFiles.routeId(watch))
                .parameter(Option.WATCH.key(), watch);
    }

    /**
     * Adds a route for a watch, from the context's own template or else from the packed one.
     *
     * @param options by key without prefix
     * @throws IllegalStateException if the context has a watch of that name
     * @throws Exception if the packed template cannot be loaded
     */
    public static void add(
            CamelContext context,
            String watch,
            Map<String, String> options,
            DataSource dataSource,
            List<TailEvents> listeners)
            throws Exception {
        ModelCamelContext model = (ModelCamelContext) context;
        if (model.getRouteDefinition(GrownFiles.routeId(watch)) != null) {
            throw new IllegalStateException("this CamelContext has a watch named " + watch
                    + " already; give this one another name with named(\"…\")");
        }
        if (model.getRouteTemplateDefinition(ID) == null) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveMandatoryResource(context, PACKED));
        }
        // In the route it is part of a URI, in which the name of a watch would be decoded.
        String dataSourceName = "jumbo-data-source-" + NUMBER.incrementAndGet();
        context.getRegistry().bind(dataSourceName, DataSource.class, dataSource);
        for (int i = 0; i < listeners.size(); i++) {
            context.getRegistry().bind(GrownFiles.listenerOf(watch) + i, TailEvents.class, listeners.get(i));
        }
        TemplatedRouteBuilder route = route(context, watch).parameter("data-source", dataSourceName);
        options.forEach(route::parameter);
        route.add();
    }
}
