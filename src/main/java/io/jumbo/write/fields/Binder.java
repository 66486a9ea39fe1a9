package io.jumbo.write.fields;

import io.jumbo.option.LineFormat;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.Placeholder;
import io.jumbo.write.template.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what the placeholders of a statement are bound to for the lines of one file. Immutable. */
final class Binder {

    private final InsertTemplate template;
    private final FieldFormat format;
    private final UsedNames names;
    private final List<Object> keys;
    private final List<ValueKind> kinds;
    private final Source source;
    private final Map<String, String> parameters;

    Binder(
            InsertTemplate template,
            FieldFormat format,
            List<ValueKind> kinds,
            Source source,
            Map<String, String> parameters) {
        this.template = template;
        this.format = format;
        this.names = format.names(template);
        this.keys = names.keys();
        this.kinds = List.copyOf(kinds);
        this.source = source;
        this.parameters = parameters;
    }

    InsertTemplate template() {
        return template;
    }

    FieldParser fields() {
        return format.fields(template);
    }

    ValueRules rules() {
        return format.rules();
    }

    /** What each placeholder takes. */
    List<ValueKind> kinds() {
        return kinds;
    }

    /** Binds them for lines below these. */
    Bound below(Learnt learnt) {
        List<Binding> bindings = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Placeholder placeholder : template.placeholders()) {
            ValueKind kind = kinds.get(bindings.size());
            bindings.add(binding(placeholder, learnt, kind).orElseGet(() -> {
                missing.add(name(placeholder));
                return new Binding.Constant(null);
            }));
        }
        boolean exact = template.takes().fieldCount() > 0;
        int last = bindings.stream()
                .filter(Binding.Field.class::isInstance)
                .mapToInt(binding -> ((Binding.Field) binding).index() + 1)
                .max()
                .orElse(0);
        return new Bound(bindings, exact ? template.takes().fieldCount() : last, exact, objection(missing, learnt));
    }

    /** The placeholder of a field, in words. */
    static String name(Placeholder placeholder) {
        return placeholder instanceof Placeholder.Named named
                ? named.name()
                : placeholder instanceof Placeholder.FieldName field
                        ? field.name()
                        : placeholder instanceof Placeholder.Position position
                                ? "%" + (position.index() + 1) + "$s"
                                : "%s";
    }

    private Optional<Binding> binding(Placeholder placeholder, Learnt learnt, ValueKind kind) {
        if (placeholder instanceof Placeholder.HeaderValue header) {
            return Optional.of(learnt(learnt.value(header.name()), kind));
        } else if (placeholder instanceof Placeholder.Parameter parameter) {
            return Optional.of(metadata(parameter.name()).orElseGet(() -> parameter(parameter.name())));
        } else if (placeholder instanceof Placeholder.Named named) {
            return named(named, learnt, kind);
        }
        return field(placeholder, learnt);
    }

    private Optional<Binding> named(Placeholder.Named named, Learnt learnt, ValueKind kind) {
        String name = named.name();
        if (names.isGroup(name)) {
            return Optional.of(learnt(format.headerGroups().contains(name) ? learnt.value(name) : ofPath(name), kind));
        }
        Optional<Binding> metadata = metadata(name);
        if (metadata.isPresent()) {
            return metadata;
        }
        boolean set = parameters.containsKey(name);
        boolean anyKey = format.format() == LineFormat.JSON;
        Optional<Binding> field = names.isField(name) && !(set && anyKey) ? field(named, learnt) : Optional.empty();
        return field.isPresent() || !(set || template.takes().fieldCount() > 0) ? field : Optional.of(parameter(name));
    }

    private Optional<Binding> field(Placeholder placeholder, Learnt learnt) {
        if (format.isKeyed()) {
            return names.key(placeholder).map(keys::indexOf).map(Binding.Field::new);
        } else if (placeholder instanceof Placeholder.Next next) {
            return Optional.of(new Binding.Field(next.index()));
        } else if (placeholder instanceof Placeholder.Position position) {
            return Optional.of(new Binding.Field(position.index()));
        }
        return namesOf(learnt).indexOf(name(placeholder)).map(Binding.Field::new);
    }

    private FieldNames namesOf(Learnt learnt) {
        return format.names().written().isEmpty() ? learnt.names() : format.names();
    }

    private Optional<Binding> metadata(String name) {
        return Metadata.named(name).map(metadata -> metadata.binding(source));
    }

    private Binding parameter(String name) {
        return new Binding.Constant(parameters.get(name));
    }

    /** What was learnt is written as fields are. */
    private Binding learnt(Optional<String> value, ValueKind kind) {
        return new Binding.Constant(format.rules().value(value.orElse(null), kind));
    }

    private Optional<String> ofPath(String group) {
        return format.pathPattern().orElseThrow().find(source.path()).map(found -> found.group(group));
    }

    private Optional<String> objection(List<String> missing, Learnt learnt) {
        return missing.stream().findFirst().map(name -> {
            FieldNames known = namesOf(learnt);
            boolean twice = known.indicesOf(name).size() > 1;
            return (twice ? "several fields are named " : "no field is named ") + name
                    + (known.written().isEmpty()
                            ? ": no line above gives the names of the fields"
                            : "; the names are: " + String.join(", ", known.written()))
                    + "; use its position, such as %2$s";
        });
    }
}
