package io.jumbo.write.ways;

import io.jumbo.write.failure.Reason;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import io.jumbo.write.template.PlainInsert;
import io.jumbo.write.ways.copy.CopyCheck;
import io.jumbo.write.ways.copy.CopyTarget;
import io.jumbo.write.ways.copy.CopyWriter;
import io.jumbo.write.ways.copy.StageWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Chooses the fastest way that leaves the same rows, by what the server says of a statement. */
final class WayChoice {

    /** So many reasons are given. */
    private static final int MOST_REASONS = 3;

    private final Connection connection;
    private final InsertTemplate template;
    private final ParameterTypes types;
    private final Experience experience;
    private final Obstacles obstacles;

    WayChoice(Connection connection, InsertTemplate template, ParameterTypes types, Experience experience) {
        this.connection = connection;
        this.template = template;
        this.types = types;
        this.experience = experience;
        this.obstacles = new Obstacles(template, types);
    }

    Way way() throws SQLException {
        List<Obstacle> found = obstacles.find(connection);
        RowWriter alone = new BatchWriter(template, types, found.stream().anyMatch(Obstacle::foldable));
        if (!template.isSingleValues()) {
            return new RowByRow(alone, List.of(template.objectionToSets()));
        } else if (!found.isEmpty()) {
            return new RowByRow(
                    alone,
                    found.stream().limit(MOST_REASONS).map(Obstacle::words).toList());
        }
        return inBulk(alone);
    }

    private Way inBulk(RowWriter alone) throws SQLException {
        CopyCheck check = new CopyCheck(connection);
        Optional<PlainInsert> plain = template.plainInsert();
        Optional<CopyTarget> target = plain.isPresent() ? check.sameAs(plain.get()) : Optional.empty();
        Optional<Sieve> sieve = Sieve.of(template, types);
        if (target.isPresent() && !plain.get().onConflict()) {
            return new Copied(copy(target.get(), Optional.empty()), alone, sieve, obstacles);
        }
        Optional<CopyWriter> copy =
                target.isPresent() ? Optional.of(copy(target.get(), Optional.of(template))) : Optional.empty();
        UnnestWriter sets = new UnnestWriter(template, types, Optional.of(alone));
        Optional<SQLException> refused = sets.objection(connection);
        if (refused.isPresent()) {
            return new RowByRow(
                    alone, List.of("the server refuses the form for many lines: " + Reason.of(refused.get())));
        }
        Optional<StageWriter> stage =
                check.mayStage() ? Optional.of(new StageWriter(template, types)) : Optional.empty();
        return new InSets(sets, alone, copy, stage, sieve, obstacles);
    }

    private CopyWriter copy(CopyTarget target, Optional<InsertTemplate> inPlaceOf) throws SQLException {
        boolean binary = experience.mayBinary() && target.isOf(connection, types.types());
        return new CopyWriter(target, inPlaceOf, binary ? types.types() : List.of());
    }
}
