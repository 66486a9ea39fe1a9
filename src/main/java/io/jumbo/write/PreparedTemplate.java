package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A template and what the server says of it. Immutable; good until the schema changes.
 *
 * @param template as the user wrote it
 * @param writer the fastest way to write its rows
 * @param rowByRow the way that fits every statement
 * @param copy COPY into the table itself, if that is the same or, with {@code ON CONFLICT}, as long as nothing conflicts
 * @param stage COPY into a table beside it, if the user may make one
 * @param inputCheck finds values that are no input of their placeholder's type; absent where there is no placeholder
 * @param plainTypes for each placeholder, if its type is one of them
 */
record PreparedTemplate(
        InsertTemplate template,
        RowWriter writer,
        RowWriter rowByRow,
        Optional<CopyWriter> copy,
        Optional<StageWriter> stage,
        Optional<InputCheck> inputCheck,
        List<Optional<PlainType>> plainTypes) {

    /** Asks the server. */
    static PreparedTemplate prepare(Connection connection, InsertTemplate template) throws SQLException {
        return prepare(connection, template, true);
    }

    /**
     * Asks the server.
     *
     * @param mayBinary whether values may go into the user's table in another form than text
     */
    static PreparedTemplate prepare(Connection connection, InsertTemplate template, boolean mayBinary)
            throws SQLException {
        ParameterTypes types = ParameterTypes.describe(connection, template);
        CopyCheck check = new CopyCheck(connection);
        Optional<PlainInsert> plain = template.plainInsert();
        Optional<CopyTarget> copy = plain.isPresent() ? check.sameAs(plain.get()) : Optional.empty();
        boolean always = copy.isPresent() && !plain.get().onConflict();
        boolean stage = !always && template.isSingleValues() && check.mayStage();
        Optional<CopyWriter> copies = copy.isEmpty()
                ? Optional.empty()
                : Optional.of(new CopyWriter(
                        copy.get(),
                        always ? Optional.empty() : Optional.of(template),
                        mayBinary && copy.get().isOf(connection, types.types()) ? types.types() : List.of()));
        return new PreparedTemplate(
                template,
                always ? copies.get() : WriteMethod.of(template).writer(template, types),
                WriteMethod.BATCH.writer(template, types),
                copies,
                stage ? Optional.of(new StageWriter(template, types)) : Optional.empty(),
                InputCheck.of(connection, types),
                types.types().stream().map(PlainType::of).toList());
    }

    /** The same without ways to write that failed for other reasons than the lines. */
    PreparedTemplate withRowsOnly() {
        return new PreparedTemplate(
                template, writer, rowByRow, Optional.empty(), Optional.empty(), inputCheck, plainTypes);
    }

    /**
     * Checks, where something failed, that it did not because this is no longer what the server says.
     *
     * @throws OtherTypesException if that is not certain
     */
    void requireTypes(Connection connection) throws SQLException {
        if (copy.isPresent()) {
            copy.get().requireTypes(connection);
        }
    }

    /**
     * The fastest way to write so many lines, if there is one without making rows of them.
     *
     * @param conflicts whether rows conflicted lately, so that a COPY would probably fail
     */
    Optional<LineWriter> lineWriter(int lines, boolean conflicts) {
        if (writer instanceof CopyWriter always) {
            return Optional.of(always);
        } else if (lines < StageWriter.LEAST_LINES) {
            return Optional.empty();
        }
        Optional<LineWriter> staged = stage.map(LineWriter.class::cast);
        return conflicts ? staged : copy.map(LineWriter.class::cast).or(() -> staged);
    }
}
