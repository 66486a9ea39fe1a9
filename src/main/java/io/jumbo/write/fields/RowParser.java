package io.jumbo.write.fields;

import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns a line into the values a template binds. Keeps what it found out last of the lines above; not thread-safe. */
public final class RowParser {

    private final Binder binder;
    private final FieldParser fieldParser;
    private final ValueRules rules;
    private Learnt learnt = Learnt.NOTHING;
    private Bound bound;

    RowParser(Binder binder) {
        this.binder = binder;
        this.fieldParser = binder.fields();
        this.rules = binder.rules();
        this.bound = binder.below(learnt);
    }

    /** The statement that the values are for. */
    public InsertTemplate template() {
        return binder.template();
    }

    /** What each placeholder is bound to for lines below these. */
    @SuppressWarnings("ReferenceEquality") // it is the same for all lines until another line says something
    public Bound below(Learnt above) {
        if (above != learnt) {
            learnt = above;
            bound = binder.below(above);
        }
        return bound;
    }

    /** Reads the fields of lines that are simple from their bytes, as far as they are bound. */
    public LineFields lineFields(Bound now) {
        List<Integer> indexes = now.indexes();
        Optional<ByteKinds> kinds = now.objection().isPresent()
                ? Optional.empty()
                : indexes.isEmpty() ? Optional.of(ByteKinds.ofWholeLines()) : fieldParser.bytes();
        boolean asTheyAre = isPlain() && (indexes.isEmpty() || (now.exact() && !(fieldParser instanceof BlankFields)));
        if (kinds.isEmpty() || asTheyAre) {
            return new SimpleLine(now.fields(), fieldParser, kinds.isPresent());
        }
        boolean[] numbers = new boolean[indexes.size()];
        int field = 0;
        for (int i = 0; i < now.bindings().size(); i++) {
            if (now.bindings().get(i) instanceof Binding.Field) {
                numbers[field++] = goesIntoNumber(i);
            }
        }
        return new UsedFields(now, kinds.get(), rules, numbers);
    }

    /** Whether a field is its value. */
    private boolean isPlain() {
        return rules.nulls().isEmpty()
                && !rules.trim()
                && IntStream.range(0, binder.kinds().size()).noneMatch(this::goesIntoNumber);
    }

    private boolean goesIntoNumber(int placeholder) {
        return !rules.numbers().isPlain() && binder.kinds().get(placeholder) == ValueKind.NUMBER;
    }

    /**
     * The row of a line that is not empty.
     *
     * @throws RejectedLineException if the line is too long, is no text, or does not have the fields that it must have
     */
    public Row row(LineRecord line) throws RejectedLineException {
        Bound now = below(line.learnt());
        String text = text(line);
        Optional<Character> noText = line.noText();
        List<String> fields = fields(text, now);
        List<Binding> bindings = now.bindings();
        List<String> values = new ArrayList<>(bindings.size());
        for (int i = 0; i < bindings.size(); i++) {
            String value = bindings.get(i).value(line, text, fields);
            requireText(value, noText, line);
            values.add(
                    bindings.get(i) instanceof Binding.Field
                            ? rules.value(value, binder.kinds().get(i))
                            : value);
        }
        return new Row(line, values);
    }

    /** Bytes that are no text do no harm in a field that nobody uses. */
    private static void requireText(String value, Optional<Character> noText, LineRecord line)
            throws RejectedLineException {
        if (value != null && noText.isPresent() && value.indexOf(noText.get()) >= 0) {
            throw new RejectedLineException(
                    RejectedLineException.NOT_TEXT,
                    "the line is not valid " + line.charsetName() + "; jumbo.charset names the encoding of the files");
        }
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
        String text = line.lenientText();
        if (text.indexOf('\0') >= 0) {
            throw new RejectedLineException(
                    RejectedLineException.NOT_TEXT,
                    "the line holds a NUL byte, which no text in PostgreSQL can hold"
                            + (!line.isWide() && Diagnosis.isUtf16(line.content())
                                    ? "; it looks like UTF-16: save it as UTF-8, or set jumbo.charset = UTF-16 if the whole file is"
                                    : ""));
        }
        return text;
    }

    private static boolean holdsCarriageReturns(LineRecord head) {
        return IntStream.range(0, head.length()).anyMatch(i -> head.byteAt(i) == '\r');
    }

    private List<String> fields(String text, Bound now) throws RejectedLineException {
        if (now.objection().isPresent()) {
            throw new RejectedLineException(
                    RejectedLineException.WRONG_FIELDS, now.objection().get());
        } else if (now.fields() == 0) {
            return List.of();
        }
        List<String> fields = fieldParser.fields(text, now.exact() ? Integer.MAX_VALUE : now.fields());
        int extra = fields.size() - now.fields();
        boolean fits = now.exact()
                ? extra == 0 || (extra == 1 && fieldParser instanceof CsvFields && fields.get(now.fields()) == null)
                : extra >= 0;
        if (!fits) {
            throw new RejectedLineException(
                    RejectedLineException.WRONG_FIELDS,
                    wrongNumber(fields.size(), now)
                            + fieldParser
                                    .remark(text)
                                    .map(remark -> "; " + remark)
                                    .orElse(""));
        }
        return fields;
    }

    private String wrongNumber(int found, Bound now) {
        if (now.exact()) {
            return "expected " + now.fields() + (now.fields() == 1 ? " field" : " fields") + ", got " + found;
        }
        int first = IntStream.range(0, now.bindings().size())
                .filter(i -> now.bindings().get(i) instanceof Binding.Field field && field.index() >= found)
                .findFirst()
                .orElseThrow();
        int index = ((Binding.Field) now.bindings().get(first)).index();
        return "the line has " + found + (found == 1 ? " field" : " fields") + ", too few for "
                + Binder.name(template().placeholders().get(first)) + ", which is field " + (index + 1);
    }
}
