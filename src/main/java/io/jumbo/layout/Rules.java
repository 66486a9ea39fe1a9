package io.jumbo.layout;

import io.jumbo.option.LinePattern;
import io.jumbo.tail.FieldNames;
import io.jumbo.tail.Learnt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param recordStart found in the first line of a record of several lines; every line is a record without it
 * @param names of the fields, as the user gives them; empty if the file does
 * @param passesBlanks whether a line of blanks is passed over, as an empty one
 * @param reading what lines say that are no data
 */
record Rules(
        int headerLines,
        Optional<LinePattern> headerEnd,
        Optional<LinePattern> dataEnd,
        Optional<LinePattern> skip,
        String commentPrefix,
        Optional<LinePattern> only,
        Optional<LinePattern> recordStart,
        List<String> names,
        boolean passesBlanks,
        HeaderReading reading) {

    /** Whether every line that is not blank is data, and none is asked for anything. */
    boolean arePlain() {
        return !hasHeader()
                && dataEnd.isEmpty()
                && skip.isEmpty()
                && commentPrefix.isEmpty()
                && only.isEmpty()
                && recordStart.isEmpty()
                && names.isEmpty()
                && reading.wantsNoValues();
    }

    private boolean hasHeader() {
        return hasEndOfHeader() || reading.wantsNames();
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
        return before.phase() == Phase.HEADER ? start() : before.cut();
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
                endsWithRecord(text)
                        ? data(state.in(Phase.DATA), text)
                        : header(state.beginningWith(text), text, firstByte);
            case SECTION -> header(state, text, firstByte);
            case NAMES -> namesBelowHeader(state, text);
            case EARLIER_NAMES -> belowLaterHeader(state, text);
            case CUT -> step(state.in(beginsAgain(state, text) ? Phase.HEADER : Phase.DATA), text, firstByte);
            case DATA -> data(state, text);
        };
    }

    /** What stands above the first record is the header, where nothing else says what is. */
    private boolean endsWithRecord(String text) {
        return joinsLines() && !hasHeader() && beginsRecord(text);
    }

    private boolean beginsAgain(State state, String text) {
        return state.beginsWith(text)
                || reading.namesIn(text).isPresent()
                || (!isBlank(text) && !reading.reaches(text, state.learnt()));
    }

    // ---- above the data

    private Step header(State state, String text, long firstByte) {
        Optional<FieldNames> given = reading.namesIn(text);
        State read = state.oneLineMore(firstByte, found(headerEnd, text))
                .likeliest(reading.likelier(state.likeliest(), text))
                .knowing(reading.learn(state.learnt(), text, given));
        if (!isOver(read, given.isPresent())) {
            return Step.of(LineKind.HEADER, read);
        }
        Phase below = below(read);
        Optional<String> objection =
                below == Phase.DATA ? reading.objection(read.learnt().names()) : Optional.empty();
        return objection.isPresent()
                ? Step.refused(state.awaitingNames(read.likeliest().orElse(text)), objection.get())
                : Step.of(LineKind.HEADER, read.in(below));
    }

    private boolean isOver(State read, boolean givesNames) {
        boolean isFirst = read.phase() == Phase.HEADER;
        if (isFirst ? !hasEndOfHeader() : headerEnd.isEmpty()) {
            return givesNames;
        }
        return (!isFirst || read.headerLines() >= headerLines) && (headerEnd.isEmpty() || read.endFound());
    }

    private Phase below(State read) {
        return !reading.hasNames(read.learnt())
                ? Phase.NAMES
                : reading.givesNames(read.likeliest()) ? Phase.DATA : Phase.EARLIER_NAMES;
    }

    /** The names are those of an earlier header, unless they are given once more before the first line of data. */
    private Step belowLaterHeader(State state, String text) {
        if (reading.namesIn(text).isPresent()) {
            return namesBelowHeader(state, text);
        }
        Step step = data(state.in(Phase.DATA), text);
        return switch (step.kind()) {
            case BLANK, COMMENT, SKIPPED, NOT_ONLY ->
                Step.of(step.kind(), step.state().in(Phase.EARLIER_NAMES));
            default -> step;
        };
    }

    private Step namesBelowHeader(State state, String text) {
        if (isBlank(text)) {
            return Step.of(LineKind.BLANK, state);
        }
        Optional<FieldNames> given = reading.namesIn(text);
        Optional<String> objection =
                given.isPresent() ? reading.objection(given.get()) : reading.objectionTo(state.likeliest());
        return objection.isPresent()
                ? Step.refused(
                        state.awaitingNames(
                                given.isPresent() ? text : state.likeliest().orElse("")),
                        objection.get())
                : Step.of(
                        LineKind.HEADER,
                        state.knowing(reading.learn(state.learnt(), text, given))
                                .in(Phase.DATA));
    }

    // ---- data, and what stands between

    private Step data(State state, String text) {
        if (found(dataEnd, text)) {
            return Step.of(LineKind.DATA_END, known(state, text).ended());
        } else if (isBlank(text)) {
            return Step.of(LineKind.BLANK, state);
        }
        Optional<FieldNames> again = reading.namesAgain(text, state.learnt());
        if (again.isPresent()) {
            Optional<String> objection = reading.objection(again.get());
            return objection.isPresent()
                    ? Step.refused(state.awaitingNames(text), objection.get())
                    : Step.of(LineKind.NAMES_AGAIN, state.knowing(reading.learn(state.learnt(), text, again)));
        }
        LineKind kind = amongData(text);
        return Step.of(kind, kind == LineKind.DATA ? state.aboveData() : known(state, text));
    }

    private State known(State state, String text) {
        return state.knowing(reading.learn(state.learnt(), text, Optional.empty()));
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

    /** Why the header at the top of a file is not over yet, for a person. */
    String awaits(State state) {
        if (hasEndOfHeader()) {
            return "its header is not over: "
                    + (headerEnd.isPresent() && !state.endFound()
                            ? "jumbo.header-end = " + headerEnd.get().expression() + " is found in none of its "
                                    + state.headerLines() + " lines so far"
                            : "of jumbo.header-lines = " + headerLines + " there are " + state.headerLines());
        }
        return reading.objectionTo(state.likeliest())
                .map(objection -> "no line of names has come in " + state.headerLines() + " lines: " + objection)
                .orElse("no line of names has come in " + state.headerLines() + " lines");
    }
}
