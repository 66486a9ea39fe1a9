package io.jumbo.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.TemplatedRouteParameterDefinition;

/** In which files the routes made from templates stand. Camel itself knows only in which file their template stands. */
final class RouteSources implements RouteBuilderLifecycleStrategy {

    private record Source(TemplatedRouteDefinition route, String location) {}

    private final List<Source> sources = new ArrayList<>();

    /** Those of a context into whose registry they were bound; else none. */
    static RouteSources of(CamelContext context) {
        return context.getRegistry().findByType(RouteSources.class).stream()
                .findFirst()
                .orElseGet(RouteSources::new);
    }

    @Override
    public void beforeConfigure(RouteBuilder builder) {
        // its file has not been read yet
    }

    @Override
    public void afterConfigure(RouteBuilder builder) {
        if (builder.getResource() != null) {
            builder.getTemplatedRouteCollection()
                    .getTemplatedRoutes()
                    .forEach(route ->
                            sources.add(new Source(route, builder.getResource().getLocation())));
        }
    }

    /** The file of the route of this id. */
    Optional<String> ofRoute(String id) {
        return where(route -> id.equals(route.getRouteId()));
    }

    /** The file of the first route that is to be made from this template. */
    Optional<String> ofTemplate(String id) {
        return where(route -> id.equals(route.getRouteTemplateRef()));
    }

    /** The file of the first route that is to be made from this template and leaves out one of these parameters. */
    Optional<String> without(String template, Collection<String> parameters) {
        return where(route ->
                template.equals(route.getRouteTemplateRef()) && !names(route).containsAll(parameters));
    }

    private static List<String> names(TemplatedRouteDefinition route) {
        return route.getParameters() == null
                ? List.of()
                : route.getParameters().stream()
                        .map(TemplatedRouteParameterDefinition::getName)
                        .toList();
    }

    private Optional<String> where(Predicate<TemplatedRouteDefinition> is) {
        return sources.stream()
                .filter(source -> is.test(source.route()))
                .map(Source::location)
                .findFirst();
    }
}
