package io.jumbo.layout;

import io.jumbo.option.TooManyStepsException;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.LineSorter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Goes over the lines of one file with the {@link Rules}. What is known behind the lines taken is written as text only when it is asked for. */
final class Sorter implements LineSorter {

    /** If no names have come in so many lines, that is told at once. */
    private static final int MANY_LINES = 1000;

    private final Rules rules;
    private final Function<State, String> writing;
    private final Optional<LineWitness> witness;
    private final int mostRecordBytes;
    private final OpenRecord open = new OpenRecord();
    private State state;
    private Optional<String> refusal = Optional.empty();

    /** The text of the state it was made for last. */
    private Optional<State> writtenState = Optional.empty();

    private String written = "";

    /**
     * @param writing makes a text of a state
     * @param state where the lines begin
     * @param mostRecordBytes a longer record is cut
     */
    Sorter(
            Rules rules,
            Function<State, String> writing,
            Optional<LineWitness> witness,
            State state,
            int mostRecordBytes) {
        this.witness = witness;
        this.rules = rules;
        this.writing = writing;
        this.state = state;
        this.mostRecordBytes = mostRecordBytes;
    }

    @Override
    public Sorted sort(List<LineRecord> lines, boolean complete) {
        List<LineRecord> data = new ArrayList<>(lines.size());
        refusal = Optional.empty();
        int taken = 0;
        int openAt = 0;
        State beforeOpen = state;
        try {
            for (LineRecord line : lines) {
                String text = line.anyText();
                State before = state;
                Step step = rules.step(state, text, line.firstByte());
                if (step.kind() == LineKind.REFUSED) {
                    refusal = step.refusal();
                    state = step.state();
                    break;
                }
                if (witness.isPresent()) {
                    witness.get().saw(line, step.kind(), step.state().learnt());
                }
                boolean begins = step.kind() == LineKind.DATA && rules.beginsRecord(text);
                if (begins || step.state().phase() != Phase.DATA || open.bytes() > mostRecordBytes) {
                    close(data);
                }
                state = step.state();
                if (step.kind() == LineKind.DATA && rules.joinsLines()) {
                    openAt = open.isEmpty() ? taken : openAt;
                    beforeOpen = open.isEmpty() ? before : beforeOpen;
                    open.add(line.below(state.learnt()));
                } else if (step.kind() == LineKind.DATA) {
                    data.add(line.below(state.learnt()));
                } else if (step.kind() == LineKind.BLANK && !open.isEmpty()) {
                    open.add(line);
                }
                taken++;
            }
            if (complete || open.bytes() > mostRecordBytes) {
                close(data);
            }
        } catch (TooManyStepsException e) {
            refusal = Optional.of(e.getMessage() + " (line " + (lines.get(0).number() + taken) + ")");
        }
        if (!open.isEmpty()) {
            open.clear();
            taken = openAt;
            state = beforeOpen;
        }
        return new Sorted(data, taken);
    }

    private void close(List<LineRecord> data) {
        if (!open.isEmpty()) {
            int lines = open.lines();
            LineRecord record = open.record(mostRecordBytes);
            if (rules.isOnly(record.anyText())) {
                data.add(record);
            } else {
                witness.ifPresent(told -> told.leftOut(record, lines));
            }
            open.clear();
        }
    }

    @Override
    public Optional<String> learnt() {
        if (writtenState.filter(state::equals).isEmpty()) {
            written = writing.apply(state);
            writtenState = Optional.of(state);
        }
        return Optional.of(written);
    }

    @Override
    public Optional<Objection> objection() {
        if (refusal.isPresent()) {
            return refusal.map(why -> new Objection("nothing more of it is read: " + why, true));
        }
        return switch (state.phase()) {
            case HEADER ->
                state.headerLines() == 0
                        ? Optional.empty()
                        : Optional.of(new Objection(rules.awaits(state), state.headerLines() >= MANY_LINES));
            case SECTION, NAMES, EARLIER_NAMES, DATA, CUT ->
                Optional.empty(); // behind the data there may be nothing but a footer
        };
    }
}
