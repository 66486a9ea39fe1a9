package io.jumbo.option;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Words with a comma between two, as a user writes them, without the blanks round each. Each method refuses what is none, as {@link OptionReader}. */
final class WordList {

    private WordList() {}

    static List<String> names(String text) {
        List<String> names = list(text, "write one comma between two names");
        names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException("names two fields " + twice + ": give each its own name");
                });
        return names;
    }

    static List<String> nullValues(String text) {
        List<String> values = list(text, "write one comma between two values; an empty csv field is NULL anyway");
        values.forEach(ForeignMarks::refuseComment);
        return values;
    }

    private static List<String> list(String text, String remedy) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> all = Stream.of(text.split(",", -1)).map(String::strip).toList();
        if (all.contains("")) {
            throw new IllegalArgumentException("has nothing between two commas: " + remedy);
        }
        return all;
    }
}
