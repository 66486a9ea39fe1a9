package io.jumbo.tail;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a file was consumed, and what was consumed.
 *
 * @param nextByte offset in bytes of the first byte not yet consumed, from 0: the first byte of a line, or the LF of a line that its CR has ended
 * @param lines number of complete lines before {@code nextByte}, blank ones included
 * @param fileKey what the file system knew the file by, see {@link Observation#fileKey()}
 * @param evidence hashes of the content before {@code nextByte}
 * @param excerpt its first and last bytes; absent in an offset that an earlier release stored
 * @param modified time of the file's last change, in microseconds, taken after the last byte was read; absent if unknown
 * @param learnt what must be known of the lines before {@code nextByte} to tell those behind it apart, in the words of {@link LineSorting}; absent where every
 *     line is data, or nothing is known
 * @param littleEndian whether the file has said that the lower byte of a unit comes first, in a charset that leaves it to the file
 */
public record Progress(
        long nextByte,
        long lines,
        Optional<String> fileKey,
        Evidence evidence,
        Optional<Excerpt> excerpt,
        Optional<Instant> modified,
        Optional<String> learnt,
        boolean littleEndian) {

    private static final Excerpt NOTHING = new Excerpt(new byte[0], new byte[0]);

    public Progress {
        if (nextByte < 0 || lines < 0) {
            throw new IllegalArgumentException("an offset is not negative: byte " + nextByte + ", line " + lines);
        }
    }

    /** Progress in a file that has not said in which order its bytes are. */
    public Progress(
            long nextByte,
            long lines,
            Optional<String> fileKey,
            Evidence evidence,
            Optional<Excerpt> excerpt,
            Optional<Instant> modified,
            Optional<String> learnt) {
        this(nextByte, lines, fileKey, evidence, excerpt, modified, learnt, false);
    }

    /** Progress in a file of which nothing was learnt. */
    public Progress(
            long nextByte,
            long lines,
            Optional<String> fileKey,
            Evidence evidence,
            Optional<Excerpt> excerpt,
            Optional<Instant> modified) {
        this(nextByte, lines, fileKey, evidence, excerpt, modified, Optional.empty());
    }

    /** Progress of which no more is known than the hashes, as an earlier release stored it. */
    public Progress(long nextByte, long lines, Optional<String> fileKey, Evidence evidence) {
        this(nextByte, lines, fileKey, evidence, Optional.empty(), Optional.empty());
    }

    /** The progress of a file of which nothing was consumed yet. */
    public static Progress none(Optional<String> fileKey) {
        return new Progress(0, 0, fileKey, Evidence.NONE, Optional.of(NOTHING), Optional.empty());
    }

    /** Whether it was taken of a file with the same file key: the same one, under another name perhaps, or one on another device. */
    public boolean isOfSameFile(Progress other) {
        return fileKey.isPresent() && fileKey.equals(other.fileKey);
    }

    /** The same stretch of the file as it is observed now, which was not read on. */
    public Progress observedAs(Observation now) {
        return new Progress(
                nextByte, lines, now.fileKey(), evidence, excerpt, Optional.of(now.modified()), learnt, littleEndian);
    }

    /** The same place, of which something was learnt. */
    public Progress knowing(Optional<String> nowLearnt) {
        return new Progress(nextByte, lines, fileKey, evidence, excerpt, modified, nowLearnt, littleEndian);
    }

    /** The same place in the same file, whose bytes are in an order that another progress knows. */
    public Progress inOrderOf(Progress other) {
        return new Progress(nextByte, lines, fileKey, evidence, excerpt, modified, learnt, other.littleEndian);
    }

    /**
     * The start of a file that was cut in place, and whose writer goes on as it did: it need not say anew in which order its bytes are, nor write its header again. What was learnt
     * stands for what is known at the start then, as {@link LineSorting#afterCut} has it.
     */
    public Progress goingOnFrom(Progress beforeCut) {
        return new Progress(
                nextByte, lines, fileKey, evidence, excerpt, modified, beforeCut.learnt, beforeCut.littleEndian);
    }
}
