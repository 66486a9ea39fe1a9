package io.jumbo.write.template;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a statement takes from a line, and from what is known of its file. Immutable.
 *
 * @param all in the order of the statement
 */
public record Placeholders(List<Placeholder> all) {

    public Placeholders {
        all = List.copyOf(all);
    }

    /** The number of {@code %s}: how many fields a line must have, if there are any. */
    public int fieldCount() {
        return (int) of(Placeholder.Next.class).count();
    }

    /** The number of the last field that is used by its position, from 1; 0 if none is. */
    public int lastPosition() {
        return of(Placeholder.Position.class)
                .mapToInt(position -> position.index() + 1)
                .max()
                .orElse(0);
    }

    /**
     * The names that may be those of fields: {@code %(name)s} and {@code %(fields:name)s}, in the order of the statement, each once. Which of them are metadata, or
     * are known otherwise, the options say.
     */
    public List<String> fieldNames() {
        return all.stream()
                .flatMap(placeholder -> placeholder instanceof Placeholder.Named named
                        ? Stream.of(named.name())
                        : placeholder instanceof Placeholder.FieldName field ? Stream.of(field.name()) : Stream.empty())
                .distinct()
                .toList();
    }

    /** The names that are certainly those of fields: {@code %(fields:name)s}, each once. */
    public List<String> certainFieldNames() {
        return of(Placeholder.FieldName.class)
                .map(Placeholder.FieldName::name)
                .distinct()
                .toList();
    }

    /** The keys of {@code %(header:key)s}, in the order of the statement, each once. */
    public List<String> headerKeys() {
        return of(Placeholder.HeaderValue.class)
                .map(Placeholder.HeaderValue::key)
                .distinct()
                .toList();
    }

    /** The names of {@code %(name)s}, in the order of the statement, each once: fields, metadata, values from above the line or from its path, or parameters. */
    public List<String> namedValues() {
        return of(Placeholder.Named.class)
                .map(Placeholder.Named::name)
                .distinct()
                .toList();
    }

    private <P extends Placeholder> Stream<P> of(Class<P> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }
}
