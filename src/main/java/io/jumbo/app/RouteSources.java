package io.jumbo.app;

import io.jumbo.app.setup.StartRefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.util.StringHelper;

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
            String location = builder.getResource().getLocation();
            builder.getTemplatedRouteCollection().getTemplatedRoutes().forEach(route -> {
                requireEachOnce(route, location);
                sources.add(new Source(route, location));
            });
        }
    }

    /** Of two parameters of one name Camel takes the last, without a word. */
    private static void requireEachOnce(TemplatedRouteDefinition route, String location) {
        Set<String> names = new HashSet<>();
        names(route).filter(name -> !names.add(name)).findFirst().ifPresent(name -> {
            throw new StartRefusedException((route.getRouteId() == null ? "a route" : "route " + route.getRouteId())
                    + " (" + location + ") has the parameter " + name + " twice; remove one of the two");
        });
    }

    private static Stream<String> names(TemplatedRouteDefinition route) {
        return route.getParameters() == null
                ? Stream.empty()
                : route.getParameters().stream().map(parameter -> StringHelper.camelCaseToDash(parameter.getName()));
    }

    /** The file of the route of this id; of one whose id is of Camel's making, that of the first with the same parameters. */
    Optional<String> ofRoute(String id, ModelCamelContext context) {
        return allOfRoute(id).stream()
                .findFirst()
                .or(() -> Optional.ofNullable(context.getRouteDefinition(id))
                        .map(RouteDefinition::getRouteTemplateContext)
                        .flatMap(made -> where(route -> route.getRouteId() == null
                                && made.getParameters()
                                        .entrySet()
                                        .containsAll(parameters(route).entrySet()))));
    }

    /** The files of all routes of this id. */
    List<String> allOfRoute(String id) {
        return sources.stream()
                .filter(source -> id.equals(source.route().getRouteId()))
                .map(Source::location)
                .toList();
    }

    /** The file of the first route that is to be made from this template. */
    Optional<String> ofTemplate(String id) {
        return where(route -> id.equals(route.getRouteTemplateRef()));
    }

    /** The file of the first route that is to be made from this template and leaves out one of these parameters. */
    Optional<String> without(String template, Collection<String> parameters) {
        return where(route -> template.equals(route.getRouteTemplateRef())
                && !parameters(route).keySet().containsAll(parameters));
    }

    private static Map<String, String> parameters(TemplatedRouteDefinition route) {
        Map<String, String> parameters = new HashMap<>();
        if (route.getParameters() != null) {
            route.getParameters().forEach(parameter -> parameters.put(parameter.getName(), parameter.getValue()));
        }
        return parameters;
    }

    private Optional<String> where(Predicate<TemplatedRouteDefinition> is) {
        return sources.stream()
                .filter(source -> is.test(source.route()))
                .map(Source::location)
                .findFirst();
    }
}
