package io.jumbo.layout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A {@link State} as a JSON text, which stands in the column {@code learnt} of {@code jumbo_offsets}. Later releases read what this one wrote. */
final class StateText {

    /** ASCII alone, which a database of any encoding can keep. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private StateText() {}

    /**
     * What a text says.
     *
     * @param fingerprint of the options and the statement it was learnt with
     * @param state absent if the text is none that this release understands
     */
    record Stored(String fingerprint, Optional<State> state) {}

    static String write(String fingerprint, State state) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("of", fingerprint);
            json.writeStringField("phase", state.phase().name());
            if (state.headerLines() > 0) {
                json.writeNumberField("header_lines", state.headerLines());
            }
            if (state.endFound()) {
                json.writeBooleanField("end_found", true);
            }
            if (state.headerAt().isPresent()) {
                json.writeNumberField("header_at", state.headerAt().get());
            }
            write(json, "first_line", state.firstLine());
            write(json, "likeliest", state.likeliest());
            if (!state.learnt().names().written().isEmpty()) {
                json.writeArrayFieldStart("names");
                for (String name : state.learnt().names().written()) {
                    json.writeString(name);
                }
                json.writeEndArray();
            }
            if (!state.learnt().values().isEmpty()) {
                json.writeObjectFieldStart("values");
                Map<String, String> values = new TreeMap<>(state.learnt().values());
                for (Map.Entry<String, String> value : values.entrySet()) {
                    json.writeStringField(value.getKey(), value.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no file behind it
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /** Reads a text, which a later release may have written. */
    static Stored read(String text) {
        Reading reading = new Reading();
        try (JsonParser json = JSON.createParser(text)) {
            reading.object(json);
        } catch (IOException | IllegalArgumentException e) {
            return new Stored("", Optional.empty());
        }
        return new Stored(reading.fingerprint, reading.state());
    }

    private static final class Reading {
        private String fingerprint = "";
        private Optional<Phase> phase = Optional.empty();
        private long headerLines;
        private boolean endFound;
        private Optional<Long> headerAt = Optional.empty();
        private Optional<String> firstLine = Optional.empty();
        private Optional<String> likeliest = Optional.empty();
        private final List<String> names = new ArrayList<>();
        private final Map<String, String> values = new HashMap<>();

        void object(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                field(name, json);
            }
        }

        private void field(String name, JsonParser json) throws IOException {
            switch (name) {
                case "of" -> fingerprint = json.getText();
                case "phase" -> phase = Optional.of(Phase.valueOf(json.getText()));
                case "header_lines" -> headerLines = json.getLongValue();
                case "end_found" -> endFound = json.getBooleanValue();
                case "header_at" -> headerAt = Optional.of(json.getLongValue());
                case "first_line" -> firstLine = Optional.of(json.getText());
                case "likeliest" -> likeliest = Optional.of(json.getText());
                case "names" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        names.add(json.getText());
                    }
                }
                case "values" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String key = json.currentName();
                        json.nextToken();
                        values.put(key, json.getText());
                    }
                }
                default -> json.skipChildren();
            }
        }

        Optional<State> state() {
            return phase.map(known -> new State(
                    known,
                    headerLines,
                    endFound,
                    headerAt,
                    firstLine,
                    likeliest,
                    new Learnt(new FieldNames(names), values)));
        }
    }
}
