package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records of several lines, each with a word and what it says: protocols that a device prints. */
final class Records {

    private static final Pattern ENTRY =
            Pattern.compile("^\\s*([\\p{L}][\\p{L}\\d ./_-]*?)(?:\\s*[:=]\\s*|\\s{2,}|\\t+)(\\S.*?)\\s*$");
    private static final Pattern NUMBER =
            Pattern.compile("([-+]?\\s*\\d+(?:[.,]\\d+)?(?:[eE][-+]?\\d+)?)\\s*([^\\d\\s.,:/][^\\d\\s]{0,7})?");
    private static final Pattern COUNTED = Pattern.compile("([\\p{L}]+)[\\s:#.]+(\\d+)");
    private static final double MOST = 0.7;

    private Records() {}

    /** Empty if the lines are no such records. */
    static Optional<Shape.Matched> of(List<String> lines) {
        List<String> filled = lines.stream().filter(line -> !line.isBlank()).toList();
        if (filled.size() < 6) {
            return Optional.empty();
        }
        return filled.stream()
                .limit(8)
                .distinct()
                .flatMap(start -> LinePattern.beginning(start).stream())
                .distinct()
                .flatMap(start -> from(filled, start).stream())
                .findFirst();
    }

    private static Optional<Shape.Matched> from(List<String> lines, String start) {
        Pattern begins = Pattern.compile(start);
        Map<String, List<String>> values = new LinkedHashMap<>();
        String first = "";
        long records = 0;
        long told = 0;
        for (String line : lines) {
            Matcher entry = ENTRY.matcher(line);
            if (begins.matcher(line).find()) {
                first = first.isEmpty() ? line : first;
                records++;
                told++;
            } else if (records > 0 && entry.matches()) {
                values.computeIfAbsent(entry.group(1), key -> new ArrayList<>()).add(entry.group(2));
                told++;
            }
        }
        long seen = records;
        values.values()
                .removeIf(found -> found.size() < Math.max(2, seen / 10)
                        || found.size() > seen
                        || found.stream().noneMatch(value -> value.chars().anyMatch(Character::isLetterOrDigit)));
        long always = values.values().stream()
                .filter(found -> found.size() >= seen - 1)
                .count();
        boolean longer = lines.size() >= 2.5 * records;
        return records < 2 || always < 1 || (values.size() < 2 && records < 3) || !longer || told < MOST * lines.size()
                ? Optional.empty()
                : Optional.of(described(start, first, values, records));
    }

    private static Shape.Matched described(String start, String first, Map<String, List<String>> values, long records) {
        StringBuilder pattern = new StringBuilder("(?m)");
        List<String> names = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        Matcher counted = COUNTED.matcher(first);
        if (counted.find()) {
            names.add(name(counted.group(1), names));
            pattern.append("\\A.*?")
                    .append(LinePattern.escaped(counted.group(1)))
                    .append("[\\s:#.]+(?<")
                    .append(names.get(0))
                    .append(">\\d+)");
        } else {
            Matcher entry = ENTRY.matcher(first);
            if (entry.matches()) {
                names.add(name(entry.group(1), names));
                pattern.append("\\A\\s*")
                        .append(LinePattern.escaped(entry.group(1)))
                        .append("[ \\t:=]+(?<")
                        .append(names.get(0))
                        .append(">.*?)[ \\t\\r]*$");
            }
        }
        values.forEach((key, found) -> {
            String name = name(key, names);
            names.add(name);
            boolean number =
                    found.stream().allMatch(value -> NUMBER.matcher(value).matches());
            if (number && found.stream().anyMatch(value -> value.matches("[-+]\\s+.*"))) {
                numbers.add(name);
            }
            pattern.append("(?=[\\s\\S]*?^\\s*")
                    .append(LinePattern.escaped(key))
                    .append("[ \\t:=]+(?<")
                    .append(name)
                    .append('>')
                    .append(number ? "[-+]?[ ]*[\\d.,]+(?:[eE][-+]?\\d+)?)" : ".*?)[ \\t\\r]*$")
                    .append(found.size() < records ? "|)" : ")");
        });
        return new Shape.Matched(Pattern.compile(pattern.toString()), names, numbers, start);
    }

    private static String name(String key, List<String> taken) {
        String plain = key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        String wanted = plain.matches("[a-z][a-z0-9]*") ? plain : "value";
        String name = wanted;
        for (int n = 2; taken.contains(name); n++) {
            name = wanted + n;
        }
        return name;
    }
}
