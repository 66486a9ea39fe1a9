package io.jumbo.route;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.template.InsertTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;

/**
 * Steps of the user's own in the route of a watch: they may set headers, and change anything. Immutable.
 *
 * @param areAny whether there are any
 * @param headers that they set by name; a bean or a script may set others
 */
public record OwnSteps(boolean areAny, Set<String> headers) {

    /** Of a route that has not been looked at: there may be any. */
    static final OwnSteps UNKNOWN = new OwnSteps(true, Set.of());

    /** The steps of the route as it is shipped. */
    private static final Set<String> SHIPPED = Set.of(
            "several-files-at-once",
            "split-appended-lines",
            "keep-chunk",
            "take-insert",
            "insert-rows",
            "note-written");

    /** Copies the names. */
    public OwnSteps {
        headers = Set.copyOf(headers);
    }

    /** Those of a route. */
    public static OwnSteps of(RouteDefinition route) {
        List<ProcessorDefinition<?>> own = new ArrayList<>();
        find(route.getOutputs(), own);
        Set<String> headers = new HashSet<>();
        for (ProcessorDefinition<?> step : own) {
            if (step instanceof SetHeaderDefinition header) {
                headers.add(header.getName());
            } else if (step instanceof SetHeadersDefinition several) {
                several.getHeaders().forEach(header -> headers.add(header.getName()));
            }
        }
        return new OwnSteps(!own.isEmpty(), headers);
    }

    private static void find(List<ProcessorDefinition<?>> steps, List<ProcessorDefinition<?>> own) {
        for (ProcessorDefinition<?> step : steps) {
            if (!SHIPPED.contains(step.getId())) {
                own.add(step);
            }
            find(step.getOutputs(), own);
        }
    }

    /**
     * Requires that a watch's statement can have what it uses.
     *
     * @throws io.jumbo.write.template.InvalidTemplateException with both keys if not
     */
    void requirePossible(WatchOptions options) {
        FieldFormat.of(options)
                .names(InsertTemplate.parse(options.get(Option.INSERT)))
                .requirePossible(areAny);
    }
}
