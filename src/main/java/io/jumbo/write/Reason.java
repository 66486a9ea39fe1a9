package io.jumbo.write;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
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
            if (cause instanceof PSQLException server && server.getServerErrorMessage() != null) {
                ServerErrorMessage message = server.getServerErrorMessage();
                return of(message.getMessage(), message.getDetail());
            }
            cause = cause.getCause();
        }
        return failure instanceof SQLException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** A server's message with its detail, which may be null. */
    static String of(String message, String detail) {
        return detail == null ? message : message + " (" + detail + ")";
    }
}
