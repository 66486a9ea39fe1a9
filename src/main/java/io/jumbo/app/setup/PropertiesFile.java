package io.jumbo.app.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A properties file in UTF-8.
 *
 * @param name what the user calls the file
 * @param values the last value of each key
 * @param problems keys that stand twice
 * @param warnings backslashes that did not stay in a value, or made something else of it
 */
record PropertiesFile(String name, Map<String, String> values, List<String> problems, List<String> warnings) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Reads the file; a file that does not exist holds nothing. */
    static PropertiesFile read(Path path) {
        if (!Files.exists(path)) {
            return new PropertiesFile(path.toString(), Map.of(), List.of(), List.of());
        }
        try {
            return load(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new StartRefusedException(path + " is not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new StartRefusedException(path + " cannot be read (" + e + "); check its permissions", e);
        } catch (IllegalArgumentException e) {
            // java.util.Properties takes every backslash for an escape, C:\\users too
            throw new StartRefusedException(
                    path + " contains a \\u that is no character; write / in paths, or double each backslash", e);
        }
    }

    /** Reads a file of the class path; it is part of the program, so it exists. */
    static PropertiesFile packed(String resource) {
        try (InputStream in = PropertiesFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new StartRefusedException(resource + " is missing on the class path; install Jumbo again");
            }
            return load(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StartRefusedException(resource + " cannot be read (" + e + "); install Jumbo again", e);
        }
    }

    /** Editors on Windows put a byte order mark in front, which is no part of the first key. */
    private static PropertiesFile load(String name, String content) throws IOException {
        String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        Properties collecting = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (values.put((String) key, (String) value) != null) {
                    problems.add(key + " stands twice in " + name + "; remove one of the two lines");
                }
                return null;
            }
        };
        collecting.load(new StringReader(text));
        return new PropertiesFile(name, values, problems, LostBackslash.in(name, text, values.keySet()));
    }
}
