package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a statement is, by its first word: a closed set. The server knows the rest. */
enum StatementKind {
    /** The server prepares it, and says of which types its values are. */
    QUERY,

    /** Values can be bound in it, but only the protocol prepares it. */
    CALL,

    /** The server executes it, but nothing can be bound in it. */
    COMMAND;

    private static final Set<String> QUERIES =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH", "VALUES", "TABLE", "(");

    private static final Set<String> COMMANDS = Set.of("ANALYZE", "DO", "LOCK", "NOTIFY", "REFRESH", "TRUNCATE");

    /** A transaction of the user's, which Jumbo's is not, a session that others go on with, and COPY, which speaks another protocol. */
    private static final Set<String> OF_A_SESSION = Set.of(
            "ABORT",
            "BEGIN",
            "CLOSE",
            "COMMIT",
            "COPY",
            "DEALLOCATE",
            "DECLARE",
            "DISCARD",
            "END",
            "EXECUTE",
            "FETCH",
            "LISTEN",
            "LOAD",
            "MOVE",
            "PREPARE",
            "RELEASE",
            "RESET",
            "ROLLBACK",
            "SAVEPOINT",
            "SET",
            "START",
            "UNLISTEN");

    /**
     * Looks at the first word.
     *
     * @param tokens without white space and comments, at least one
     * @throws InvalidTemplateException if nothing of the kind can be executed for each line, with the reason and the remedy
     */
    static StatementKind of(List<SqlToken> tokens, boolean binds) {
        SqlToken token = tokens.get(0);
        String first = token.kind() == Kind.WORD || token.isSymbol('(')
                ? token.text().toUpperCase(Locale.ROOT)
                : "no word at all";
        if (QUERIES.contains(first)) {
            return QUERY;
        } else if (first.equals("CALL")) {
            return CALL;
        } else if (COMMANDS.contains(first) && !binds) {
            return COMMAND;
        } else if (COMMANDS.contains(first)) {
            throw new InvalidTemplateException("begins with " + first
                    + ", in which the server binds no values; do it in a procedure, and write CALL my_procedure(%s)");
        } else if (OF_A_SESSION.contains(first)) {
            throw new InvalidTemplateException("begins with " + first
                    + ", but rows and offset are written in a transaction and a session of Jumbo's; write what it is for,"
                    + " such as INSERT INTO my_table (my_column) VALUES (%s)");
        }
        throw new InvalidTemplateException(
                "does not start with INSERT, UPDATE, DELETE, MERGE, SELECT, VALUES, TABLE, WITH or CALL, but with "
                        + first + "; other statements cannot be executed once per line");
    }
}
