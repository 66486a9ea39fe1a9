package io.jumbo.layout;

import io.jumbo.tail.LineSorter;
import io.jumbo.tail.LineSorting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How the lines of a watch's files are told apart: by its options and by what its statement uses. Immutable and thread-safe.
 *
 * <p>What was learnt of a file bears a fingerprint of all of that. After a change of options it is learnt again from the file's own bytes, from its start to its
 * offset; and if the file is in a header, its lines are looked at anew, since there may be data among them.
 */
final class Layout implements LineSorting {

    private static final int FINGERPRINT_BYTES = 8;

    private final Rules rules;
    private final int mostRecordBytes;
    private final Optional<LineWitness> witness;
    private final String fingerprint;

    /**
     * @param said everything that the rules were made of, as text
     * @param mostRecordBytes a longer record is cut
     * @param witness is told of each line
     */
    Layout(Rules rules, String said, int mostRecordBytes, Optional<LineWitness> witness) {
        this.witness = witness;
        this.rules = rules;
        this.mostRecordBytes = mostRecordBytes;
        this.fingerprint = fingerprint(said);
    }

    private static String fingerprint(String said) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean isPlain() {
        return rules.arePlain() && witness.isEmpty();
    }

    @Override
    public LineSorter from(Optional<String> learnt) {
        return from(known(learnt).orElseGet(rules::start));
    }

    @Override
    public LineSorter below(Optional<String> learnt) {
        return from(known(learnt).orElseGet(rules::start).belowOthers());
    }

    private LineSorter from(State state) {
        return new Sorter(rules, this::written, witness, state, mostRecordBytes);
    }

    @Override
    public boolean isOfThis(Optional<String> learnt) {
        return known(learnt).isPresent();
    }

    @Override
    public Optional<Long> beginningOfHeader(Optional<String> learnt) {
        return learnt.map(StateText::read).flatMap(StateText.Stored::state).flatMap(State::headerAt);
    }

    @Override
    public Optional<String> afterCut(Optional<String> learnt) {
        return known(learnt).map(state -> written(rules.afterCut(state)));
    }

    private Optional<State> known(Optional<String> learnt) {
        return learnt.map(StateText::read)
                .filter(stored -> stored.fingerprint().equals(fingerprint))
                .flatMap(StateText.Stored::state);
    }

    private String written(State state) {
        return StateText.write(fingerprint, state);
    }
}
