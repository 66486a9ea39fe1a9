package io.jumbo.write.ways;

import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ParameterTypes;
import java.util.Optional;

/** Forms to write rows in, and ways made of them, for tests of other packages. */
public final class Forms {

    private Forms() {}

    /** The statement itself for each row. */
    public static RowWriter batch(InsertTemplate template, ParameterTypes types) {
        return new BatchWriter(template, types);
    }

    /** One statement that is fed from arrays. */
    public static RowWriter unnest(InsertTemplate template, ParameterTypes types) {
        return new UnnestWriter(template, types);
    }

    /** Finds rows that conflict. */
    public static Sieve sieve(InsertTemplate template, ParameterTypes types) {
        return Sieve.of(template, types).orElseThrow();
    }

    /** A way that writes rows in a form, or in another one each alone. */
    public static Way way(
            RowWriter rows, RowWriter alone, InsertTemplate template, ParameterTypes types, Optional<Sieve> sieve) {
        return new InSets(rows, alone, Optional.empty(), Optional.empty(), sieve, new Obstacles(template, types));
    }
}
