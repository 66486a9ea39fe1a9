package io.jumbo.write.fields;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * The values of a JSON object, as far as the statement uses them, in the order given. A key that is not there, or is null, is NULL; of one that stands twice the last
 * counts. Numbers and nested values are their text as it stands in the line.
 *
 * @param keys of the object, or JSON pointers, which begin with a slash
 * @param tree the same as a tree
 */
record JsonFields(List<String> keys, JsonTree tree) implements FieldParser {

    /** A line has its own limit. NaN is what Python writes. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    JsonFields(List<String> keys) {
        this(List.copyOf(keys), JsonTree.of(keys));
    }

    @Override
    public List<String> fields(String line, int most) throws RejectedLineException {
        String[] values = new String[keys.size()];
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RejectedLineException(
                        RejectedLineException.WRONG_FIELDS, "the line is no JSON object: it does not begin with {");
            }
            object(parser, line, tree, values);
            if (parser.nextToken() != null) {
                throw invalid(parser.currentTokenLocation().getCharOffset());
            }
        } catch (JsonProcessingException e) {
            throw invalid(e.getLocation() == null ? 0 : e.getLocation().getCharOffset());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory does not fail
        }
        for (String value : values) {
            requireText(value);
        }
        return Arrays.asList(values);
    }

    private static void object(JsonParser parser, String line, JsonTree wanted, String[] values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            JsonTree child = wanted.child(parser.currentName());
            parser.nextToken();
            value(parser, line, child, values);
        }
    }

    private static void array(JsonParser parser, String line, JsonTree wanted, String[] values) throws IOException {
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            value(parser, line, wanted.child(Integer.toString(index)), values);
        }
    }

    private static void value(JsonParser parser, String line, JsonTree wanted, String[] values) throws IOException {
        JsonToken token = parser.currentToken();
        wanted.clear(values);
        long begin = parser.currentTokenLocation().getCharOffset();
        if (!token.isStructStart()) {
            wanted.set(values, token == JsonToken.VALUE_NULL ? null : wanted.isUsed() ? parser.getText() : null);
        } else if (wanted.isLeaf()) {
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            object(parser, line, wanted, values);
        } else {
            array(parser, line, wanted, values);
        }
        if (token.isStructStart() && wanted.isUsed()) {
            wanted.set(values, line.substring((int) begin, (int)
                    parser.currentLocation().getCharOffset()));
        }
    }

    /** The place, not what stands there: that is for the dead letter itself. */
    private static RejectedLineException invalid(long offset) {
        return new RejectedLineException(
                RejectedLineException.WRONG_FIELDS,
                "the line is not valid JSON, from character " + (Math.max(0, offset) + 1) + " on");
    }

    /** An escape may stand for what no text can hold: NUL, or half a character. */
    private static void requireText(String value) throws RejectedLineException {
        for (int i = 0; value != null && i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (c == '\0' || (Character.isSurrogate(c) && !pair)) {
                throw new RejectedLineException(
                        RejectedLineException.NOT_TEXT,
                        "a value of the line holds a NUL or half a character, which no text in PostgreSQL can hold");
            }
            i += pair ? 1 : 0;
        }
    }
}
