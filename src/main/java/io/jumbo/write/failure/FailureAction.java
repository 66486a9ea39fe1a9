package io.jumbo.write.failure;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What to do next about a failure, decided once, by its SQLSTATE. docs/decisions/13-whose-fault.md has the table. */
public enum FailureAction {
    /** The database cannot now: try the same chunk again, for ever, with back-off. */
    RETRY,
    /** The server could not cope with so many lines in one transaction: try fewer; with a single line as {@link #RETRY}. */
    RETRY_SMALLER,
    /** The line's own content: store it as a dead letter and go on. */
    REJECT_LINE,
    /** Nobody can tell from the code: the line's fault if other lines of the chunk are accepted, else as {@link #PAUSE}. */
    REJECT_IF_OTHERS_PASS,
    /** There is no place for the row, which may be made yet: the line's fault if a line behind it is accepted, else as {@link #PAUSE}. */
    REJECT_IF_LATER_PASS,
    /** The template, the schema, a privilege or the configuration: a person must look. Keep everything and try again later. */
    PAUSE;

    /** statement_timeout (or an administrator's cancel), transaction_timeout, out of memory or of locks, temp_file_limit. */
    private static final Set<String> RETRY_SMALLER_STATES = Set.of("57014", "25P04", "53200", "53400");

    /** Among them an enum value whose transaction is under way (55P04), and what a foreign server cannot now (HV…). */
    private static final Set<String> RETRY_STATES =
            Set.of("55P03", "25006", "25P03", "55P04", "72000", "HV000", "HV001", "HV00L", "HV00M", "HV00N", "HV014");

    private static final Set<String> RETRY_CLASSES = Set.of("08", "40", "53", "57", "58");

    /**
     * What a value can bring about. P0 is what PL/pgSQL raises: RAISE EXCEPTION, a look-up that finds no row or several; 20 is its CASE
     * without a branch, 10 a malformed XQuery.
     */
    private static final Set<String> REJECT_CLASSES = Set.of("10", "20", "22", "23", "44", "54", "P0");

    /** A privilege refused for one row is row-level security; refused for every row it is a missing GRANT. */
    public static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final Set<String> PAUSE_CLASSES =
            Set.of("0A", "25", "26", "28", "2D", "34", "3B", "3D", "3F", "42", "F0");

    /**
     * An exhausted sequence; a COPY that does not fit the table, for the lines in it are written by us; a statement with too many columns or
     * arguments; a parameter that must be set at the start; a missing library or data file; a damaged table or index.
     */
    private static final Set<String> PAUSE_STATES =
            Set.of("2200H", "22P04", "54011", "54023", "55P02", "58P01", "XX001", "XX002");

    private static final String CHECK_VIOLATION = "23514";

    /** The part of the server that looks for a row's partition. It says 23514 as a violated CHECK does, in words of the server's language. */
    private static final String PARTITION_ROUTINE = "ExecFindPartition";

    private static final String NOT_SUPPORTED = "0A000";

    /** The parts that make integers of numbers. They say "not supported" of NaN and infinity, which a line may hold. */
    private static final String TO_INTEGER_ROUTINES = "numeric_int";

    /** Classifies a failure; one without any SQLSTATE in its chain of causes is {@link #PAUSE}. */
    public static FailureAction of(SQLException failure) {
        String state = sqlState(failure);
        if (state.length() != 5 || Misfit.of(failure).equals(Optional.of(Misfit.POOLER))) {
            return PAUSE;
        }
        String stateClass = state.substring(0, 2);
        if (RETRY_SMALLER_STATES.contains(state)) {
            return RETRY_SMALLER;
        }
        if (PAUSE_STATES.contains(state)) {
            return PAUSE;
        }
        if (RETRY_STATES.contains(state) || RETRY_CLASSES.contains(stateClass)) {
            return RETRY;
        }
        if (state.equals(CHECK_VIOLATION) && routine(failure).equals(PARTITION_ROUTINE)) {
            return REJECT_IF_LATER_PASS;
        }
        if (state.equals(NOT_SUPPORTED) && routine(failure).startsWith(TO_INTEGER_ROUTINES)) {
            return REJECT_LINE;
        }
        if (REJECT_CLASSES.contains(stateClass)) {
            return REJECT_LINE;
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return REJECT_IF_OTHERS_PASS;
        }
        return PAUSE_CLASSES.contains(stateClass) ? PAUSE : REJECT_IF_OTHERS_PASS;
    }

    /** The function of the server's source that failed, the same in every language; empty if the failure is not the server's. */
    private static String routine(SQLException failure) {
        return ServerMessage.of(failure).map(ServerMessage::routine).orElse("");
    }

    /** Whether it may be that of a statement that Jumbo made of the user's, and not that of the user's own: only the latter counts. */
    public static boolean mayBeOfRewriting(SQLException failure) {
        String state = sqlState(failure);
        return of(failure) == PAUSE
                && Set.of("0A", "22", "26", "34", "42", "54").contains(stateClass(state))
                && !state.equals("2200H");
    }

    /** Whether the session ended in the middle of its work: an unreachable server, or one that lets nobody in, is something else. */
    public static boolean isLostSession(SQLException failure) {
        String state = sqlState(failure);
        return Set.of("08000", "08003", "08006", "57P01", "57P02", "25P04").contains(state);
    }

    /** The first two characters of a SQLSTATE, which may be empty. */
    public static String stateClass(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    /** The SQLSTATE of a failure or of the first of its causes that has one; empty if none has. A pool hides it in a cause. */
    public static String sqlState(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            cause = cause.getCause();
        }
        return "";
    }
}
