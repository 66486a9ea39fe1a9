package io.jumbo.layout;

import io.jumbo.option.LinePattern;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import io.jumbo.write.template.Placeholder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what lines say that are no data: the names of fields, and values. Pure, immutable and thread-safe.
 *
 * @param wanted what the statement uses
 * @param pattern named groups in it are values
 * @param fields cuts a line as data lines are cut
 * @param delimiters characters between two fields
 * @param quote round a value, which is none of it
 */
record HeaderReading(
        Wanted wanted,
        Optional<LinePattern> pattern,
        Function<String, List<String>> fields,
        String delimiters,
        Optional<Character> quote) {

    /** No longer line of a header is kept for a message. */
    private static final int MOST_KEPT = 2000;

    /** Whether a line of names is looked for. */
    boolean wantsNames() {
        return wanted.names().areUsed();
    }

    boolean wantsNoValues() {
        return wanted.headerKeys().isEmpty() && wanted.groups().isEmpty();
    }

    /** Whether all names that are wanted are known. */
    boolean hasNames(Learnt learnt) {
        return wanted.names().areIn(learnt.names());
    }

    /** Whether a line has a field under each name that is wanted, as data have. */
    boolean reaches(String text, Learnt learnt) {
        return !wantsNames() || fields.apply(text).size() > wanted.names().lastIndexIn(learnt.names());
    }

    /** The names that a line gives, if all that are wanted are among them. */
    Optional<FieldNames> namesIn(String text) {
        return wanted.names().mayBeIn(text) ? wanted.names().in(fields.apply(text)) : Optional.empty();
    }

    /** The same of a line below data, which may hold a name as a value. */
    Optional<FieldNames> namesAgain(String text, Learnt known) {
        return namesIn(text).filter(given -> wanted.names().areAgain(given, known.names()));
    }

    /** Why nothing can be read below these names; nothing if it can. */
    Optional<String> objection(FieldNames given) {
        return wanted.names().objection(given.written());
    }

    /** The same of the line of a header that looks most like names, if there is any. */
    Optional<String> objectionTo(Optional<String> likeliest) {
        return wanted.names().objection(likeliest.map(fields).orElse(List.of()));
    }

    /** Whether the line of a header that looks most like names is one, if any is wanted. */
    boolean givesNames(Optional<String> likeliest) {
        return !wantsNames() || likeliest.flatMap(this::namesIn).isPresent();
    }

    /** Which of two lines looks more like names; of two that look alike the lower one. */
    Optional<String> likelier(Optional<String> before, String text) {
        if (!wantsNames() || text.length() > MOST_KEPT || text.isBlank()) {
            return before;
        }
        return Optional.of(
                before.filter(other -> likelihood(other) > likelihood(text)).orElse(text));
    }

    private int likelihood(String text) {
        List<String> cut = fields.apply(text);
        return wanted.names().howManyIn(cut) * MOST_KEPT + Math.min(cut.size(), MOST_KEPT - 1);
    }

    /** What follows it is the name of the next field. */
    private static boolean isNameOfField(String key, Optional<FieldNames> given) {
        return given.filter(names -> !names.indicesOf(key).isEmpty()).isPresent();
    }

    /** What is known behind a line. */
    Learnt learn(Learnt before, String text, Optional<FieldNames> given) {
        Map<String, String> values = new HashMap<>(before.values());
        for (String key : wanted.headerKeys()) {
            String name = new Placeholder.HeaderValue(key).name();
            if (!values.containsKey(name) || !isNameOfField(key, given)) {
                HeaderValue.of(key, text, fields.apply(text), delimiters, quote)
                        .ifPresent(value -> values.put(name, value));
                values.remove(name, "");
            }
        }
        if (pattern.isPresent() && !wanted.groups().isEmpty()) {
            Map<String, String> found = pattern.get().valuesIn(text);
            wanted.groups().stream().filter(found::containsKey).forEach(group -> values.put(group, found.get(group)));
        }
        FieldNames names = given.orElse(before.names());
        return values.equals(before.values()) && names.equals(before.names()) ? before : new Learnt(names, values);
    }
}
