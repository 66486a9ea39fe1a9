package io.jumbo.app.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A backslash of a properties file that its reader swallowed ({@code \s} is {@code s}), or made a control character of ({@code C:\new} is {@code C:},
 * a line feed and {@code ew}). The format of such files is that of {@link java.util.Properties#load}, in which a backslash is written twice.
 *
 * @param key whose value it was in
 * @param written the backslash and the character behind it
 */
record LostBackslash(String key, String written) {

    /** A logical line: backslash and line end go on in the next line. Possessive, here and below: a greedy group takes stack for each character. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^[ \\t\\f]*(?![#!])((?:[^\\\\\\r\\n]|\\\\(?:\\r\\n|[\\s\\S]))++)");

    private static final Pattern KEY =
            Pattern.compile("((?:[^\\\\=:\\s]|\\\\[\\s\\S])++)[ \\t\\f]*[=:]?[ \\t\\f]*([\\s\\S]*)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\r\\n|[\\s\\S])");

    /** What stands behind a backslash on purpose: it, a line end, a blank, what begins or ends a key, a quote, or a character by its number. */
    private static final String MEANT = "\\ \t\r\n=:#!\"'u";

    private static final String CONTROLS = "tnrf";

    /** The whole value is one control character: that is a delimiter, and meant. */
    private static final String ALONE = "\\t";

    /** What to tell of a file. Only keys of Jumbo's own are looked at. */
    static List<String> in(String name, String text, Set<String> keys) {
        List<String> told = new ArrayList<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Matcher entry = KEY.matcher(line.group(1));
            if (entry.matches() && keys.contains(entry.group(1)) && isOfJumbo(entry.group(1))) {
                all(entry.group(1), entry.group(2)).forEach(lost -> told.add(lost.sentence(name)));
            }
        }
        return told;
    }

    private static boolean isOfJumbo(String key) {
        return key.startsWith("jumbo.") || key.startsWith("watch.");
    }

    private static Stream<LostBackslash> all(String key, String value) {
        if (value.equals(ALONE)) {
            return Stream.empty();
        }
        return ESCAPE.matcher(value)
                .results()
                .map(escape -> escape.group(1))
                .filter(behind -> !MEANT.contains(behind.substring(0, 1)))
                .distinct()
                .map(behind -> new LostBackslash(key, "\\" + behind));
    }

    private String sentence(String name) {
        char behind = written.charAt(1);
        return key + " (" + name + ") holds " + written + ", which is read as "
                + (CONTROLS.indexOf(behind) >= 0 ? "a control character" : behind)
                + ": write \\" + written + " for a backslash" + (behind == ':' ? "" : ", or / in a path");
    }
}
