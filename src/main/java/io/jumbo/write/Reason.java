package io.jumbo.write;

import io.jumbo.offset.ExplainedException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said, in its own words, without the driver's. */
public final class Reason {

    private Reason() {}

    /** The server's message and its detail; the driver's message where the failure did not come from the server. */
    public static String of(Throwable failure) {
        if (failure instanceof BatchUpdateException batch && batch.getNextException() != null) {
            return of(batch.getNextException());
        }
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof ExplainedException) {
                return cause.getMessage();
            }
            if (cause instanceof PSQLException server && server.getServerErrorMessage() != null) {
                ServerErrorMessage message = server.getServerErrorMessage();
                return of(message.getMessage(), message.getDetail());
            }
            cause = cause.getCause();
        }
        return failure instanceof SQLException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** Whether it is of Jumbo's own words, which may have several lines. */
    public static boolean isExplained(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(ExplainedException.class::isInstance);
    }

    /** A server's message with its detail, which may be null. */
    static String of(String message, String detail) {
        return detail == null ? message : message + " (" + detail + ")";
    }
}
