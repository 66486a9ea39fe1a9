package io.jumbo.app.infer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a line that is a JSON object. */
final class JsonLine {

    /** Stands for a nested object or array, whose text is not looked at. */
    static final String NESTED = "{\"…\":0}";

    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    /** The values by their keys; null is empty. Nothing if the line is no object. */
    static Optional<Map<String, String>> read(String line) {
        if (line.isBlank() || line.stripLeading().charAt(0) != '{') {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token.isStructStart()) {
                    parser.skipChildren();
                    values.put(key, NESTED);
                } else {
                    values.put(key, token == JsonToken.VALUE_NULL ? "" : parser.getText());
                }
            }
            return parser.nextToken() == null ? Optional.of(values) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
