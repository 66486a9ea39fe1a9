package io.jumbo.route;

import java.util.List;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** Steps of the user's own in the route of a watch: they may set headers, and change anything. */
public final class OwnSteps {

    /** The steps of the route as it is shipped. */
    private static final Set<String> SHIPPED = Set.of(
            "several-files-at-once",
            "split-appended-lines",
            "keep-chunk",
            "take-insert",
            "insert-rows",
            "note-written");

    private OwnSteps() {}

    /** Whether a route has any. */
    public static boolean areIn(RouteDefinition route) {
        return areIn(route.getOutputs());
    }

    private static boolean areIn(List<ProcessorDefinition<?>> steps) {
        return steps.stream().anyMatch(step -> !SHIPPED.contains(step.getId()) || areIn(step.getOutputs()));
    }
}
