package io.jumbo.write.failure;

import io.jumbo.offset.ExplainedException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server said, in its own words, without the driver's. */
public final class Reason {

    private Reason() {}

    /** The server's message and its detail; the driver's message where the failure did not come from the server. */
    public static String of(Throwable failure) {
        if (failure instanceof BatchUpdateException batch && batch.getNextException() != null) {
            return of(batch.getNextException());
        }
        Optional<String> explained = causes(failure)
                .filter(ExplainedException.class::isInstance)
                .findFirst()
                .map(Throwable::getMessage);
        return explained
                .or(() -> ServerMessage.of(failure)
                        .map(message -> of(message.message(), message.detail()) + explanation(failure)))
                .orElseGet(() ->
                        failure instanceof SQLException ? String.valueOf(failure.getMessage()) : failure.toString());
    }

    /** The reason with its SQLSTATE; where SQL to paste follows it, in front of that. */
    public static String withState(Throwable failure, String reason) {
        String state = FailureAction.sqlState(failure);
        if (state.isEmpty()) {
            return reason;
        }
        int sql = isExplained(failure) ? reason.indexOf(":\n") : -1;
        int at = sql < 0 ? reason.length() : sql;
        return reason.substring(0, at) + " (SQLSTATE " + state + ")" + reason.substring(at);
    }

    private static String explanation(Throwable failure) {
        return Misfit.of(failure)
                .map(Misfit::explanation)
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + text)
                .orElse("");
    }

    /** Whether it is of the connection and not of a line, so that it quotes no line, whatever its SQLSTATE. */
    public static boolean isOfConnection(Throwable failure) {
        return Misfit.of(failure).isPresent();
    }

    /** Whether it is of Jumbo's own words, which may have several lines. */
    public static boolean isExplained(Throwable failure) {
        return causes(failure).anyMatch(ExplainedException.class::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** A server's message with its detail, which may be null. */
    public static String of(String message, String detail) {
        return detail == null ? message : message + " (" + detail + ")";
    }
}
