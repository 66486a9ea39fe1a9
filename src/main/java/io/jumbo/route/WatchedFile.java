package io.jumbo.route;

import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.util.Optional;

/**
 * What a watch remembers of one file between two polls: a cache only, whose loss costs one look at the offset row. Confined to the
 * thread of the watch.
 */
final class WatchedFile {

    private final String path;
    private long seenInPoll;
    private Optional<Observation> examined = Optional.empty();
    private Optional<Hold> hold = Optional.empty();
    private boolean unreadable;
    private boolean heldBack;
    private Optional<Long> endAt = Optional.empty();
    private long unfinishedLine;
    private long scannedTo;

    WatchedFile(String path) {
        this.path = path;
    }

    /** Relative to the watched directory, with forward slashes. */
    String path() {
        return path;
    }

    void seenIn(long poll) {
        seenInPoll = poll;
    }

    boolean wasSeenSince(long poll) {
        return seenInPoll >= poll;
    }

    /** Whether it was read to its last complete line when it looked like this. */
    boolean isExamined(Observation now) {
        return examined.isPresent() && examined.get().equals(now);
    }

    boolean isExamined() {
        return examined.isPresent();
    }

    void examined(Observation now) {
        examined = Optional.of(now);
    }

    void forgetExamined() {
        examined = Optional.empty();
    }

    boolean isHeld(long now) {
        return hold.isPresent() && !hold.get().isOver(now);
    }

    void hold(long now) {
        hold = Optional.of(hold.map(earlier -> earlier.again(now)).orElseGet(() -> Hold.first(now)));
    }

    void release() {
        hold = Optional.empty();
    }

    /** Sets whether it is unreadable and returns whether that is news. */
    boolean unreadable(boolean now) {
        boolean news = unreadable != now;
        unreadable = now;
        return news;
    }

    /** Sets whether it is held back for its rejects and returns whether that is news. */
    boolean heldBack(boolean now) {
        boolean news = heldBack != now;
        heldBack = now;
        return news;
    }

    /** The next pass ends before the line at this byte. */
    void endAt(long firstByte) {
        endAt = Optional.of(firstByte);
    }

    /** Gives a reader the hints left by earlier passes. */
    void prepare(TailReader reader, Observation now) {
        endAt.ifPresent(reader::endAt);
        if (reader.progress().nextByte() == unfinishedLine && now.size() >= scannedTo) {
            reader.resumeScanAt(scannedTo);
        }
    }

    /** Takes the hints for the next pass; returns whether this one went as far as the file allows. */
    boolean passDone(TailReader reader, Progress progress) {
        boolean whole = endAt.isEmpty();
        endAt = Optional.empty();
        unfinishedLine = progress.nextByte();
        scannedTo = reader.scannedTo();
        return whole;
    }
}
