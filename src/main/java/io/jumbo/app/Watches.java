package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.GrownFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * The watches that {@code run} would start: of {@code application.properties}, of the routes and of Camel's own route-template properties.
 *
 * @param all in the order of their routes
 * @param ownSteps the names of those whose routes have steps of the user's own
 */
record Watches(List<WatchOptions> all, Set<String> ownSteps) {

    /** The steps of the route as it is shipped. */
    private static final Set<String> SHIPPED = Set.of(
            "several-files-at-once",
            "split-appended-lines",
            "keep-chunk",
            "take-insert",
            "insert-rows",
            "note-written");

    /**
     * Makes the routes without starting any of them, and asks them.
     *
     * @throws StartRefusedException if they could not be started either
     */
    static Watches of(Workplace workplace, Settings settings, DataSource dataSource) {
        Main main = WatchProcess.camel(workplace, settings, dataSource);
        main.configure().setAutoStartup(false);
        try {
            main.start();
            return in(main.getCamelContext());
        } catch (Exception e) {
            throw RouteFailure.explain(e);
        } finally {
            main.stop();
        }
    }

    /** Those of the routes of a context. */
    static Watches in(CamelContext context) {
        List<WatchOptions> all = new ArrayList<>();
        Set<String> ownSteps = new HashSet<>();
        for (Route route : context.getRoutes()) {
            options(route).ifPresent(options -> {
                all.add(options);
                if (hasOwnSteps(definition(context, route).getOutputs())) {
                    ownSteps.add(options.watch());
                }
            });
        }
        return new Watches(List.copyOf(all), Set.copyOf(ownSteps));
    }

    private static Optional<WatchOptions> options(Route route) {
        return route.getEndpoint() instanceof FileEndpoint files
                        && files.getIdempotentRepository() instanceof GrownFiles grown
                ? Optional.of(grown.options())
                : Optional.empty();
    }

    private static RouteDefinition definition(CamelContext context, Route route) {
        return ((ModelCamelContext) context).getRouteDefinition(route.getId());
    }

    private static boolean hasOwnSteps(List<ProcessorDefinition<?>> steps) {
        return steps.stream().anyMatch(step -> !SHIPPED.contains(step.getId()) || hasOwnSteps(step.getOutputs()));
    }

    /** Whether the route of a watch has steps of the user's own, which may set or change anything. */
    boolean hasOwnSteps(String watch) {
        return ownSteps.contains(watch);
    }

    /** The watch of a name. */
    Optional<WatchOptions> named(String name) {
        return all.stream().filter(options -> options.watch().equals(name)).findFirst();
    }

    /** All names, for people. */
    String names() {
        return all.stream().map(WatchOptions::watch).collect(Collectors.joining(", "));
    }
}
