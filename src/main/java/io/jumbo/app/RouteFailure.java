package io.jumbo.app;

import io.jumbo.app.setup.StartRefusedException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.PropertyBindingException;

/** Finds the one sentence in the exceptions of a start that failed. */
final class RouteFailure {

    private RouteFailure() {}

    static StartRefusedException explain(Exception failure) {
        String route = first(failure, FailedToCreateRouteException.class)
                .map(created -> named(created.getRouteId(), created.getLocation()))
                .or(() -> first(failure, FailedToStartRouteException.class)
                        .map(started -> named(started.getRouteId(), started.getLocation())))
                .orElse("the routes");
        return new StartRefusedException(
                first(failure, PropertyBindingException.class)
                        .filter(binding -> binding.getCause() == null && isOfCamel(binding))
                        .map(RouteFailure::wrongProperty)
                        .orElseGet(() -> route + " cannot start: " + reason(failure)),
                failure);
    }

    /** With the file and line in which it stands, if that is known. */
    private static String named(String route, String location) {
        return "route " + route + (location == null || location.isEmpty() ? "" : " (" + location + ")");
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

    private static String reason(Exception failure) {
        Throwable root = causes(failure).reduce(failure, (outer, inner) -> inner);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
