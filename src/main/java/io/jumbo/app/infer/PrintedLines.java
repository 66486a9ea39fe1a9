package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lines as a balance prints them: words, signs, numbers and units between blanks, some of them not in every line. They are described by a regular expression. */
final class PrintedLines {

    private static final Pattern WITH_UNIT = Pattern.compile("([-+]?\\d+(?:[.,]\\d+)?)([^\\d.,:;/-][^\\d]*)");
    private static final Pattern JOINED =
            Pattern.compile("([\\[(<{])?(\\p{L}[^=\\s\\d]*[=:](?=.))?([^\\[\\](){}<>=]+)([\\])>},;])?");
    private static final double MOST = 0.6;

    private PrintedLines() {}

    /** One piece of a line between blanks. */
    private record Piece(char kind, String text) {}

    /** Empty if the lines have nothing in common. */
    static Optional<Shape.Matched> of(List<String> lines) {
        Map<String, List<List<Piece>>> groups = new HashMap<>();
        for (String line : lines) {
            List<Piece> pieces = pieces(line);
            String skeleton = skeleton(pieces);
            if (pieces.size() >= 2 && pieces.size() <= 30 && skeleton.matches(".*[NDTU].*")) {
                groups.computeIfAbsent(skeleton, kind -> new ArrayList<>()).add(pieces);
            }
        }
        Optional<String> longest = groups.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .max((one, other) -> Long.compare(covered(one, groups), covered(other, groups)));
        return longest.filter(skeleton -> covered(skeleton, groups) >= MOST * lines.size())
                .map(skeleton -> described(skeleton, groups));
    }

    private static long covered(String skeleton, Map<String, List<List<Piece>>> groups) {
        return groups.entrySet().stream()
                .filter(group -> skeleton.startsWith(group.getKey()))
                .mapToLong(group -> group.getValue().size())
                .sum();
    }

    private static String skeleton(List<Piece> pieces) {
        StringBuilder skeleton = new StringBuilder();
        pieces.forEach(piece -> skeleton.append(piece.kind()));
        return skeleton.toString();
    }

    private static List<Piece> pieces(String line) {
        List<Piece> pieces = new ArrayList<>();
        List<String> texts =
                Cut.at(' ').fields(line).stream().flatMap(PrintedLines::apart).toList();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            boolean sign = text.equals("-") || text.equals("+");
            if (sign && i + 1 < texts.size() && NumberText.of(texts.get(i + 1)).isNumber()) {
                i++;
                pieces.add(new Piece('N', text + " " + texts.get(i)));
            } else {
                pieces.add(new Piece(kind(text), text));
            }
        }
        return pieces;
    }

    /** A word and what it announces, and brackets, without a blank between them. */
    private static Stream<String> apart(String text) {
        Matcher joined = JOINED.matcher(text);
        return joined.matches()
                ? Stream.of(joined.group(1), joined.group(2), joined.group(3), joined.group(4))
                        .filter(part -> part != null && !part.isEmpty())
                : Stream.of(text);
    }

    private static char kind(String text) {
        Kind kind = Kind.of(text);
        return kind == Kind.NUMBER
                ? 'N'
                : kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.ZONED
                        ? 'D'
                        : kind == Kind.TIME ? 'T' : WITH_UNIT.matcher(text).matches() ? 'U' : 'W';
    }

    private static Shape.Matched described(String skeleton, Map<String, List<List<Piece>>> groups) {
        List<List<Piece>> lines = groups.entrySet().stream()
                .filter(group -> skeleton.startsWith(group.getKey()))
                .flatMap(group -> group.getValue().stream())
                .toList();
        Set<Integer> ends = new LinkedHashSet<>();
        groups.keySet().stream()
                .filter(skeleton::startsWith)
                .filter(key -> key.length() < skeleton.length())
                .map(String::length)
                .forEach(ends::add);
        StringBuilder pattern = new StringBuilder("^\\s*");
        List<String> names = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        int open = 0;
        String word = "";
        for (int i = 0; i < skeleton.length(); i++) {
            int place = i;
            List<String> texts = lines.stream()
                    .filter(line -> line.size() > place)
                    .map(line -> line.get(place).text())
                    .distinct()
                    .limit(200)
                    .toList();
            if (ends.contains(i)) {
                pattern.append("(?:");
                open++;
            }
            char kind = skeleton.charAt(i);
            boolean fixed = texts.size() == 1
                    && kind == 'W'
                    && lines.size() > 1
                    && (i > 0 || texts.get(0).length() > 3 || texts.get(0).matches("[\\[(<{]"));
            boolean glued =
                    word.matches(".*[=:\\[(<{]") || (fixed && texts.get(0).matches("[\\])>},;]"));
            pattern.append(i == 0 ? "" : glued ? "\\s*" : "\\s+");
            if (fixed) {
                pattern.append(LinePattern.escaped(texts.get(0)));
                word = texts.get(0);
                continue;
            }
            boolean both =
                    kind == 'D' && i + 1 < skeleton.length() && skeleton.charAt(i + 1) == 'T' && !ends.contains(i + 1);
            String name = name(kind, word, names);
            names.add(name);
            pattern.append("(?<").append(name).append('>');
            if (kind == 'N' && texts.stream().anyMatch(text -> text.indexOf(' ') >= 0)) {
                numbers.add(name);
                pattern.append("[-+]?\\s*[\\d.,]+)");
            } else if (kind == 'N') {
                pattern.append("[-+]?[\\d.,]+(?:[eE][-+]?\\d+)?)");
            } else if (kind == 'U') {
                pattern.append("[-+]?\\d+(?:[.,]\\d+)?)\\S*");
            } else {
                pattern.append(
                        both
                                ? "[\\d./-]+\\s+[\\d:.,]*\\d)"
                                : kind == 'T' ? "[\\d:.,]*\\d)" : kind == 'D' ? "[^\\s\\])>},;]+)" : "\\S+)");
                i += both ? 1 : 0;
            }
            word = "";
        }
        pattern.append(")?".repeat(open)).append("\\s*$");
        return new Shape.Matched(Pattern.compile(pattern.toString()), names, numbers, "");
    }

    private static String name(char kind, String word, List<String> taken) {
        String plain = word.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        String wanted = plain.matches("[a-z][a-z0-9]+") || word.matches("[A-Za-z][=:]")
                ? plain
                : switch (kind) {
                    case 'N', 'U' -> "value";
                    case 'D' -> "at";
                    case 'T' -> "time";
                    default -> "word";
                };
        String name = wanted;
        for (int n = 2; taken.contains(name); n++) {
            name = wanted + n;
        }
        return name;
    }
}
