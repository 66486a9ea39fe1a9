package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes a regular expression that is found in lines like the given ones. */
final class LinePattern {

    private static final int LONGEST = 40;
    private static final int SHORTEST = 3;
    private static final String META = "\\^$.|?*+()[]{}";

    private LinePattern() {}

    /** What all of the lines begin with; empty if that is too little to know them by. */
    static Optional<String> of(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String common = lines.get(0);
        for (String line : lines) {
            int same = 0;
            while (same < Math.min(common.length(), line.length()) && common.charAt(same) == line.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        Optional<String> ruler = ruler(common);
        String front = upToNumber(common);
        return ruler.isPresent()
                ? ruler
                : isTelling(front) ? Optional.of("^" + escaped(cutAtWord(front))) : Optional.empty();
    }

    /** What lines like this one begin with, whatever numbers stand in them. */
    static Optional<String> beginning(String line) {
        int digit = 0;
        while (digit < line.length() && !Character.isDigit(line.charAt(digit))) {
            digit++;
        }
        String front = line.substring(0, digit);
        if (ruler(line).isPresent()) {
            return ruler(line);
        }
        return isTelling(front) ? Optional.of("^" + escaped(cutAtWord(front).stripTrailing())) : of(List.of(line));
    }

    private static Optional<String> ruler(String text) {
        if (text.length() < SHORTEST || Character.isLetterOrDigit(text.charAt(0)) || text.charAt(0) <= ' ') {
            return Optional.empty();
        }
        int run = 1;
        while (run < text.length() && text.charAt(run) == text.charAt(0)) {
            run++;
        }
        return run == text.length() && run >= 4
                ? Optional.of("^" + escaped(text.substring(0, 1)) + "{" + Math.min(run, 20) + "}")
                : Optional.empty();
    }

    /** A longer number, or a date, is another one the next time. */
    private static String upToNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            int run = 0;
            while (i + run < text.length() && Character.isDigit(text.charAt(i + run))) {
                run++;
            }
            if (run >= 2) {
                return text.substring(0, i);
            }
            i += run;
        }
        return text;
    }

    private static boolean isTelling(String text) {
        String told = text.strip();
        return told.chars().filter(Character::isLetter).count() >= 2
                || told.chars()
                                .filter(c -> !Character.isLetterOrDigit(c) && c > ' ')
                                .count()
                        >= SHORTEST;
    }

    private static String cutAtWord(String front) {
        if (front.length() <= LONGEST) {
            return front.stripTrailing();
        }
        int end = LONGEST;
        while (end > LONGEST / 2
                && Character.isLetterOrDigit(front.charAt(end - 1))
                && Character.isLetterOrDigit(front.charAt(end))) {
            end--;
        }
        return front.substring(0, end);
    }

    /** A pattern for each kind of line, joined by |; kinds are told by the first word. Empty if there are too many, or some cannot be told. */
    static Optional<String> ofAny(List<String> lines, int most) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        lines.forEach(line -> kinds.computeIfAbsent(firstWord(line), word -> new ArrayList<>())
                .add(line));
        List<Optional<String>> patterns =
                kinds.values().stream().map(LinePattern::of).toList();
        if (kinds.isEmpty() || kinds.size() > most || patterns.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(patterns.stream().map(Optional::get).distinct().collect(Collectors.joining("|")));
    }

    private static String firstWord(String line) {
        int end = 0;
        while (end < line.length()
                && (end < 2 || Character.isLetter(line.charAt(end)) || line.charAt(end) == line.charAt(0))) {
            end++;
        }
        return line.substring(0, end);
    }

    /** The text as it stands, in a regular expression. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                escaped.append("\\t");
            } else if (META.indexOf(c) >= 0) {
                escaped.append('\\').append(c);
            } else {
                escaped.append(c);
            }
        }
        return text.endsWith(" ") ? escaped.substring(0, escaped.length() - 1) + "[ ]" : escaped.toString();
    }

    static boolean isFound(String pattern, String line) {
        return Pattern.compile(pattern).matcher(line).find();
    }
}
