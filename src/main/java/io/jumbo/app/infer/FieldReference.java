package io.jumbo.app.infer;

import io.jumbo.tail.FieldNames;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How the statement refers to a field. */
final class FieldReference {

    private static final Set<String> METADATA = Set.of(
            "watch",
            "path",
            "file_name",
            "directory",
            "line_number",
            "first_byte",
            "line",
            "modified_at",
            "read_at",
            "host");

    /** Of a device, or of a clock: the next file has another one. */
    private static final Pattern FRAGILE = Pattern.compile("\\d{5,}|S/N|GMT[+-]|UTC[+-]");

    private FieldReference() {}

    /** Whether a field can be found by its name in this file and in others like it. */
    static boolean isUsable(String name, List<String> names) {
        return !name.isBlank()
                && new FieldNames(names).indicesOf(name).size() == 1
                && !FRAGILE.matcher(name).find()
                && !Kind.of(name).isTyped()
                && !name.startsWith("header:")
                && !name.startsWith("fields:")
                && !name.startsWith("/")
                && isPaired(name);
    }

    static String byName(String name) {
        return "%(" + (METADATA.contains(name) ? "fields:" : "") + name + ")s";
    }

    static String byPosition(int position) {
        return "%" + position + "$s";
    }

    private static boolean isPaired(String name) {
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }
}
