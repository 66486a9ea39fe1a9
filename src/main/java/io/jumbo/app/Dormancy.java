package io.jumbo.app;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PatternHelper;

/**
 * Whether the route of a watch starts with the others, and why not.
 *
 * @param starts whether routes start at all
 */
record Dormancy(Route route, boolean starts) {

    /** A sentence about a watch that does not start; nothing if it does. */
    Optional<String> of(String watch) {
        return reason().map(by -> "watch " + watch + " reads nothing: its route " + route.getRouteId()
                + " is not started, since " + by + ", and start Jumbo again");
    }

    /** What keeps it from starting, and how to undo that. */
    private Optional<String> reason() {
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
}
