package io.jumbo.write.fields;

import io.jumbo.option.LineFormat;
import io.jumbo.option.LinePattern;
import io.jumbo.tail.FieldNames;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.InvalidTemplateException;
import io.jumbo.write.template.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the names in a statement mean, as far as the options say it. {@code %(name)s} is the first of these that there is: a group of {@code header-pattern} or
 * {@code path-pattern}; metadata; a field, unless the statement counts its fields with {@code %s}; a parameter that the route has set. Immutable.
 */
public final class UsedNames {

    private static final String CAMEL = "Camel";

    private final InsertTemplate template;
    private final FieldFormat format;

    UsedNames(InsertTemplate template, FieldFormat format) {
        this.template = template;
        this.format = format;
    }

    /** The names that may be those of fields, wherever these come from. */
    public List<String> fields() {
        return template.takes().fieldNames().stream().filter(this::mayBeField).toList();
    }

    /** The names of fields that a line of the file itself must give; each may still be a parameter of the route instead. */
    public List<String> fieldsOfFile() {
        return format.isKeyed() || !format.names().written().isEmpty() ? List.of() : fields();
    }

    /** The keys of header lines whose values are used. */
    public List<String> headerKeys() {
        return template.takes().headerKeys();
    }

    /** The groups of {@code header-pattern} that are used. */
    public List<String> headerGroups() {
        return template.takes().namedValues().stream()
                .filter(format.headerGroups()::contains)
                .toList();
    }

    /** The names that no value is known for. */
    public List<String> unknown(Set<String> parameters) {
        return template.placeholders().stream()
                .flatMap(placeholder -> placeholder instanceof Placeholder.Named named && !isField(named.name())
                        ? Stream.of(named.name())
                        : placeholder instanceof Placeholder.Parameter parameter
                                ? Stream.of(parameter.name())
                                : Stream.empty())
                .filter(name -> !isGroup(name) && Metadata.named(name).isEmpty() && !parameters.contains(name))
                .distinct()
                .toList();
    }

    /**
     * Checks that a value is known for every name.
     *
     * @throws InvalidTemplateException naming the others and what to do
     */
    public void requireKnown(Set<String> parameters) {
        List<String> unknown = unknown(parameters);
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException("nothing is known under the name " + String.join(", ", unknown)
                    + "; metadata are " + String.join(", ", Metadata.names())
                    + (template.takes().fieldCount() > 0
                            ? ", the name of a field does not mix with %s (write %(name)s for every field)"
                            : "")
                    + ", anything else must be set as a header by the route before the insert, or by --header of a"
                    + " replay");
        }
    }

    /**
     * Checks that the statement can have what it uses, whatever is in the files.
     *
     * @param ownSteps whether the route has steps that may set parameters
     * @throws InvalidTemplateException with both keys if not
     */
    public void requirePossible(boolean ownSteps) {
        impossible().ifPresent(problem -> {
            throw new InvalidTemplateException(problem);
        });
        if (!ownSteps && template.takes().fieldCount() > 0) {
            requireKnown(setByCamel());
        }
    }

    /** Headers that are there without a step that sets them, and those that only a parameter can be. */
    private Set<String> setByCamel() {
        return Stream.concat(
                        template.takes().namedValues().stream()
                                .filter(name -> name.regionMatches(true, 0, CAMEL, 0, CAMEL.length())),
                        parameters())
                .collect(Collectors.toSet());
    }

    private Optional<String> impossible() {
        int last = Math.max(template.takes().fieldCount(), template.takes().lastPosition());
        LineFormat lines = format.formatFor(template);
        if (lines == LineFormat.JSON && last > 0) {
            return Optional.of("counts fields, which have names and no order with jumbo.format = json: write %(key)s");
        } else if (lines == LineFormat.LINE && last > 1) {
            return Optional.of("uses field " + last
                    + ", but with jumbo.format = line the whole line is the one field; set jumbo.format = csv");
        } else if (lines == LineFormat.REGEX) {
            int groups = format.pattern().map(LinePattern::groupCount).orElse(0);
            if (template.takes().lastPosition() > groups) {
                return Optional.of("uses field " + last + ", but jumbo.pattern has only " + groups + " groups");
            } else if (template.takes().fieldCount() > 0 && template.takes().fieldCount() != groups) {
                return Optional.of("has " + template.takes().fieldCount() + " times %s, but jumbo.pattern has " + groups
                        + " groups; write as many, or %1$s or %(name)s for those you want");
            }
        }
        return template.takes().certainFieldNames().stream()
                .filter(name -> !isField(name)
                        && lines != LineFormat.JSON
                        && template.takes().fieldCount() == 0)
                .findFirst()
                .map(name -> "uses a field " + name + ", but no field has that name by "
                        + (lines == LineFormat.REGEX ? "jumbo.pattern or jumbo.names" : "jumbo.names"));
    }

    /** Whether nothing of a line goes into the statement. */
    public boolean ignoreLines() {
        return template.takes().fieldCount() == 0
                && template.takes().lastPosition() == 0
                && fields().isEmpty()
                && Stream.concat(template.takes().namedValues().stream(), parameters())
                        .noneMatch(name -> Metadata.named(name)
                                .filter(Metadata.LINE::equals)
                                .isPresent());
    }

    private Stream<String> parameters() {
        return template.placeholders().stream()
                .filter(Placeholder.Parameter.class::isInstance)
                .map(placeholder -> ((Placeholder.Parameter) placeholder).name());
    }

    boolean isGroup(String name) {
        return format.headerGroups().contains(name)
                || format.pathPattern()
                        .filter(pattern -> pattern.groups().contains(name))
                        .isPresent();
    }

    /** Whether a name in the statement is that of a field, if there is one. */
    private boolean mayBeField(String name) {
        return template.takes().certainFieldNames().contains(name)
                || (!isGroup(name) && Metadata.named(name).isEmpty() && isField(name));
    }

    /** Whether there may be a field of that name. */
    boolean isField(String name) {
        if (template.takes().fieldCount() > 0) {
            return false;
        } else if (format.format() == LineFormat.REGEX) {
            return groupKey(name).isPresent();
        }
        FieldNames names = format.names();
        return names.written().isEmpty() || names.indexOf(name).isPresent();
    }

    /** The groups of the pattern that are used: names, or numbers from 1. */
    List<Object> keys() {
        List<Object> keys = new ArrayList<>();
        template.placeholders().stream()
                .flatMap(placeholder -> key(placeholder).stream())
                .filter(key -> !keys.contains(key))
                .forEach(keys::add);
        return keys;
    }

    /** The keys of a JSON object that are used. */
    List<String> jsonKeys() {
        return keys().stream().map(String::valueOf).toList();
    }

    /** What a placeholder is to a format whose fields have keys. */
    Optional<Object> key(Placeholder placeholder) {
        if (placeholder instanceof Placeholder.Next next) {
            return Optional.of(next.index() + 1);
        } else if (placeholder instanceof Placeholder.Position position) {
            return Optional.of(position.index() + 1);
        } else if (placeholder instanceof Placeholder.FieldName field) {
            return nameKey(field.name());
        } else if (placeholder instanceof Placeholder.Named named && mayBeField(named.name())) {
            return nameKey(named.name());
        }
        return Optional.empty();
    }

    private Optional<Object> nameKey(String name) {
        return format.format() == LineFormat.REGEX ? groupKey(name) : Optional.of(name);
    }

    private Optional<Object> groupKey(String name) {
        boolean group = format.pattern()
                .filter(pattern -> pattern.groups().contains(name))
                .isPresent();
        int groups = format.pattern().map(LinePattern::groupCount).orElse(0);
        return group
                ? Optional.of(name)
                : format.names().indexOf(name).filter(index -> index < groups).map(index -> index + 1);
    }
}
