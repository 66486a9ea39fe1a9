package io.jumbo.write;

import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.LineRecord;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns a line into the values a template binds. Pure.
 *
 * <p>Names a template may use for metadata: {@value #WATCH}, {@value #PATH}, {@value #FILE_NAME}, {@value #LINE_NUMBER},
 * {@value #FIRST_BYTE} and {@value #LINE}, the whole line as text.
 */
final class RowParser {

    static final String WATCH = "watch";
    static final String PATH = "path";
    static final String FILE_NAME = "file_name";
    static final String LINE_NUMBER = "line_number";
    static final String FIRST_BYTE = "first_byte";
    static final String LINE = "line";

    private static final List<String> METADATA = List.of(WATCH, PATH, FILE_NAME, LINE_NUMBER, FIRST_BYTE, LINE);

    private final InsertTemplate template;
    private final FieldParser fieldParser;
    private final String watch;
    private final String path;
    private final Map<String, String> parameters;

    /**
     * @param fieldParser how a line becomes fields
     * @param watch value of the metadata {@value #WATCH}
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
        this.watch = watch;
        this.path = path;
        this.parameters = parameters;
    }

    /** The names of a template that no value is known for. */
    static List<String> unknownNames(InsertTemplate template, Set<String> parameters) {
        return template.placeholders().stream()
                .filter(Placeholder.Named.class::isInstance)
                .map(placeholder -> ((Placeholder.Named) placeholder).name())
                .filter(name -> !METADATA.contains(name) && !parameters.contains(name))
                .distinct()
                .toList();
    }

    /**
     * Checks that a value is known for every name a template uses.
     *
     * @throws InvalidTemplateException naming the others and what to do
     */
    static void requireKnownNames(InsertTemplate template, Set<String> parameters) {
        List<String> unknown = unknownNames(template, parameters);
        if (!unknown.isEmpty()) {
            throw new InvalidTemplateException("nothing is known under the name " + String.join(", ", unknown)
                    + "; metadata are " + String.join(", ", METADATA)
                    + ", anything else must be set as a header by the route before the insert, or by --header of a"
                    + " replay");
        }
    }

    /**
     * The row of a line that is not empty.
     *
     * @throws RejectedLineException if the line is too long, is no text, or has the wrong number of fields
     */
    Row row(LineRecord line) throws RejectedLineException {
        String text = text(line);
        List<String> fields = fields(text);
        List<String> values = new ArrayList<>(template.placeholders().size());
        for (Placeholder placeholder : template.placeholders()) {
            values.add(
                    placeholder instanceof Placeholder.Field field
                            ? fields.get(field.index())
                            : named(((Placeholder.Named) placeholder).name(), line, text));
        }
        return new Row(line, values);
    }

    private String text(LineRecord line) throws RejectedLineException {
        if (line.isTooLong()) {
            throw new RejectedLineException(
                    Rejection.TOO_LONG,
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
                    Rejection.NOT_TEXT, "the line is not valid UTF-8; jumbo.charset names the encoding of the files");
        }
        if (text.indexOf('\0') >= 0) {
            throw new RejectedLineException(
                    Rejection.NOT_TEXT,
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
                    Rejection.WRONG_FIELDS,
                    "expected " + expected + (expected == 1 ? " field" : " fields") + ", got " + fields.size()
                            + fieldParser
                                    .remark(text)
                                    .map(remark -> "; " + remark)
                                    .orElse(""));
        }
        return fields;
    }

    private String named(String name, LineRecord line, String text) {
        return switch (name) {
            case LINE_NUMBER -> Long.toString(line.number());
            case FIRST_BYTE -> Long.toString(line.firstByte());
            case LINE -> text;
            default -> constant(name);
        };
    }

    /** The value of a name that is the same for all lines of the file; null is NULL. */
    String constant(String name) {
        return switch (name) {
            case WATCH -> watch;
            case PATH -> path;
            case FILE_NAME -> path.substring(path.lastIndexOf('/') + 1);
            default -> parameters.get(name);
        };
    }
}
