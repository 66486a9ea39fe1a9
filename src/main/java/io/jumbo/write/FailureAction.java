package io.jumbo.write;

import java.sql.SQLException;
import java.util.Set;

/** What to do next about a failure, decided once, by its SQLSTATE. */
public enum FailureAction {
    /** The database cannot now: try the same chunk again, for ever, with back-off. */
    RETRY,
    /** The server could not cope with so many lines at once: try fewer; with a single line as {@link #RETRY}. */
    RETRY_SMALLER,
    /** The line's own content: store it as a dead letter and go on. */
    REJECT_LINE,
    /** Nobody can tell from the code: the line's fault if other lines of the chunk are accepted, else as {@link #PAUSE}. */
    REJECT_IF_OTHERS_PASS,
    /** The template, the schema, a privilege or the configuration: a person must look. Keep everything and try again later. */
    PAUSE;

    /** statement_timeout (or an administrator's cancel), and out of memory. */
    private static final Set<String> RETRY_SMALLER_STATES = Set.of("57014", "53200");

    private static final Set<String> RETRY_STATES = Set.of("55P03", "25006", "25P03");
    private static final Set<String> RETRY_CLASSES = Set.of("08", "40", "53", "57", "58", "HV");

    /** P0 is what PL/pgSQL raises: RAISE EXCEPTION, a look-up that finds no row or several. */
    private static final Set<String> REJECT_CLASSES = Set.of("22", "23", "44", "54", "P0");

    /** A privilege refused for one row is row-level security; refused for every row it is a missing GRANT. */
    static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final Set<String> PAUSE_CLASSES = Set.of("0A", "25", "28", "3D", "3F", "42", "26");
    /** A damaged table or index; and a COPY that does not fit the table, for the lines in it are written by us. */
    private static final Set<String> PAUSE_STATES = Set.of("XX001", "XX002", "22P04");

    /** Classifies a failure; one without any SQLSTATE in its chain of causes is {@link #PAUSE}. */
    public static FailureAction of(SQLException failure) {
        String state = sqlState(failure);
        if (state.length() != 5) {
            return PAUSE;
        }
        String stateClass = state.substring(0, 2);
        if (RETRY_SMALLER_STATES.contains(state)) {
            return RETRY_SMALLER;
        }
        if (RETRY_STATES.contains(state) || RETRY_CLASSES.contains(stateClass)) {
            return RETRY;
        }
        if (PAUSE_STATES.contains(state)) {
            return PAUSE;
        }
        if (REJECT_CLASSES.contains(stateClass)) {
            return REJECT_LINE;
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return REJECT_IF_OTHERS_PASS;
        }
        return PAUSE_CLASSES.contains(stateClass) ? PAUSE : REJECT_IF_OTHERS_PASS;
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
