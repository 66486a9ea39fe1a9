package io.jumbo.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    /** Of one character it is a part of many names: {@code a [1].txt}. */
    private static final String CLASS = "\\[([^\\]/]{2,})]";

    private static final Pattern ALTERNATIVES = Pattern.compile("\\{([^{}]*,[^{}]*)}");

    /** Those that the comma must not have cut yet. */
    private static final List<Foreign> IN_TEXT = List.of(
            Foreign.of("^\\s*([\"'])(.*)\\1\\s*$", found -> "stands in quotes: write " + found.group(2) + " without"),
            Foreign.of(
                    ALTERNATIVES.pattern(),
                    found -> "has alternatives in braces, which Ant patterns do not know: write "),
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
                    "^.*" + CLASS + ".*$",
                    found -> "has characters to choose from in brackets, which Ant patterns do not know: write "
                            + withoutClasses(found.group()) + REALLY),
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
                boolean alternatives = foreign.form().pattern().equals(ALTERNATIVES.pattern());
                throw new IllegalArgumentException(refusal.get()
                        + (alternatives ? spelledOut(text) + REALLY : part.equals(text) ? "" : " (in " + part + ")"));
            }
        }
    }

    /** {@code *.[Tt][Xx][Tt]} as {@code *.txt,*.TXT}; what stands for other characters, as {@code ?}. */
    private static String withoutClasses(String pattern) {
        Pattern either = Pattern.compile(CLASS);
        String rest = either.matcher(pattern).replaceAll(found -> isOneLetter(found.group(1)) ? found.group() : "?");
        Function<UnaryOperator<String>, String> spelled = letter -> either.matcher(rest)
                .replaceAll(found -> letter.apply(found.group(1).substring(0, 1)));
        return either.matcher(rest).find()
                ? spelled.apply(text -> text.toLowerCase(Locale.ROOT)) + ","
                        + spelled.apply(text -> text.toUpperCase(Locale.ROOT))
                : rest;
    }

    /** A capital and the same letter small, in any order. */
    private static boolean isOneLetter(String characters) {
        return characters.length() == 2
                && characters.charAt(0) != characters.charAt(1)
                && Character.toLowerCase(characters.charAt(0)) == Character.toLowerCase(characters.charAt(1));
    }

    /** <code>*.{csv,txt}</code> as {@code *.csv,*.txt}. */
    private static String spelledOut(String text) {
        List<String> spelled = new ArrayList<>(List.of(text));
        for (int i = 0; i < spelled.size(); ) {
            Matcher braces = ALTERNATIVES.matcher(spelled.get(i));
            if (!braces.find() || spelled.size() > MOST_PARTS) {
                i++;
                continue;
            }
            String whole = spelled.remove(i);
            int from = outerComma(whole.substring(0, braces.start()), true);
            int to = braces.end() + outerComma(whole.substring(braces.end()), false);
            String front = whole.substring(from, braces.start());
            String behind = whole.substring(braces.end(), to);
            spelled.add(
                    i,
                    whole.substring(0, from)
                            + Arrays.stream(braces.group(1).split(",", -1))
                                    .map(one -> front + one.strip() + behind)
                                    .collect(Collectors.joining(","))
                            + whole.substring(to));
        }
        return spelled.get(0);
    }

    /** Where the pattern beside the braces begins or ends: at a comma that is in no braces. */
    private static int outerComma(String beside, boolean last) {
        int depth = 0;
        for (int step = 0; step < beside.length(); step++) {
            int i = last ? beside.length() - 1 - step : step;
            char character = beside.charAt(i);
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (character == ',' && depth == 0) {
                return last ? i + 1 : i;
            }
        }
        return last ? 0 : beside.length();
    }
}
