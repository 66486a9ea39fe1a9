package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.option.Spelling;
import io.jumbo.route.WatchTemplate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToCreateRouteFromTemplateException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * Finds the one sentence in the exceptions of a start that failed.
 *
 * @param context which could not be started, and is not stopped yet
 */
record RouteFailure(Exception failure, CamelContext context) {

    /** Of exceptions of Camel's that have no class of their own. */
    private static final String NO_TEMPLATE = "Cannot find RouteTemplate with id ";

    private static final Pattern NOT_NAMED =
            Pattern.compile("RouteTemplateParameterSource with routeId: (.*) has no templateId defined");

    private static final Pattern NO_PARAMETER =
            Pattern.compile("Route template (\\S+) the following mandatory parameters must be provided: (.*)");

    StartRefusedException explained() {
        return first(StartRefusedException.class).orElseGet(() -> new StartRefusedException(sentence(), failure));
    }

    private String sentence() {
        return first(PropertyBindingException.class)
                .filter(binding -> binding.getCause() == null && isOfCamel(binding))
                .map(RouteFailure::wrongProperty)
                .or(this::unknownTemplate)
                .or(this::missingParameter)
                .or(this::templateNotNamed)
                .orElseGet(() -> route() + " cannot start: " + reason());
    }

    private String route() {
        return first(FailedToCreateRouteException.class)
                .map(created -> named(created.getRouteId(), created.getLocation()))
                .or(() -> first(FailedToStartRouteException.class)
                        .map(started -> named(started.getRouteId(), started.getLocation())))
                .or(() ->
                        first(FailedToCreateRouteFromTemplateException.class).map(made -> named(made.getRouteId(), "")))
                .orElse("the routes");
    }

    /** With the file in which it stands, and the line where that is known. */
    private String named(String route, String location) {
        Optional<String> ofTemplated = route == null
                ? Optional.empty()
                : RouteSources.of(context)
                        .ofRoute(route, (ModelCamelContext) context)
                        .map(file -> " (" + file + ")");
        return "route " + route
                + ofTemplated.orElse(location == null || location.isEmpty() ? "" : " (" + location + ")");
    }

    private Optional<String> unknownTemplate() {
        Optional<String> unknown = messages()
                .filter(message -> message.startsWith(NO_TEMPLATE))
                .map(message -> message.substring(NO_TEMPLATE.length()))
                .findFirst();
        List<String> known = ((ModelCamelContext) context)
                .getRouteTemplateDefinitions().stream()
                        .map(RouteTemplateDefinition::getId)
                        .sorted()
                        .toList();
        return unknown.map(id -> RouteSources.of(context)
                        .ofTemplate(id)
                        .map(file -> "routeTemplateRef = " + id + " (" + file + ")")
                        .orElse("camel.route-template[…].template-id = " + id + " (" + Settings.FILE + ")")
                + " names no route template; "
                + Spelling.nearest(id, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse(
                                known.isEmpty()
                                        ? "there is none: put watch.camel.yaml of the distribution's routes directory beside it"
                                        : "there are: " + String.join(", ", known)));
    }

    private Optional<String> templateNotNamed() {
        return messages()
                .map(NOT_NAMED::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(unnamed -> "camel.route-template[" + unnamed.group(1) + "] (" + Settings.FILE
                        + ") has no template-id; add camel.route-template[" + unnamed.group(1) + "].template-id = "
                        + WatchTemplate.ID);
    }

    private Optional<String> missingParameter() {
        return messages()
                .map(NO_PARAMETER::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(missing -> "a route of the template " + missing.group(1)
                        + RouteSources.of(context)
                                .without(
                                        missing.group(1),
                                        List.of(missing.group(2).split(", ")))
                                .map(file -> " (" + file + ")")
                                .orElse("")
                        + " has no parameter " + missing.group(2) + "; give it one");
    }

    /** Whether it speaks of a key of the properties; else it is a bean in a route whose property is wrong. */
    private static boolean isOfCamel(PropertyBindingException failure) {
        return Optional.ofNullable(failure.getOptionPrefix()).orElse("").startsWith("camel.");
    }

    private static String wrongProperty(PropertyBindingException failure) {
        String key = failure.getOptionPrefix()
                + Optional.ofNullable(failure.getOptionKey()).orElse(failure.getPropertyName());
        return key + " is not an option of Camel, or its value cannot be used; correct or remove it";
    }

    private String reason() {
        Throwable root = causes().reduce(failure, (outer, inner) -> inner);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private <T extends Throwable> Optional<T> first(Class<T> type) {
        return causes().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Stream<String> messages() {
        return causes().flatMap(cause -> Stream.ofNullable(cause.getMessage()));
    }

    private Stream<Throwable> causes() {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause);
    }
}
