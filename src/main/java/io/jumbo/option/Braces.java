package io.jumbo.option;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Alternatives in braces, as shells have them: how Ant patterns say the same. */
final class Braces {

    static final String FORM = "\\{([^{}]*,[^{}]*)}";

    private static final int MOST = 1000;

    private static final Pattern ALTERNATIVES = Pattern.compile(FORM);

    private Braces() {}

    /** <code>*.{csv,txt}</code> as {@code *.csv,*.txt}; what would be more than anybody writes stays in its braces. */
    static String spelledOut(String text) {
        String spelled = text;
        Matcher braces = ALTERNATIVES.matcher(spelled);
        for (int i = 0; i < MOST && braces.find(); i++) {
            spelled = withoutFirst(braces, spelled);
            braces = ALTERNATIVES.matcher(spelled);
        }
        return spelled;
    }

    private static String withoutFirst(MatchResult braces, String text) {
        int from = outerComma(text.substring(0, braces.start()), true);
        int to = braces.end() + outerComma(text.substring(braces.end()), false);
        String front = text.substring(from, braces.start());
        String behind = text.substring(braces.end(), to);
        return Stream.of(braces.group(1).split(",", -1))
                .map(one -> front + one.strip() + behind)
                .collect(Collectors.joining(",", text.substring(0, from), text.substring(to)));
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
