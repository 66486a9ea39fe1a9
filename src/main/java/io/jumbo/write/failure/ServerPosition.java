package io.jumbo.write.failure;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in what was sent the server, or the driver, met a failure. Both say it in words of the language they are set to, of which only the number is
 * read; so it is a guess that an attempt must confirm.
 */
final class ServerPosition {

    /** {@code COPY t, line 17, column v: "x"}, in its line of the context: in every language the first number behind the table's name and a comma. */
    private static final Pattern COPY_LINE =
            Pattern.compile("^.*(?:COPY|복사)[^\\n]*?[,、，]\\D{0,20}?(\\d+)", Pattern.MULTILINE);

    /** {@code Batch entry 1,017 INSERT … was aborted}: the first number, with whatever groups its digits. */
    private static final Pattern BATCH_ENTRY = Pattern.compile("^\\D*?(\\d{1,3}(?:\\D?\\d{3})*)");

    private ServerPosition() {}

    /** Index of the row that a COPY failed at, among those that were sent with it. */
    static Optional<Integer> inCopy(SQLException failure) {
        return ServerMessage.of(failure)
                .map(ServerMessage::where)
                .flatMap(where -> number(COPY_LINE, where))
                .map(line -> line - 1)
                .filter(row -> row >= 0);
    }

    /** Index of the row that a batch failed at. Its update counts do not tell: within a transaction all of them say "failed". */
    static Optional<Integer> inBatch(BatchUpdateException failure) {
        return number(BATCH_ENTRY, String.valueOf(failure.getMessage()));
    }

    private static Optional<Integer> number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String digits = matcher.group(1).replaceAll("\\D", "");
        return digits.length() > 9 ? Optional.empty() : Optional.of(Integer.parseInt(digits));
    }
}
