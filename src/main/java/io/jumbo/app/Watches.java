package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.GrownFiles;
import io.jumbo.route.OwnSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PatternHelper;

/**
 * The watches that {@code run} would start: of {@code application.properties}, of the routes and of Camel's own route-template properties.
 *
 * @param all in the order of their routes
 * @param ownSteps steps of the user's own in the route of each, by its name
 * @param dormant a sentence by the name of each that does not start with the others
 */
record Watches(List<WatchOptions> all, Map<String, OwnSteps> ownSteps, Map<String, String> dormant) {

    /**
     * Makes the routes without starting any of them, and asks them.
     *
     * @throws StartRefusedException if they could not be started either
     */
    static Watches of(Workplace workplace, Settings settings, DataSource dataSource) {
        Main main = WatchProcess.camel(workplace, settings, dataSource);
        AtomicBoolean starts = new AtomicBoolean();
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport main) { // behind camel.main.auto-startup, which would start them
                starts.set(main.getCamelContext().isAutoStartup());
                main.getCamelContext().setAutoStartup(false);
            }
        });
        try {
            main.start();
            return in(main.getCamelContext(), starts.get());
        } catch (Exception e) {
            throw new RouteFailure(e, main.getCamelContext()).explained();
        } finally {
            main.stop();
        }
    }

    /** Those of the routes of a context. */
    static Watches in(CamelContext context) {
        return in(context, context.isAutoStartup());
    }

    private static Watches in(CamelContext context, boolean starts) {
        Map<String, String> dormant = new TreeMap<>();
        List<WatchOptions> all = new ArrayList<>();
        Map<String, OwnSteps> ownSteps = new HashMap<>();
        for (Route route : context.getRoutes()) {
            options(route).ifPresent(options -> {
                all.add(options);
                keptFromStarting(route, starts)
                        .ifPresent(by -> dormant.put(options.watch(), dormant(options, route, by)));
                ownSteps.put(options.watch(), OwnSteps.of(definition(context, route)));
            });
        }
        return new Watches(List.copyOf(all), Map.copyOf(ownSteps), Map.copyOf(dormant));
    }

    private static Optional<WatchOptions> options(Route route) {
        return route.getEndpoint() instanceof FileEndpoint files
                        && files.getIdempotentRepository() instanceof GrownFiles grown
                ? Optional.of(grown.options())
                : Optional.empty();
    }

    /** What keeps a route from starting with the others, and how to undo that. */
    private static Optional<String> keptFromStarting(Route route, boolean starts) {
        CamelContext context = route.getCamelContext();
        String excluded = context.getAutoStartupExcludePattern();
        if (!starts) {
            return Optional.of("camel.main.auto-startup is false; remove it");
        } else if (Boolean.FALSE.equals(route.isAutoStartup())) {
            String file = Optional.ofNullable(route.getSourceLocationShort())
                    .map(location -> " (" + location + ")")
                    .orElse("");
            return Optional.of("its autoStartup is false" + file + "; remove that");
        } else if (excluded != null
                && Stream.of(route.getRouteId(), route.getEndpoint().getEndpointUri())
                        .anyMatch(name -> PatternHelper.matchPatterns(name, excluded.split(",")))) {
            return Optional.of("camel.main.auto-startup-exclude-pattern = " + excluded + " names it; remove that");
        }
        return Optional.empty();
    }

    private static String dormant(WatchOptions options, Route route, String by) {
        return "watch " + options.watch() + " reads nothing: its route " + route.getRouteId()
                + " is not started, since " + by + ", and start Jumbo again";
    }

    /** Those that start. */
    List<WatchOptions> awake() {
        return all.stream()
                .filter(options -> !dormant.containsKey(options.watch()))
                .toList();
    }

    private static RouteDefinition definition(CamelContext context, Route route) {
        return ((ModelCamelContext) context).getRouteDefinition(route.getId());
    }

    /** Steps of the user's own that the route of a watch has. */
    OwnSteps ownSteps(String watch) {
        return ownSteps.get(watch);
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
