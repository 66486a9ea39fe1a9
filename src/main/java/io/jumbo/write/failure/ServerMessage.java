package io.jumbo.write.failure;

import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said about a failure; null where it did not say.
 *
 * @param where it was at work, in its own language
 * @param routine of its source that failed, the same in every language
 */
public record ServerMessage(String message, String detail, String where, String schema, String table, String routine) {

    /** That of a failure or of the first of its causes that comes from the server. */
    public static Optional<ServerMessage> of(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof PSQLException server && server.getServerErrorMessage() != null) {
                ServerErrorMessage said = server.getServerErrorMessage();
                return Optional.of(new ServerMessage(
                        said.getMessage(),
                        said.getDetail(),
                        said.getWhere(),
                        said.getSchema(),
                        said.getTable(),
                        said.getRoutine()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
