package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.GrownFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.main.Main;

/**
 * The watches that {@code run} would start: of {@code application.properties}, of the routes and of Camel's own route-template properties.
 *
 * @param all in the order of their routes
 */
record Watches(List<WatchOptions> all) {

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
            return new Watches(main.getCamelContext().getRoutes().stream()
                    .map(Route::getEndpoint)
                    .filter(FileEndpoint.class::isInstance)
                    .map(endpoint -> ((FileEndpoint) endpoint).getIdempotentRepository())
                    .filter(GrownFiles.class::isInstance)
                    .map(files -> ((GrownFiles) files).options())
                    .toList());
        } catch (Exception e) {
            throw RouteFailure.explain(e);
        } finally {
            main.stop();
        }
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
