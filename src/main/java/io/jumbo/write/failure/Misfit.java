package io.jumbo.write.failure;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Failures that speak of the connection itself and not of what goes through it: their words say little to who does not know the driver. */
enum Misfit {
    /**
     * The driver's names of statements are another session's: each transaction goes to another server process. A statement that is there under the same
     * name may be another one.
     */
    POOLER(
            "a connection pooler in transaction mode is between Jumbo and the server, and mixes up the statements of sessions; connect to the server"
                    + " itself, or have the pooler keep a session for each connection, or add prepareThreshold=0 to the URL of the DataSource") {
        @Override
        boolean is(String state, ServerMessage message) {
            return STATEMENT_STATES.contains(state)
                    && DRIVERS_NAME.matcher(String.valueOf(message.message())).find();
        }
    },

    /** Not a line's: these are dead letters before they come here. */
    ZONE("the driver tells the server the zone of this Java process, which PostgreSQL does not know; start it with"
            + " -Duser.timezone=Europe/Berlin or another one of pg_timezone_names") {
        @Override
        boolean is(String state, ServerMessage message) {
            return isParameter(state, message)
                    && String.valueOf(message.message()).contains("TimeZone");
        }
    },

    /** Any other parameter of the server's that was given a wrong value. */
    PARAMETER("") {
        @Override
        boolean is(String state, ServerMessage message) {
            return isParameter(state, message);
        }
    };

    private static final Set<String> STATEMENT_STATES = Set.of("26000", "42P05", "08P01");
    private static final Pattern DRIVERS_NAME = Pattern.compile("\\bS_\\d+\\b");
    private static final String INVALID_PARAMETER_VALUE = "22023";

    /** The parts of the server that look at values of its parameters. */
    private static final Set<String> PARAMETER_ROUTINES = Set.of("call_string_check_hook", "parse_and_validate_value");

    private final String explanation;

    Misfit(String explanation) {
        this.explanation = explanation;
    }

    abstract boolean is(String state, ServerMessage message);

    /** In plain words what is the matter and what to do; may be empty. */
    String explanation() {
        return explanation;
    }

    /** Which one a failure is, if it is one. */
    static Optional<Misfit> of(Throwable failure) {
        String state = FailureAction.sqlState(failure);
        return ServerMessage.of(failure)
                .flatMap(message -> Arrays.stream(values())
                        .filter(misfit -> misfit.is(state, message))
                        .findFirst());
    }

    private static boolean isParameter(String state, ServerMessage message) {
        return state.equals(INVALID_PARAMETER_VALUE) && PARAMETER_ROUTINES.contains(String.valueOf(message.routine()));
    }
}
