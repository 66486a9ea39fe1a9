package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * What a watch remembers of one file between two polls: a cache only, whose loss costs one look at the file and its offset row. For one thread at
 * a time, as {@link WatchedFiles}.
 */
final class WatchedFile {

    /** What is the matter with a file, told once. */
    enum Trouble {
        /** It cannot be read now. */
        UNREADABLE,
        /** So many of its lines were rejected that it is not read on. */
        HELD_BACK,
        /** A line is too much for the server though it is alone in its transaction. */
        STUCK
    }

    /**
     * How long a gap is waited for, whether the file changes elsewhere or not. What fills it later is lost, and so this is longer than a network file
     * system delays a write (a Linux NFS client writes back after 30 s at the latest); a writer that left a hole in a cut file comes late by it, once.
     */
    private static final long GAP_NANOS = Duration.ofSeconds(40).toNanos();

    /** So often a file may be touched before it is said that lines in it are changed. */
    private static final int MOST_TOUCHES = 3;

    /** For how long a file is left to polls whose row somebody else has moved: each of two instances that follow it would read what the other one writes. */
    private static final long SHARED_NANOS = Duration.ofSeconds(10).toNanos();

    private record Examined(Observation observed, long nextByte, Optional<Place> place) {}

    private final String path;
    private long seenInPoll;
    private long seenAt;
    private Optional<Examined> examined = Optional.empty();
    private Optional<Hold> hold = Optional.empty();
    private Optional<Long> restUntil = Optional.empty();
    private Optional<Trouble> trouble = Optional.empty();
    private Optional<Long> endAt = Optional.empty();
    private TransactionSize transactionSize = TransactionSize.FULL;
    private Optional<Crawl> crawl = Optional.empty();
    private Optional<Unsettled> unsettled = Optional.empty();
    private Optional<Lineless> lineless = Optional.empty();
    private Optional<Long> gapAt = Optional.empty();
    private long gapSize;
    private long gapLookedAt;
    private long gapWaited;
    private long seenBytes;
    private Optional<Observation> lastLook = Optional.empty();
    private int touches;
    private boolean overwritten;
    private boolean nulsInLines;
    private boolean linked;
    private boolean behind;
    private Optional<Long> sharedUntil = Optional.empty();
    private Optional<Long> readOnAt = Optional.empty();

    WatchedFile(String path) {
        this.path = path;
    }

    /** Relative to the watched directory, with forward slashes. */
    String path() {
        return path;
    }

    /** A poll has met it, which began then. */
    void seenIn(long poll, long begunAt) {
        seenInPoll = poll;
        seenAt = begunAt;
    }

    long seenAt() {
        return seenAt;
    }

    /** Notes how long it is. */
    void observed(long size) {
        seenBytes = Math.max(seenBytes, size);
    }

    /** The most bytes of its present content that were seen, whether they were read or not. */
    long seenBytes() {
        return seenBytes;
    }

    /** Its content is another one from now on. */
    void beginsAnew(Observation now) {
        seenBytes = now.size();
        lineless = Optional.empty();
    }

    /** Whether this look finds it touched, and no longer, as often as that may happen for no reason. */
    boolean isTouchedAgain(Observation now) {
        return touchesAt(now) >= MOST_TOUCHES;
    }

    private int touchesAt(Observation now) {
        boolean isAsLong = lastLook.filter(
                        last -> last.size() == now.size() && last.fileKey().equals(now.fileKey()))
                .isPresent();
        boolean isTouched =
                lastLook.filter(last -> !last.modified().equals(now.modified())).isPresent();
        return isAsLong ? touches + (isTouched ? 1 : 0) : 0;
    }

    /** Notes that it was looked into. */
    void looked(Observation now) {
        touches = touchesAt(now);
        lastLook = Optional.of(now);
    }

    /** Notes that lines in it are overwritten; returns whether that is news. */
    boolean overwritten() {
        boolean news = !overwritten;
        overwritten = true;
        return news;
    }

    /** How long it has been waited for, including this look. */
    Settling settling(Observation observed, long now) {
        unsettled = unsettled.map(before -> before.seen(now, observed));
        return unsettled.map(Unsettled::settling).orElse(Settling.JUST_SEEN);
    }

    /** It is not settled; returns whether that is news. */
    boolean waits(Observation observed, long now) {
        boolean news = unsettled.isEmpty();
        if (news) {
            unsettled = Optional.of(new Unsettled(now, observed));
        }
        return news;
    }

    void settled() {
        unsettled = Optional.empty();
    }

    /** Notes where a gap stopped the last pass, if one did, and how long the file was then. */
    void atGap(Optional<Long> offset, long size, long now, long mostBetweenLooks) {
        if (offset.equals(gapAt)) {
            gapWaited = waitedForGap(now, mostBetweenLooks);
        } else {
            gapAt = offset;
            gapSize = size;
            gapWaited = 0;
        }
        gapLookedAt = now;
    }

    /**
     * How long the file was when the gap at this offset was first met, if that has been waited for long enough.
     *
     * @param mostBetweenLooks nanoseconds that count between two looks: while nobody looks, the file may be cut, and get another gap there
     */
    Optional<Long> tiredOfGap(long offset, long now, long mostBetweenLooks) {
        long waited = waitedForGap(now, mostBetweenLooks);
        return gapAt.filter(at -> at == offset && waited >= GAP_NANOS).map(at -> gapSize);
    }

    /** Notes whether NUL bytes inside its lines turned out to be content. */
    void nulsInLines(boolean learned) {
        nulsInLines |= learned;
    }

    boolean hasNulsInLines() {
        return nulsInLines;
    }

    private long waitedForGap(long now, long mostBetweenLooks) {
        return gapWaited + Math.min(now - gapLookedAt, mostBetweenLooks);
    }

    /** Notes what the bytes behind its last line look like, if that is known; returns whether it is to be told: once, when it is certain. */
    boolean lineless(Optional<Diagnosis> diagnosis, Observation observed, long now) {
        boolean before = lineless.filter(Lineless::told).isPresent();
        if (diagnosis.isEmpty()) {
            lineless = lineless.filter(Lineless::told);
            return false;
        }
        lineless =
                Optional.of(lineless.orElse(new Lineless(observed, now, false)).seen(observed, now, diagnosis.get()));
        return !before && lineless.get().told();
    }

    /** Whether it is to be looked into although it looks the same: no line came in it for a while. */
    boolean isLinelessForLong(long now) {
        return lineless.filter(file -> file.isDue(now)).isPresent();
    }

    /** Notes whether it is another name of a file. */
    void linked(boolean now) {
        linked = now;
    }

    boolean isLinked() {
        return linked;
    }

    boolean wasSeenSince(long poll) {
        return seenInPoll >= poll;
    }

    /** There may be lines in it that are not written yet. */
    void fallsBehind() {
        behind = true;
    }

    /** Everything in it that can be read now is written; returns whether that is news. */
    boolean catchesUp() {
        boolean news = behind;
        behind = false;
        return news;
    }

    /** Whether it was written to its last complete line when it looked like this. */
    boolean isExamined(Observation now) {
        return examined.isPresent() && examined.get().observed().equals(now);
    }

    /** Notes that it was written to its last complete line, which ends before {@code nextByte}. */
    void examined(Observation observed, long nextByte) {
        examined = Optional.of(new Examined(observed, nextByte, Optional.empty()));
    }

    /** The same of a file that was read by its path, to this place. */
    void examined(Observation observed, Place place) {
        examined = Optional.of(new Examined(observed, place.progress().nextByte(), Optional.of(place)));
    }

    /** Where it is read on, if it was read to its end, something was written of it, and nobody else is known to write it. */
    Optional<Place> place(long now) {
        boolean shared = sharedUntil.filter(time -> now - time < 0).isPresent();
        return shared
                ? Optional.empty()
                : examined.flatMap(Examined::place)
                        .filter(place -> place.progress().nextByte() > 0);
    }

    /** It is read on without a poll. */
    void readOn(long now) {
        readOnAt = Optional.of(now);
    }

    /** Whether that was no longer ago. */
    boolean wasReadOnSince(long time) {
        return readOnAt.filter(at -> at - time > 0).isPresent();
    }

    /** Somebody else has moved its row. */
    void isShared(long now) {
        sharedUntil = Optional.of(now + SHARED_NANOS);
        forgetExamined();
    }

    void forgetExamined() {
        examined = Optional.empty();
    }

    /** Looks into it again unless its stored offset is the one it was examined to: the database may have come back from a backup. */
    void compare(Optional<FileOffset> stored) {
        if (examined.isEmpty()) {
            return;
        }
        boolean asStored = stored.isPresent()
                && stored.get().state() == State.CURRENT
                && stored.get().progress().nextByte() == examined.get().nextByte();
        if (!asStored) {
            forgetExamined();
        }
    }

    /** Whether it is looked into again when some time has passed, although nothing happens to it. */
    boolean waits() {
        boolean linelessByNow = lineless.filter(file -> !file.told()).isPresent();
        return hold.isPresent() || unsettled.isPresent() || gapAt.isPresent() || linelessByNow;
    }

    /** Leaves it alone until then, although nothing is the matter with it. */
    void restUntil(long time) {
        restUntil = Optional.of(time);
    }

    boolean isHeld(long now) {
        return (hold.isPresent() && !hold.get().isOver(now)) || (restUntil.isPresent() && now - restUntil.get() < 0);
    }

    /** When it may be looked into, unless it is held because something failed. */
    Optional<Long> readableAt(long now) {
        if (hold.isPresent() && !hold.get().isOver(now)) {
            return Optional.empty();
        }
        return Optional.of(restUntil.filter(time -> now - time < 0).orElse(now));
    }

    /** Leaves it alone for a while, longer each time in a row; returns the number of times. */
    int hold(long now) {
        hold = Optional.of(hold.map(earlier -> earlier.again(now)).orElseGet(() -> Hold.first(now)));
        return hold.get().attempts();
    }

    void release() {
        hold = Optional.empty();
    }

    /** Notes what is the matter; returns whether that is news. */
    boolean trouble(Trouble now) {
        boolean news = !trouble.equals(Optional.of(now));
        trouble = Optional.of(now);
        return news;
    }

    /** Notes that nothing is the matter any more; returns whether it was this. */
    boolean mended(Trouble was) {
        boolean mended = trouble.equals(Optional.of(was));
        trouble = mended ? Optional.empty() : trouble;
        return mended;
    }

    /** How much of it may go into one transaction. */
    TransactionSize transactionSize() {
        return transactionSize;
    }

    void transactionSize(TransactionSize now) {
        transactionSize = now;
    }

    /** A transaction had to end early; returns the crawl, if it is one by now and that is news. */
    Optional<Crawl> cut(long now) {
        crawl = Optional.of(crawl.orElseGet(() -> Crawl.begun(now)).cut());
        return crawl.filter(Crawl::isNews);
    }

    /** So many lines were written in one transaction. */
    void written(long lines) {
        touches = 0;
        crawl = lines > Crawl.MOST_LINES ? Optional.empty() : crawl.map(slow -> slow.written(lines));
    }

    /** It was read to its end. */
    void crawlsNoMore() {
        crawl = Optional.empty();
    }

    /** The next pass ends before the line at this byte. */
    void endAt(long firstByte) {
        endAt = Optional.of(firstByte);
    }

    /** Where the next pass must end, asked once. */
    Optional<Long> takeEndAt() {
        Optional<Long> taken = endAt;
        endAt = Optional.empty();
        return taken;
    }
}
