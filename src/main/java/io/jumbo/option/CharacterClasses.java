package io.jumbo.option;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Characters to choose from in brackets, as shells and regular expressions have them: how an Ant pattern says the same. */
final class CharacterClasses {

    /** Of one character it is a part of many names: {@code a [1].txt}. */
    static final String FORM = "\\[([^\\]/]{2,})]";

    private static final Pattern CLASS = Pattern.compile(FORM);

    private CharacterClasses() {}

    /** {@code *.[Tt][Xx][Tt]} as {@code *.txt,*.TXT}; what stands for other characters, as {@code ?}. */
    static String spelledOut(String pattern) {
        String rest = CLASS.matcher(pattern).replaceAll(found -> isOneLetter(found.group(1)) ? found.group() : "?");
        Function<UnaryOperator<String>, String> spelled = letter -> CLASS.matcher(rest)
                .replaceAll(found -> letter.apply(found.group(1).substring(0, 1)));
        return CLASS.matcher(rest).find()
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
}
