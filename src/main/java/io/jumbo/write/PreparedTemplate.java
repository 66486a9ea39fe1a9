package io.jumbo.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A template and what the server says of it. Immutable; good until the schema changes.
 *
 * @param template as the user wrote it
 * @param way how its lines are written, and why not faster
 * @param obstacles asks what is in the way of writing many lines at once
 * @param writer the fastest way to write its rows
 * @param rowByRow the way that fits every statement
 * @param copy COPY into the table itself, if that is the same or, with {@code ON CONFLICT}, as long as nothing conflicts
 * @param stage COPY into a table beside it, if the user may make one
 * @param sieve finds rows that conflict, where that is an error and many rows may be written at once
 * @param inputCheck finds values that are no input of their placeholder's type; absent where there is no placeholder, or too many
 * @param plainTypes for each placeholder, if its type is one of them
 */
record PreparedTemplate(
        InsertTemplate template,
        Way way,
        Obstacles obstacles,
        RowWriter writer,
        RowWriter rowByRow,
        Optional<CopyWriter> copy,
        Optional<StageWriter> stage,
        Optional<Sieve> sieve,
        Optional<InputCheck> inputCheck,
        List<Optional<PlainType>> plainTypes) {

    /** A result has at most 1,664 columns, and several questions are asked about each value. */
    private static final int MOST_CHECKED = 500;

    /** So many reasons are given. */
    private static final int MOST_REASONS = 3;

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
        Obstacles obstacles = new Obstacles(template, types);
        List<Obstacle> found = obstacles.find(connection);
        RowWriter rowByRow = new BatchWriter(template, types, found.stream().anyMatch(Obstacle::foldable));
        PreparedTemplate slow = new PreparedTemplate(
                template,
                new Way.RowByRow(List.of(template.objectionToSets())),
                obstacles,
                rowByRow,
                rowByRow,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                InputCheck.of(connection, types).filter(check -> types.types().size() <= MOST_CHECKED),
                types.types().stream().map(PlainType::of).toList());
        if (!template.isSingleValues()) {
            return slow;
        } else if (!found.isEmpty()) {
            return slow.since(
                    found.stream().limit(MOST_REASONS).map(Obstacle::words).toList());
        }
        return slow.faster(connection, types, mayBinary);
    }

    private PreparedTemplate since(List<String> reasons) {
        return with(new Way.RowByRow(reasons), writer, copy, stage, sieve);
    }

    /** With the fastest of the ways, for nothing is in the way. */
    private PreparedTemplate faster(Connection connection, ParameterTypes types, boolean mayBinary)
            throws SQLException {
        CopyCheck check = new CopyCheck(connection);
        Optional<PlainInsert> plain = template.plainInsert();
        Optional<CopyTarget> target = plain.isPresent() ? check.sameAs(plain.get()) : Optional.empty();
        Optional<Sieve> found = Sieve.of(template, types);
        boolean always = target.isPresent() && !plain.get().onConflict();
        Optional<CopyWriter> copies = target.isEmpty()
                ? Optional.empty()
                : Optional.of(new CopyWriter(
                        target.get(),
                        always ? Optional.empty() : Optional.of(template),
                        mayBinary && target.get().isOf(connection, types.types()) ? types.types() : List.of()));
        if (always) {
            return with(new Way.Copied(false), copies.get(), copies, Optional.empty(), found);
        }
        UnnestWriter sets = new UnnestWriter(template, types, Optional.of(rowByRow));
        Optional<SQLException> refused = sets.objection(connection);
        if (refused.isPresent()) {
            return since(List.of("the server refuses the form for many lines: " + Reason.of(refused.get())));
        }
        Way inSets = copies.isPresent() ? new Way.Copied(true) : new Way.InSets();
        return with(inSets, sets, copies, stage(check, types), found);
    }

    private Optional<StageWriter> stage(CopyCheck check, ParameterTypes types) throws SQLException {
        return check.mayStage() ? Optional.of(new StageWriter(template, types)) : Optional.empty();
    }

    private PreparedTemplate with(
            Way way, RowWriter writer, Optional<CopyWriter> copy, Optional<StageWriter> stage, Optional<Sieve> sieve) {
        return new PreparedTemplate(
                template, way, obstacles, writer, rowByRow, copy, stage, sieve, inputCheck, plainTypes);
    }

    /** The same without ways to write that failed for other reasons than the lines. */
    PreparedTemplate withRowsOnly() {
        return with(way, writer, Optional.empty(), Optional.empty(), sieve);
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
     * Checks, where many lines were written at once, that nothing has come in the way of that since the server was asked. From then on nothing can until the
     * caller's transaction ends: it holds the lock on the table that CREATE TRIGGER, CREATE RULE and ALTER TABLE wait for.
     *
     * @throws ObstacleException if something has; nothing of what was written may stay
     */
    void requireSameWay(Connection connection) throws SQLException {
        List<Obstacle> found = way instanceof Way.RowByRow ? List.of() : obstacles.find(connection);
        if (!found.isEmpty()) {
            throw new ObstacleException(found.get(0));
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
