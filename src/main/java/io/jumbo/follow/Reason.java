package io.jumbo.follow;

import io.jumbo.events.LoggedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.write.failure.FailureAction;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Why something of a watch fails. Two that a person need not be told both are equal. Immutable. */
final class Reason {

    /** What differs from time to time in one and the same message: a duration, the name of a statement. */
    private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*");

    private final Throwable cause;
    private final boolean isDatabase;

    /** What is the same each time. */
    private final String kind;

    private Reason(Throwable cause) {
        this.cause = cause;
        this.isDatabase = isDatabaseLost(cause);
        this.kind = isDatabase ? "database" : kind(cause);
    }

    /** That of a failure without wrappings. */
    static Reason of(Throwable failure) {
        return new Reason(ConnectionShortage.explained(failure));
    }

    private static String kind(Throwable cause) {
        return FailureAction.sqlState(cause) + " "
                + NUMBER.matcher(String.valueOf(cause.getMessage())).replaceAll("#");
    }

    private static boolean isDatabaseLost(Throwable cause) {
        if (cause instanceof SQLException sql) {
            FailureAction action = FailureAction.of(sql);
            return action == FailureAction.RETRY || action == FailureAction.RETRY_SMALLER;
        }
        return false;
    }

    /** How the watch stands for it. */
    WatchState state() {
        return isDatabase ? WatchState.DATABASE_LOST : WatchState.PAUSED;
    }

    /** In words, without the values of a line. */
    String words() {
        return LoggedEvents.words(cause);
    }

    void tell(TailEvents events, String watch) {
        if (isDatabase) {
            events.databaseLost(watch, cause);
        } else {
            events.watchPaused(watch, cause);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reason that && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
        return kind.hashCode();
    }

    @Override
    public String toString() {
        return kind;
    }
}
