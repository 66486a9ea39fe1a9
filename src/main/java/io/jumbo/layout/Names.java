package io.jumbo.layout;

import io.jumbo.option.Spelling;
import io.jumbo.tail.FieldNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of fields that a statement uses, and how a line of names is known by them. Immutable. */
final class Names {

    /** A message shows so many names of a file. */
    private static final int MOST_SHOWN = 40;

    private final List<String> used;

    /** What stands between quotes doubles them, so that a name with quotes need not be in its line as it is. */
    private static final Pattern QUOTES = Pattern.compile("[\"']");

    /** Of the names the longest piece without quotes, and without blanks round it: a line without it is no line of names, which is soon seen. */
    private final String longest;

    Names(List<String> used) {
        this.used = List.copyOf(used);
        this.longest = used.stream()
                .flatMap(QUOTES::splitAsStream)
                .map(String::strip)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** Whether a line gives all of them. */
    boolean areIn(FieldNames given) {
        return given.includeAll(used);
    }

    /** Where the last of them stands; −1 if none is there. */
    int lastIndexIn(FieldNames given) {
        return used.stream()
                .flatMap(name -> given.indicesOf(name).stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
    }

    boolean areUsed() {
        return !used.isEmpty();
    }

    /** Whether a line may be one of names: most lines of data are not. */
    boolean mayBeIn(String text) {
        return areUsed() && (longest.isEmpty() || contains(text, longest));
    }

    /** As {@code toLowerCase().contains()} has it, without making texts. */
    private static boolean contains(String text, String part) {
        char lower = Character.toLowerCase(part.charAt(0));
        char upper = Character.toUpperCase(part.charAt(0));
        int last = text.length() - part.length();
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    /** The names that a line gives, if all that are used are among them. */
    Optional<FieldNames> in(List<String> fields) {
        return Optional.of(names(fields)).filter(this::areIn);
    }

    /**
     * Whether a line below data gives names once more. One name alone may be the content of a field as well: then the whole line must be the one that is known.
     */
    boolean areAgain(FieldNames found, FieldNames known) {
        return used.size() > 1 || found.equals(known);
    }

    @Override
    public String toString() {
        return used.toString();
    }

    private static FieldNames names(List<String> fields) {
        List<String> texts = new ArrayList<>(fields.size());
        for (String field : fields) {
            texts.add(field == null ? "" : field.strip());
        }
        return new FieldNames(texts);
    }

    /** How many of the used names are in a line. */
    int howManyIn(List<String> fields) {
        FieldNames names = names(fields);
        return (int)
                used.stream().filter(name -> !names.indicesOf(name).isEmpty()).count();
    }

    /** Why lines below a header cannot be read, whose likeliest line is this; empty if they can. */
    Optional<String> objection(List<String> fields) {
        FieldNames names = names(fields);
        List<String> missing =
                used.stream().filter(name -> names.indicesOf(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            return Optional.of(sentence(missing, "has no field named", fields) + nearest(missing, fields));
        }
        List<String> ambiguous =
                used.stream().filter(name -> names.indicesOf(name).size() > 1).toList();
        return ambiguous.isEmpty()
                ? Optional.empty()
                : Optional.of(sentence(ambiguous, "has more than one field named", fields));
    }

    /** The name that was probably meant, for each that has one. */
    private static String nearest(List<String> missing, List<String> fields) {
        List<String> there = there(fields).toList();
        return missing.stream()
                .flatMap(name -> Spelling.nearest(name, there).stream())
                .map(near -> ". Did you mean " + near + "?")
                .distinct()
                .collect(Collectors.joining());
    }

    private static Stream<String> there(List<String> fields) {
        return fields.stream()
                .filter(field -> field != null && !field.isBlank())
                .map(String::strip);
    }

    private static String sentence(List<String> names, String what, List<String> fields) {
        List<String> there = there(fields).limit(MOST_SHOWN).toList();
        return String.format(
                Locale.ROOT,
                "its header %s %s; its names are %s. Correct the statement, or use a position: %%3$s is the third field",
                what,
                String.join(", ", names),
                there.isEmpty() ? "none" : String.join(", ", there));
    }
}
