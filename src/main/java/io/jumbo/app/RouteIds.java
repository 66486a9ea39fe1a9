package io.jumbo.app;

import io.jumbo.app.setup.StartRefusedException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;

/** The ids of all routes of a start. Camel lets a route made from a template take the place of one that has its id, so that a watch would be missing. */
final class RouteIds extends ModelLifecycleStrategySupport {

    private final Set<String> ids = new HashSet<>();
    private final RouteSources sources;

    RouteIds(RouteSources sources) {
        this.sources = sources;
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        Optional.ofNullable(route.getRouteId()).filter(id -> !ids.add(id)).ifPresent(id -> {
            String files = String.join(" and ", sources.allOfRoute(id));
            throw new StartRefusedException("two routes have the id " + id
                    + (files.isEmpty() ? "" : " (" + files + ")")
                    + ", and the second would take the place of the first; give one of them another routeId");
        });
    }

    /** A route is left out, and its id is free. */
    void free(String id) {
        ids.remove(id);
    }
}
