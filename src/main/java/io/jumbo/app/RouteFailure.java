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
                .map(FailedToCreateRouteException::getRouteId)
                .or(() ->
                        first(failure, FailedToStartRouteException.class).map(FailedToStartRouteException::getRouteId))
                .map(id -> "route " + id)
                .orElse("the routes");
        return new StartRefusedException(
                first(failure, PropertyBindingException.class)
                        .map(RouteFailure::wrongProperty)
                        .orElseGet(() -> route + " cannot start: " + reason(failure)),
                failure);
    }

    private static String wrongProperty(PropertyBindingException failure) {
        String key = Optional.ofNullable(failure.getOptionPrefix()).orElse("")
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
