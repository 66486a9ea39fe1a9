package io.jumbo.write.fields;

/** Blanks are spaces and tabs, and nothing else: a no-break space is part of a number in some countries. */
final class Blanks {

    private Blanks() {}

    static boolean is(int character) {
        return character == ' ' || character == '\t';
    }

    /** Without the blanks round it. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && is(text.charAt(from))) {
            from++;
        }
        while (to > from && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
