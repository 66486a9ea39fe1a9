package io.jumbo.route;

import io.jumbo.option.FileOrder;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.jdbc.DefaultConnectionStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.RoutePolicySupport;

/**
 * The {@code routePolicy} of a route that is a watch. It acts when the route is made, so before anything of it runs. It refuses a route
 * that could lose, double or move something ({@link RouteShape}). It gives the options of the watch to the {@code file:} endpoint and to
 * {@link GrownFiles}.
 *
 * <p>The options count as they are written. They go through no URI, which would decode percent and plus signs, and through none of Camel's
 * placeholders. One exception: a parameter that is one placeholder and nothing else, such as <code>{{jumbo.insert}}</code>, is the value of
 * that property, as it is written there. {@link RouteParameters} says where an option comes from that is no parameter. One instance serves
 * one route.
 */
public final class WatchPolicy extends RoutePolicySupport {

    /** Called by Camel. */
    public WatchPolicy() {}

    /**
     * Checks the route and gives it its options.
     *
     * @throws IllegalArgumentException with everything that is wrong
     */
    @Override
    public void onInit(Route route) {
        super.onInit(route);
        RouteDefinition definition = (RouteDefinition) route.getRoute();
        RouteShape.require(route, definition);
        FileEndpoint files = (FileEndpoint) route.getEndpoint();
        GrownFiles grownFiles = (GrownFiles) files.getIdempotentRepository();
        grownFiles.setOwnSteps(OwnSteps.of(definition));
        parameters(route, definition).map(RouteParameters::options).ifPresent(grownFiles::setOptions);
        configure(files, grownFiles);
        new RouteTerms(route)
                .inserts().stream()
                        .filter(jdbc -> jdbc.getConnectionStrategy() instanceof DefaultConnectionStrategy)
                        .forEach(jdbc -> jdbc.setConnectionStrategy(new LentConnections(grownFiles)));
    }

    private static void configure(FileEndpoint files, GrownFiles grownFiles) {
        WatchOptions options = grownFiles.options();
        Path directory = PolledFile.absolute(options.get(Option.DIRECTORY).toString());
        files.setConfiguration(new AsNamed());
        files.getConfiguration().setDirectory(directory.toString());
        files.setFile(directory.toFile());
        files.setExceptionHandler(new QuietStops(files.getCamelContext()));
        files.setDelay(options.get(Option.POLL_INTERVAL).toMillis());
        FileOrder order = options.get(Option.FILE_ORDER);
        if (order != FileOrder.AUTO || files.getSorter() == null) {
            files.setSorter(FileSorter.of(order));
        }
        // What is hidden is a matter of the patterns. Files are matched by grownFiles, which is asked about each: a
        // filter costs an object for each file of each poll.
        files.setIncludeHiddenFiles(true);
        files.setIncludeHiddenDirs(true);
        files.setFilterDirectory(below -> grownFiles.started().walk().enters(below));
    }

    /** Where a strategy of the user's own stands in its place, nothing tells when a connection goes back, and a COMMIT is not cut off. */
    private static final class LentConnections extends DefaultConnectionStrategy {

        private final GrownFiles grownFiles;

        LentConnections(GrownFiles grownFiles) {
            this.grownFiles = grownFiles;
        }

        @Override
        public Connection getConnection(DataSource dataSource) throws SQLException {
            return grownFiles.started().waits().connection(dataSource);
        }
    }

    /** Camel takes a backslash for a slash, which it is on Windows only. */
    private static final class AsNamed extends GenericFileConfiguration {

        @Override
        public boolean needToNormalize() {
            return File.separatorChar != '/';
        }
    }

    /** Those of a route that was made from a template; any other has its options as properties of its beans. */
    private static Optional<RouteParameters> parameters(Route route, RouteDefinition definition) {
        return Optional.ofNullable(definition.getRouteTemplateContext())
                .map(template -> new RouteParameters(
                        route.getCamelContext(), template.getParameters(), declared(route.getCamelContext())));
    }

    /** What a template may declare besides: for steps of the user's own. */
    private static Set<String> declared(CamelContext context) {
        return ((ModelCamelContext) context)
                .getRouteTemplateDefinitions().stream()
                        .flatMap(template -> template.getTemplateParameters().stream())
                        .map(RouteTemplateParameterDefinition::getName)
                        .collect(Collectors.toSet());
    }
}
