package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.WatchTemplate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Makes a route of each named watch of {@code application.properties} ({@code watch.NAME.OPTION}), beside those of the route files. Then
 * the unnamed watch does not run: the route that stands for it is left out. A named watch that a route file speaks of has its route there.
 */
final class PropertyWatches extends MainListenerSupport {

    private final RouteIds ids;
    private final String unnamed;
    private final List<String> named;

    PropertyWatches(Settings settings, RouteIds ids) {
        this.ids = ids;
        this.unnamed = settings.options().watch();
        this.named = settings.named().stream().map(WatchOptions::watch).toList();
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        ((ModelCamelContext) main.getCamelContext()).addModelLifecycleStrategy(ids);
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        ModelCamelContext context = (ModelCamelContext) main.getCamelContext();
        List<RouteDefinition> routes = List.copyOf(context.getRouteDefinitions());
        if (!named.isEmpty() && !named.contains(unnamed)) {
            routes.stream()
                    .filter(route -> watch(route).equals(WatchTemplate.UNNAMED))
                    .forEach(route -> remove(context, route));
        }
        Set<String> inFiles = routes.stream()
                .map(PropertyWatches::watch)
                .map(watch -> watch.equals(WatchTemplate.UNNAMED) ? unnamed : watch)
                .collect(Collectors.toSet());
        if (context.getRouteTemplateDefinition(WatchTemplate.ID) != null) {
            named.stream()
                    .filter(watch -> !inFiles.contains(watch))
                    .forEach(watch -> WatchTemplate.route(context, watch).add());
        }
    }

    private void remove(ModelCamelContext context, RouteDefinition route) {
        try {
            context.removeRouteDefinition(route);
            ids.free(route.getRouteId());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a route made from the template calls its watch; any other says nothing. */
    private static String watch(RouteDefinition route) {
        return route.getRouteTemplateContext() == null
                ? ""
                : String.valueOf(route.getRouteTemplateContext().getParameters().get(Option.WATCH.key()));
    }
}
