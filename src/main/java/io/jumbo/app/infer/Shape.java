package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of a table look like, and how they become values. */
sealed interface Shape {

    /** The values of a line, one for each column; empty if the line is none of the table's. */
    Optional<List<String>> values(String line);

    /** Whether a line can be the first of the table. */
    default boolean begins(String line) {
        return true;
    }

    /** A pattern that the first line of a record is known by; empty if each line is a record. */
    default String recordStart() {
        return "";
    }

    /** The names of the columns, where the shape gives them; else as many blank ones as there are columns known. */
    List<String> names();

    /** Lines cut into fields. */
    record Separated(Rows rows, String recordStart) implements Shape {

        Separated(Rows rows) {
            this(rows, "");
        }

        @Override
        public boolean begins(String line) {
            return rows.fit(line) == Rows.Fit.EXACT;
        }

        /** There may be more than columns: what the line has behind the last of them. */
        @Override
        public Optional<List<String>> values(String line) {
            List<String> fields = rows.cut().fields(line);
            return rows.fit(fields) == Rows.Fit.NONE ? Optional.empty() : Optional.of(fields);
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** Lines, or records of several lines, in which a regular expression is found. */
    record Matched(Pattern pattern, List<String> groups, List<String> numbers, String recordStart) implements Shape {
        @Override
        public Optional<List<String>> values(String line) {
            Matcher matcher = pattern.matcher(line);
            if (!matcher.find()) {
                return Optional.empty();
            }
            List<String> values = new ArrayList<>();
            for (String group : groups) {
                String value = matcher.group(group);
                values.add(value == null ? "" : numbers.contains(group) ? value.replace(" ", "") : value);
            }
            return Optional.of(values);
        }

        @Override
        public List<String> names() {
            return groups;
        }
    }

    /** One JSON object per line. Keys become columns as they come. */
    record Json(Map<String, Integer> keys) implements Shape {
        private static final int MOST_KEYS = 200;

        @Override
        public Optional<List<String>> values(String line) {
            Optional<Map<String, String>> found = JsonLine.read(line);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Map<Integer, String> values = new HashMap<>();
            found.get().forEach((key, value) -> {
                if (keys.containsKey(key) || keys.size() < MOST_KEYS) {
                    keys.putIfAbsent(key, keys.size());
                    values.put(keys.get(key), value);
                }
            });
            List<String> row = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                row.add(values.getOrDefault(i, ""));
            }
            return Optional.of(row);
        }

        @Override
        public List<String> names() {
            return List.copyOf(keys.keySet());
        }

        static Json empty() {
            return new Json(new LinkedHashMap<>());
        }
    }

    /** Lines that nothing is known of. */
    record Whole() implements Shape {
        @Override
        public Optional<List<String>> values(String line) {
            return line.isBlank() ? Optional.empty() : Optional.of(List.of(line));
        }

        @Override
        public List<String> names() {
            return List.of("line");
        }
    }
}
