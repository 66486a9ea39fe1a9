package io.jumbo.write.fields;

import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.InvalidTemplateException;
import io.jumbo.write.template.Placeholder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns a line into the values a template binds. Pure.
 *
 * <p>A template may use the names of {@link Metadata}, and those of parameters.
 */
public final class RowParser {

    private final InsertTemplate template;
    private final FieldParser fieldParser;
    private final List<Binding> bindings;

    /**
     * @param fieldParser how a line becomes fields
     * @param watch value of the metadata of that name
     * @param path of the file, relative to the watched directory
     * @param parameters values for names that are no metadata, as a route set them
     */
    RowParser(
            InsertTemplate template,
            FieldParser fieldParser,
            String watch,
            String path,
            Map<String, String> parameters) {
        this.template = template;
        this.fieldParser = fieldParser;
        this.bindings = template.placeholders().stream()
                .map(placeholder -> Binding.of(placeholder, watch, path, parameters))
                .toList();
    }

    /** The names of a template that no value is known for. */
    public static List<String> unknownNames(InsertTemplate template, Set<String> parameters) {
        return template.placeholders().stream()
                .filter(Placeholder.Named.class::isInstance)
                .map(placeholder -> ((Placeholder.Named) placeholder).name())
                .filter(name -> Metadata.named(name).isEmpty() && !parameters.contains(name))
                .distinct()
                .toList();
    }

    /**
     * Checks that a value is known for every name a template uses.
     *
     * @throws InvalidTemplateException naming the others and what to do
     */
    public static void requireKnownNames(InsertTemplate template, Set<String> parameters) {
        List<String> unknown = unknownNames(template, parameters);
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException("nothing is known under the name " + String.join(", ", unknown)
                    + "; metadata are " + String.join(", ", Metadata.names())
                    + ", anything else must be set as a header by the route before the insert, or by --header of a"
                    + " replay");
        }
    }

    /** Whether nothing of a line goes into the statement. */
    public static boolean ignoresLines(InsertTemplate template) {
        return template.placeholders().stream()
                .map(placeholder -> Binding.of(placeholder, "", "", Map.of()))
                .noneMatch(binding -> binding instanceof Binding.Field || binding instanceof Binding.WholeLine);
    }

    /** The statement that the values are for. */
    public InsertTemplate template() {
        return template;
    }

    /** Reads the fields of lines that are simple from their bytes. */
    public SimpleLine simpleLine() {
        return new SimpleLine(template.fieldCount(), fieldParser);
    }

    /** What each placeholder is bound to, in order. */
    public List<Binding> bindings() {
        return bindings;
    }

    /**
     * The row of a line that is not empty.
     *
     * @throws RejectedLineException if the line is too long, is no text, or has the wrong number of fields
     */
    public Row row(LineRecord line) throws RejectedLineException {
        String text = text(line);
        List<String> fields = fields(text);
        List<String> values = new ArrayList<>(bindings.size());
        for (Binding binding : bindings) {
            values.add(binding.value(line, text, fields));
        }
        return new Row(line, values);
    }

    private String text(LineRecord line) throws RejectedLineException {
        if (line.isTooLong()) {
            throw new RejectedLineException(
                    RejectedLineException.TOO_LONG,
                    "the line has " + line.byteLength()
                            + " bytes, more than jumbo.max-line-bytes; only its first bytes were kept"
                            + (holdsCarriageReturns(line)
                                    ? "; they hold CRs: set jumbo.line-end = cr if these end lines"
                                    : ""));
        }
        String text;
        try {
            text = line.text();
        } catch (CharacterCodingException e) {
            throw new RejectedLineException(
                    RejectedLineException.NOT_TEXT,
                    "the line is not valid UTF-8; jumbo.charset names the encoding of the files");
        }
        if (text.indexOf('\0') >= 0) {
            throw new RejectedLineException(
                    RejectedLineException.NOT_TEXT,
                    "the line holds a NUL byte, which no text in PostgreSQL can hold"
                            + (Diagnosis.isUtf16(line.content()) ? "; it looks like UTF-16, save it as UTF-8" : ""));
        }
        return text;
    }

    private static boolean holdsCarriageReturns(LineRecord head) {
        return IntStream.range(0, head.length()).anyMatch(i -> head.byteAt(i) == '\r');
    }

    private List<String> fields(String text) throws RejectedLineException {
        int expected = template.fieldCount();
        if (expected == 0) {
            return List.of();
        }
        List<String> fields = fieldParser.fields(text);
        if (fields.size() != expected) {
            throw new RejectedLineException(
                    RejectedLineException.WRONG_FIELDS,
                    "expected " + expected + (expected == 1 ? " field" : " fields") + ", got " + fields.size()
                            + fieldParser
                                    .remark(text)
                                    .map(remark -> "; " + remark)
                                    .orElse(""));
        }
        return fields;
    }
}
