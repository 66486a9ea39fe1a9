package io.jumbo.write.fields;

import java.util.List;
import java.util.Optional;

/**
 * The placeholders of a statement, bound for lines below the same lines: these may give the fields other names in another place. Immutable.
 *
 * @param bindings one for each placeholder, in order
 * @param fields how many fields a line must have
 * @param exact whether it must not have more; one that is empty at the end aside
 * @param objection why no line can have a row here
 */
public record Bound(List<Binding> bindings, int fields, boolean exact, Optional<String> objection) {

    public Bound {
        bindings = List.copyOf(bindings);
    }

    /** The fields that are bound, in the order of their placeholders. */
    List<Integer> indexes() {
        return bindings.stream()
                .filter(Binding.Field.class::isInstance)
                .map(binding -> ((Binding.Field) binding).index())
                .toList();
    }
}
