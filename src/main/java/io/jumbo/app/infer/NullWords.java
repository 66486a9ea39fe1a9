package io.jumbo.app.infer;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What instruments write where they have no value. */
final class NullWords {

    private static final int LONGEST_WORD = 12;

    private static final Set<String> WORDS = Set.copyOf(List.of(
            "nan",
            "-nan",
            "nan(ind)",
            "-1.#ind",
            "1.#qnan",
            "-1.#qnan",
            "na",
            "n/a",
            "#n/a",
            "n.a.",
            "n.a",
            "#nv",
            "null",
            "none",
            "nil",
            "inf",
            "-inf",
            "+inf",
            "infinity",
            "-infinity",
            "ol",
            "0l",
            "-ol",
            "+ol",
            "ovld",
            "ovl",
            "ovrflw",
            "overflow",
            "over",
            "under",
            "invalid",
            "error",
            "err",
            "fault",
            "bad",
            "missing",
            "n.d.",
            "nd",
            "open",
            "#div/0!",
            "#value!",
            "#wert!",
            "no data",
            "nodata",
            "void",
            "n.def.",
            "ungültig",
            "fehler",
            "k.a.",
            "?",
            "x",
            "m",
            "\\n",
            "kein wert",
            "undefined",
            "undetermined"));

    private static final Pattern MARKS = Pattern.compile("[-*#?/_.=~–—]{1,}|-+[.,]-+|[*#?]+[.,][*#?]+");

    /** Numbers that stand for nothing; compared by value, the last of them as float4 prints it. */
    private static final Pattern SENTINEL = Pattern.compile(
            "-9{2,7}([.,]9{1,6}|[.,]0+)?|-[67]999([.,]0+)?|-32768([.,]0+)?|9{4,7}([.,]9+|[.,]0+)?|[-+]?9[.,]9+E\\+3[0-9]|[-+]?1[.,]?0*E\\+3[0-9]");

    private NullWords() {}

    /** Whether a text without blanks round it stands for no value wherever it is found. */
    static boolean contains(String text) {
        int length = text.length();
        return length < 16
                && !(length > LONGEST_WORD && Character.isLetter(text.charAt(0)))
                && !Character.isDigit(text.charAt(length - 1))
                && ((!Character.isLetter(text.charAt(0)) && MARKS.matcher(text).matches())
                        || (length > 1 && WORDS.contains(text.toLowerCase(Locale.ROOT))));
    }

    /** Whether a number often stands for no value. */
    static boolean isSentinel(String number) {
        char first = number.charAt(0);
        boolean possible = first == '9'
                || (first == '1' && number.indexOf('E') > 0)
                || (first == '-' && number.length() > 1 && "96731".indexOf(number.charAt(1)) >= 0);
        return possible
                && number.length() > 2
                && number.length() < 16
                && SENTINEL.matcher(number).matches();
    }
}
