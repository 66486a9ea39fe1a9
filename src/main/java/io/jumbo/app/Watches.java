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
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

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
        Main main = CamelMain.of(workplace, settings, dataSource);
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
                new Dormancy(route, starts)
                        .of(options.watch())
                        .ifPresent(sentence -> dormant.put(options.watch(), sentence));
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

    /**
     * The one of a name, or all.
     *
     * @throws StartRefusedException if there is none
     */
    List<WatchOptions> chosen(Optional<String> name) {
        if (all.isEmpty()) {
            throw new StartRefusedException("no route is a watch, so that nothing would be read; see routes/ and, in "
                    + Settings.FILE + ", camel.main.route-filter-include-pattern and -exclude-pattern");
        }
        return name.map(one -> List.of(required(one))).orElse(all);
    }

    /**
     * The watch of a name.
     *
     * @throws StartRefusedException if there is none
     */
    WatchOptions required(String name) {
        return named(name)
                .orElseThrow(
                        () -> new StartRefusedException("there is no watch " + name + "; the watches are: " + names()));
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
    private String names() {
        return all.stream().map(WatchOptions::watch).collect(Collectors.joining(", "));
    }
}
