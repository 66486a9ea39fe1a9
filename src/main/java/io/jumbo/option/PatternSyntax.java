package io.jumbo.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ant patterns, comma separated, as people write them: refuses what other programs would understand and Ant patterns take for a character of the name, so that no
 * file would match, or the wrong ones. Each refusal names the Ant form. A name that really has such a character is written with {@code ?} in its place.
 */
final class PatternSyntax {

    private static final int MOST_PARTS = 60;

    private static final String REALLY = "; where the name really has it, write ? in its place";

    /**
     * A form of another language.
     *
     * @param form where it is found, in one pattern or in the whole text
     * @param refusal what is wrong and what to write
     */
    private record Foreign(Pattern form, Function<MatchResult, String> refusal) {

        static Foreign of(String form, Function<MatchResult, String> refusal) {
            return new Foreign(Pattern.compile(form, Pattern.DOTALL), refusal);
        }

        Optional<String> refuses(String text) {
            Matcher matcher = form.matcher(text);
            return matcher.find() ? Optional.of(refusal.apply(matcher)) : Optional.empty();
        }
    }

    /** Those that the comma must not have cut yet. */
    private static final List<Foreign> IN_TEXT = List.of(
            Foreign.of("^\\s*([\"'])(.*)\\1\\s*$", found -> "stands in quotes: write " + found.group(2) + " without"),
            Foreign.of(
                    "\\S\\s+#(\\s|$)",
                    found ->
                            "has a comment behind it, which would be part of the pattern: write it in a line of its own"
                                    + REALLY),
            Foreign.of(Braces.FORM, found -> "has alternatives in braces, which Ant patterns do not know: write "),
            Foreign.of(
                    "^(.*[;|].*)$",
                    found -> "has ; or |, but patterns are separated by commas: write "
                            + found.group(1).replaceAll("\\s*[;|]+\\s*", ",") + REALLY));

    private static final List<Foreign> IN_PATTERN = List.of(
            Foreign.of("^([\"'])(.*)\\1$", found -> "has quotes: write " + found.group(2) + " without"),
            Foreign.of(
                    "\\\\[.dDwWsS]|^\\^|\\$$|\\[[^\\]/]*-[^\\]/]*]|\\(\\?|^\\.\\*\\\\",
                    found -> "looks like a regular expression, or a class of characters: write an Ant pattern, such as"
                            + " **/*.txt, in which * stands for any characters and ? for one" + REALLY),
            Foreign.of(
                    "^.*" + CharacterClasses.FORM + ".*$",
                    found -> "has characters to choose from in brackets, which Ant patterns do not know: write "
                            + CharacterClasses.spelledOut(found.group()) + REALLY),
            Foreign.of("\\\\", found -> "contains a backslash: write patterns with /, such as **/*.txt" + REALLY),
            Foreign.of(
                    "^(/|~|[A-Za-z]:/)",
                    found -> "begins with " + found.group(1)
                            + ": patterns are relative to the watched directory, such as **/*.txt"
                            + (found.group(1).equals("/") ? "" : "; the directory is named by jumbo.directory")
                            + (found.group(1).equals("~") ? REALLY : "")),
            Foreign.of(
                    "^!(.*)$",
                    found -> "begins with !: what is to be left alone is named by jumbo.exclude = " + found.group(1)
                            + REALLY),
            Foreign.of(
                    "(^|/)\\.\\.(/|$)",
                    found -> "leads out of the watched directory with ..: name a directory above by jumbo.directory"),
            Foreign.of("(^|/)\\.(/|$)", found -> "has . as a directory of its own: write it without, as **/*.txt"),
            Foreign.of("^(.*[^/])/+$", found -> "ends with /: for all files below write " + found.group(1) + "/**"),
            Foreign.of(
                    "[^/*]\\*\\*|\\*\\*[^/*]|\\*\\*\\*",
                    found ->
                            "has ** beside other characters: ** stands for directories and * for a part of a name, as in"
                                    + " **/*.txt"),
            Foreign.of(
                    "^(\\S*\\*\\S*\\.\\w+)\\s+(\\S*\\*.*)$",
                    found -> "has a blank between two patterns: separate them by a comma, as " + found.group(1) + ","
                            + found.group(2) + REALLY),
            Foreign.of(
                    "(^|/)\\.camel/|\\.camelLock$",
                    found -> "names directories .camel or files .camelLock, which are Camel's own and never read: leave"
                            + " it out"),
            Foreign.of(
                    "^([^/]*/+){" + MOST_PARTS + "}",
                    found -> "has more than " + MOST_PARTS + " directories: write ** for several of them"));

    private PatternSyntax() {}

    /**
     * The patterns without the blanks round each: one behind a comma would be part of a name.
     *
     * @throws IllegalArgumentException with the rest of the sentence that begins with key and value
     */
    static String read(String text) {
        refuse(IN_TEXT, text, text);
        List<String> patterns =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (patterns.size() > 1 && patterns.contains("")) {
            throw new IllegalArgumentException("has nothing between two commas: write one comma between two patterns");
        }
        patterns.forEach(pattern -> refuse(IN_PATTERN, pattern, text));
        return String.join(",", patterns);
    }

    private static void refuse(List<Foreign> forms, String part, String text) {
        for (Foreign foreign : forms) {
            Optional<String> refusal = foreign.refuses(part);
            if (refusal.isPresent()) {
                boolean alternatives = foreign.form().pattern().equals(Braces.FORM);
                throw new IllegalArgumentException(refusal.get()
                        + (alternatives
                                ? Braces.spelledOut(text) + REALLY
                                : part.equals(text) ? "" : " (in " + part + ")"));
            }
        }
    }
}
