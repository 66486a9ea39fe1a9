package io.jumbo.app;

import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.offset.Transaction;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import io.jumbo.write.tables.Rights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into the database without psql. What the statement changes is committed, all of it or nothing. */
@Command(
        name = "sql",
        description = "Executes a statement in the database that the rows go to, and shows the result as a table."
                + " What it changes is committed.")
final class SqlCommand implements Callable<Integer> {

    /** Rows that are fetched at once: the memory they take is theirs times this. */
    private static final int FETCHED = 50;

    private final Workplace workplace;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STATEMENT",
            arity = "0..1",
            description = "Such as \"SELECT * FROM data_container\"; read from standard input if absent.")
    private Optional<String> statement = Optional.empty();

    SqlCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws IOException {
        String sql = statement.isPresent() ? statement.get() : standardInput();
        if (sql.isBlank()) {
            throw new ParameterException(spec.commandLine(), "Missing the statement to execute");
        }
        try (Session session = Session.open(workplace)
                .orElseThrow(() -> new StartRefusedException("there is no database" + Session.NONE))) {
            session.commit(connection -> execute(connection, sql));
        } finally {
            out().flush();
        }
        return 0;
    }

    private static String standardInput() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private Void execute(Connection connection, String sql) {
        try (Statement executed = connection.createStatement()) {
            executed.setEscapeProcessing(false); // braces are the user's
            executed.setFetchSize(FETCHED);
            boolean rows = executed.execute(sql);
            while (rows || executed.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet result = executed.getResultSet()) {
                        ResultTable.print(result, out());
                    }
                } else {
                    long changed = executed.getLargeUpdateCount();
                    out().println(changed == 1 ? "1 row changed" : changed + " rows changed");
                }
                rows = executed.getMoreResults();
            }
            tellNotices(executed.getWarnings());
            return null;
        } catch (SQLException e) {
            Transaction.rollback(connection);
            SQLException explained = Rights.explain(connection, e);
            throw Reason.isExplained(explained)
                    ? new StartRefusedException(Reason.withState(explained, Reason.of(explained)), e)
                    : new StartRefusedException(described(e), e);
        }
    }

    private void tellNotices(SQLWarning first) {
        PrintWriter err = spec.commandLine().getErr();
        for (SQLWarning notice = first; notice != null; notice = notice.getNextWarning()) {
            err.println("jumbo: the server says: " + EscapedText.of(String.valueOf(notice.getMessage())));
        }
        err.flush();
    }

    /** The whole message of the server, which may have lines for the place and a hint. */
    private static List<String> described(SQLException failure) {
        return (failure.getMessage() + "\nSQLSTATE " + FailureAction.sqlState(failure))
                .lines()
                .map(EscapedText::of)
                .toList();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
