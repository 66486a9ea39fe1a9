package io.jumbo.write.ways;

import java.util.List;

/** Arrays as PostgreSQL writes them; every element is quoted, so that only quotes and backslashes need care. */
public final class ArrayLiteral {

    private ArrayLiteral() {}

    /** An array of these elements, null ones too. */
    public static String of(List<String> elements, char delimiter) {
        StringBuilder array = new StringBuilder(elements.size() * 16).append('{');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                array.append(delimiter);
            }
            append(array, elements.get(i));
        }
        return array.append('}').toString();
    }

    private static void append(StringBuilder array, String value) {
        if (value == null) {
            array.append("NULL");
            return;
        }
        array.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                array.append('\\');
            }
            array.append(c);
        }
        array.append('"');
    }
}
