package io.jumbo.app.setup;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code KEY = value} lines in UTF-8.
 *
 * <p>Blanks round key and value do not count, a line that begins with {@code #} is a comment, and everything after the
 * first {@code =} is the value as it stands, further {@code =} and {@code #} included. A value in quotes is refused:
 * taking the quotes off would guess, and keeping them would fail at the server with a misleading reason. No message
 * contains a value, because it may be a password.
 */
record EnvFile(Path path, Map<String, String> values, List<String> problems) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static EnvFile read(Path path) {
        try {
            return parse(path, Files.readString(path, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new StartRefusedException(path + " is not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new StartRefusedException(path + " cannot be read (" + e + "); check its permissions", e);
        }
    }

    private static EnvFile parse(Path path, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = withoutByteOrderMark(text).lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                problems.add(path + " line " + (index + 1) + " has no =; write KEY = value, or # before a comment");
                continue;
            }
            String key = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (isQuoted(value)) {
                problems.add(key + " in " + path + " is in quotes; remove them, a value is taken as it stands");
            }
            if (values.putIfAbsent(key, value) != null) {
                problems.add(key + " stands twice in " + path + "; remove one of the two lines");
            }
        }
        return new EnvFile(path, values, problems);
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static boolean isQuoted(String value) {
        return value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
    }
}
