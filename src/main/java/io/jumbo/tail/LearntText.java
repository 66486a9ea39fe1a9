package io.jumbo.tail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was learnt of a file as text, for the tables: <code>{"names":["t","U"],"values":{"header:Sample ID":"A-7"}}</code>. What stands here is an API: every later
 * release reads it. Only ever add members, and pass over those that are not known. It is ASCII, so that a database in any encoding holds it.
 */
public final class LearntText {

    private static final String NAMES = "names";
    private static final String VALUES = "values";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private LearntText() {}

    /** Writes what was learnt; the same things always give the same text. */
    public static String write(Learnt learnt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart(NAMES);
            for (String name : learnt.names().written()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeObjectFieldStart(VALUES);
            for (Map.Entry<String, String> value : new TreeMap<>(learnt.values()).entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory does not fail
        }
        return text.toString();
    }

    /**
     * Reads what {@link #write} has written, in this release or another one.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Learnt read(String text) {
        List<String> names = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            require(json.nextToken() == JsonToken.START_OBJECT, text);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                JsonToken token = json.nextToken();
                if (member.equals(NAMES) && token == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        names.add(json.getText());
                    }
                } else if (member.equals(VALUES) && token == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String name = json.currentName();
                        require(json.nextToken() == JsonToken.VALUE_STRING, text);
                        values.put(name, json.getText());
                    }
                } else {
                    json.skipChildren();
                }
            }
            require(json.currentToken() == JsonToken.END_OBJECT, text);
        } catch (IOException e) {
            throw new IllegalArgumentException("is not what was learnt of a file: " + text, e);
        }
        return new Learnt(new FieldNames(names), values);
    }

    private static void require(boolean holds, String text) {
        if (!holds) {
            throw new IllegalArgumentException("is not what was learnt of a file: " + text);
        }
    }
}
