package io.jumbo.layout;

import io.jumbo.option.LinePattern;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import io.jumbo.write.template.Placeholder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a line is, given what is known above it. Pure, immutable and thread-safe. The order of the questions is that of docs/instruments.md: header, end of the
 * data, blank, names again, comment, skipped, kind, data.
 *
 * @param headerLines so many lines at the top are header
 * @param headerEnd found in the last line of a header
 * @param dataEnd found in the first line behind data
 * @param skip found in lines that are no data
 * @param commentPrefix what such lines begin with; empty = none
 * @param only found in every data line
 * @param headerPattern named groups in it are values
 * @param recordStart found in the first line of a record of several lines; every line is a record without it
 * @param names of the fields, as the user gives them; empty if the file does
 * @param wanted what the statement uses
 * @param passesBlanks whether a line of blanks is passed over, as an empty one
 * @param fields cuts a line as data lines are cut
 * @param delimiters characters between two fields
 */
record Rules(
        int headerLines,
        Optional<LinePattern> headerEnd,
        Optional<LinePattern> dataEnd,
        Optional<LinePattern> skip,
        String commentPrefix,
        Optional<LinePattern> only,
        Optional<LinePattern> headerPattern,
        Optional<LinePattern> recordStart,
        List<String> names,
        Wanted wanted,
        boolean passesBlanks,
        Function<String, List<String>> fields,
        String delimiters) {

    /** Of a first line no more is kept, and no longer line of a header for a message. */
    private static final int MOST_KEPT = 2000;

    /** Whether every line that is not blank is data, and none is asked for anything. */
    boolean arePlain() {
        return !hasHeader()
                && dataEnd.isEmpty()
                && skip.isEmpty()
                && commentPrefix.isEmpty()
                && only.isEmpty()
                && recordStart.isEmpty()
                && wanted.headerKeys().isEmpty()
                && wanted.groups().isEmpty()
                && names.isEmpty();
    }

    private boolean hasHeader() {
        return hasEndOfHeader() || wanted.names().areUsed();
    }

    private boolean hasEndOfHeader() {
        return headerLines > 0 || headerEnd.isPresent();
    }

    /** At the start of a file. */
    State start() {
        Learnt given = names.isEmpty() ? Learnt.NOTHING : new Learnt(new FieldNames(names), Map.of());
        return State.atTop(hasHeader() || joinsLines() ? Phase.HEADER : Phase.DATA, given);
    }

    /** Whether a record may be several lines. */
    boolean joinsLines() {
        return recordStart.isPresent();
    }

    /** Whether a data line is the first one of a record of several. */
    boolean beginsRecord(String text) {
        return found(recordStart, text);
    }

    /** Whether a record of several lines is of the kind that is wanted. */
    boolean isOnly(String text) {
        return only.isEmpty() || found(only, text);
    }

    /** At the start of a file that was cut in place, of which that was known before. */
    State afterCut(State before) {
        State start = start();
        return before.phase() == Phase.HEADER
                ? start
                : new State(
                        Phase.CUT, 0, false, Optional.empty(), before.firstLine(), Optional.empty(), before.learnt());
    }

    /**
     * Takes one line.
     *
     * @param text of it
     * @param firstByte of it in the file
     */
    Step step(State state, String text, long firstByte) {
        return switch (state.phase()) {
            case HEADER ->
                endsWithRecord(text) ? data(state.in(Phase.DATA), text) : header(firstOf(state, text), text, firstByte);
            case SECTION -> header(state, text, firstByte);
            case NAMES -> namesBelowHeader(state, text);
            case CUT -> step(state.in(beginsAgain(state, text) ? Phase.HEADER : Phase.DATA), text, firstByte);
            case DATA -> data(state, text);
        };
    }

    /** What stands above the first record is the header, where nothing else says what is. */
    private boolean endsWithRecord(String text) {
        return joinsLines() && !hasHeader() && beginsRecord(text);
    }

    private boolean beginsAgain(State state, String text) {
        return state.firstLine().filter(firstLine(text)::equals).isPresent()
                || namesIn(text).isPresent();
    }

    private State firstOf(State state, String text) {
        return state.headerLines() > 0 || state.firstLine().isPresent()
                ? state
                : new State(
                        state.phase(),
                        0,
                        state.endFound(),
                        state.headerAt(),
                        Optional.of(firstLine(text)),
                        state.likeliest(),
                        state.learnt());
    }

    private static String firstLine(String text) {
        return text.substring(0, Math.min(text.length(), MOST_KEPT));
    }

    // ---- above the data

    private Step header(State state, String text, long firstByte) {
        Optional<FieldNames> given = namesIn(text);
        if (given.isPresent()) {
            Optional<String> objection = wanted.names().objection(given.get().written());
            if (objection.isPresent()) {
                return refused(state, text, objection.get());
            }
        }
        State read = new State(
                state.phase(),
                state.headerLines() + 1,
                state.endFound() || found(headerEnd, text),
                Optional.of(state.headerAt().orElse(firstByte)),
                state.firstLine(),
                likeliest(state, text),
                learn(state.learnt(), text, given));
        return Step.of(LineKind.HEADER, isOver(read, given.isPresent()) ? read.in(below(read.learnt())) : read);
    }

    private boolean isOver(State read, boolean givesNames) {
        boolean isFirst = read.phase() == Phase.HEADER;
        if (isFirst ? !hasEndOfHeader() : headerEnd.isEmpty()) {
            return givesNames;
        }
        return (!isFirst || read.headerLines() >= headerLines) && (headerEnd.isEmpty() || read.endFound());
    }

    private Phase below(Learnt learnt) {
        return wanted.names().areIn(learnt.names()) ? Phase.DATA : Phase.NAMES;
    }

    private Optional<String> likeliest(State state, String text) {
        if (!wanted.names().areUsed() || text.length() > MOST_KEPT || isBlank(text)) {
            return state.likeliest();
        }
        return Optional.of(state.likeliest()
                .filter(before -> likelihood(before) >= likelihood(text))
                .orElse(text));
    }

    private int likelihood(String text) {
        List<String> cut = fields.apply(text);
        return wanted.names().howManyIn(cut) * MOST_KEPT + Math.min(cut.size(), MOST_KEPT - 1);
    }

    private Step namesBelowHeader(State state, String text) {
        if (isBlank(text)) {
            return Step.of(LineKind.BLANK, state);
        }
        Optional<FieldNames> given = namesIn(text);
        Optional<String> objection = wanted.names()
                .objection(given.map(FieldNames::written)
                        .orElseGet(() -> state.likeliest().map(fields).orElse(List.of())));
        return objection.isPresent()
                ? refused(state, given.isPresent() ? text : state.likeliest().orElse(""), objection.get())
                : Step.of(
                        LineKind.HEADER,
                        state.knowing(learn(state.learnt(), text, given)).in(Phase.DATA));
    }

    /** Nothing is taken until the options or the statement are others, or names come that fit. */
    private static Step refused(State state, String likeliest, String why) {
        return Step.refused(
                new State(
                        Phase.NAMES,
                        state.headerLines(),
                        state.endFound(),
                        state.headerAt(),
                        state.firstLine(),
                        Optional.of(likeliest),
                        state.learnt()),
                why);
    }

    // ---- data, and what stands between

    private Step data(State state, String text) {
        if (found(dataEnd, text)) {
            return Step.of(
                    LineKind.DATA_END,
                    state.knowing(learn(state.learnt(), text, Optional.empty())).ended());
        } else if (isBlank(text)) {
            return Step.of(LineKind.BLANK, state);
        }
        Optional<FieldNames> again = namesIn(text)
                .filter(given -> wanted.names().areAgain(given, state.learnt().names()));
        if (again.isPresent()) {
            Optional<String> objection = wanted.names().objection(again.get().written());
            return objection.isPresent()
                    ? refused(state, text, objection.get())
                    : Step.of(LineKind.NAMES_AGAIN, state.knowing(learn(state.learnt(), text, again)));
        }
        LineKind kind = amongData(text);
        return Step.of(
                kind,
                kind == LineKind.DATA
                        ? state.aboveData()
                        : state.knowing(learn(state.learnt(), text, Optional.empty())));
    }

    private LineKind amongData(String text) {
        if (!commentPrefix.isEmpty() && text.startsWith(commentPrefix)) {
            return LineKind.COMMENT;
        } else if (found(skip, text)) {
            return LineKind.SKIPPED;
        }
        return joinsLines() || isOnly(text) ? LineKind.DATA : LineKind.NOT_ONLY;
    }

    private boolean isBlank(String text) {
        return passesBlanks ? text.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r') : text.isEmpty();
    }

    private static boolean found(Optional<LinePattern> pattern, String text) {
        return pattern.isPresent() && pattern.get().isIn(text);
    }

    // ---- what a line that is no data says

    private Optional<FieldNames> namesIn(String text) {
        return wanted.names().mayBeIn(text) ? wanted.names().in(fields.apply(text)) : Optional.empty();
    }

    private Learnt learn(Learnt before, String text, Optional<FieldNames> given) {
        Map<String, String> values = new HashMap<>(before.values());
        for (String key : wanted.headerKeys()) {
            HeaderValue.of(key, text, fields.apply(text), delimiters)
                    .ifPresent(value -> values.put(new Placeholder.HeaderValue(key).name(), value));
        }
        if (headerPattern.isPresent() && !wanted.groups().isEmpty()) {
            headerPattern
                    .get()
                    .find(text)
                    .ifPresent(found -> wanted.groups().forEach(group -> {
                        if (found.group(group) != null) {
                            values.put(group, found.group(group));
                        }
                    }));
        }
        FieldNames names = given.orElse(before.names());
        return values.equals(before.values()) && names.equals(before.names()) ? before : new Learnt(names, values);
    }

    /** Why the header is not over yet, for a person. */
    String awaits(State state) {
        if ((state.phase() == Phase.HEADER && hasEndOfHeader())
                || (state.phase() == Phase.SECTION && headerEnd.isPresent())) {
            return "its header is not over: "
                    + (headerEnd.isPresent() && !state.endFound()
                            ? "jumbo.header-end = " + headerEnd.get().expression() + " is found in none of its "
                                    + state.headerLines() + " lines so far"
                            : "of jumbo.header-lines = " + headerLines + " there are " + state.headerLines());
        }
        return wanted.names()
                .objection(state.likeliest().map(fields).orElse(List.of()))
                .map(objection -> "no line of names has come in " + state.headerLines() + " lines: " + objection)
                .orElse("no line of names has come in " + state.headerLines() + " lines");
    }
}
