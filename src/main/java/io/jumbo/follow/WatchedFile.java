package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Observation;
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

    private final String path;
    private final Agenda agenda = new Agenda();
    private final Awaited awaited = new Awaited();
    private long seenInPoll;
    private long seenAt;
    private Optional<Examined> examined = Optional.empty();
    private Optional<Trouble> trouble = Optional.empty();
    private Optional<Long> endAt = Optional.empty();
    private TransactionSize transactionSize = TransactionSize.FULL;
    private Optional<Crawl> crawl = Optional.empty();
    private long seenBytes;

    /** Key of the offset row whose content was seen: another instance may have given the path to another one. */
    private Optional<Long> contentOf = Optional.empty();

    private Touches touches = Touches.NONE;
    private boolean overwritten;
    private boolean nulsInLines;
    private boolean linked;
    private boolean behind;

    WatchedFile(String path) {
        this.path = path;
    }

    /** Relative to the watched directory, with forward slashes. */
    String path() {
        return path;
    }

    Agenda agenda() {
        return agenda;
    }

    Awaited awaited() {
        return awaited;
    }

    /** Whether it is looked into again when some time has passed, although nothing happens to it. */
    boolean isWaitedFor() {
        return agenda.hasFailed() || awaited.isAny();
    }

    /** A poll has met it, which began then. */
    void seenIn(long poll, long begunAt) {
        seenInPoll = poll;
        seenAt = begunAt;
    }

    long seenAt() {
        return seenAt;
    }

    boolean wasSeenSince(long poll) {
        return seenInPoll >= poll;
    }

    /** Notes how long it is. */
    void observed(long size) {
        seenBytes = Math.max(seenBytes, size);
    }

    /** The most bytes of its present content that were seen, whether they were read or not. */
    long seenBytes() {
        return seenBytes;
    }

    /** The same of the content that an offset is about; none if another one's was seen. */
    long seenBytes(FileOffset offset) {
        return isContentOf(offset) ? seenBytes : 0;
    }

    /** Whether what was seen is the content that this offset is about. */
    boolean isContentOf(FileOffset offset) {
        return contentOf.equals(Optional.of(offset.id()));
    }

    /** Its content is that of this offset from now on. */
    void beginsAnew(FileOffset offset, Observation now) {
        contentOf = Optional.of(offset.id());
        seenBytes = now.size();
        awaited.otherContent();
    }

    /** Whether this look finds it touched, and no longer, as often as that may happen for no reason. */
    boolean isTouchedAgain(Observation now) {
        return touches.seen(now).areMany();
    }

    /** Notes that it was looked into. */
    void looked(Observation now) {
        touches = touches.seen(now);
    }

    /** Notes that lines in it are overwritten; returns whether that is news. */
    boolean overwritten() {
        boolean news = !overwritten;
        overwritten = true;
        return news;
    }

    /** Notes whether NUL bytes inside its lines turned out to be content. */
    void nulsInLines(boolean learned) {
        nulsInLines |= learned;
    }

    boolean hasNulsInLines() {
        return nulsInLines;
    }

    /** Notes whether it is another name of a file; returns whether that is news. */
    boolean linked(boolean now) {
        boolean news = linked != now;
        linked = now;
        return news;
    }

    boolean isLinked() {
        return linked;
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

    /**
     * Takes note of a look at it; returns whether it holds more than was read of it, which is to be read as it is: nothing has come for the record timeout.
     *
     * @param timeout in nanoseconds; none if what it ends with never counts as complete
     */
    boolean endsUnfinished(Observation now, Optional<Long> timeout, long time) {
        return timeout.filter(nanos -> awaited.isEndDue(now, nanos, time)).isPresent()
                && examined.filter(read -> read.nextByte() < now.size()).isPresent();
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

    void forgetExamined() {
        examined = Optional.empty();
    }

    /** Looks into it again unless its stored offset is the one it was examined to. */
    void compare(Optional<FileOffset> stored) {
        examined = examined.filter(at -> at.isStored(stored));
    }

    /** Where it is read on, if it was read to its end, something was written of it, and nobody else is known to write it. */
    Optional<Place> place(long now) {
        return agenda.isShared(now)
                ? Optional.empty()
                : examined.flatMap(Examined::place)
                        .filter(place -> place.progress().nextByte() > 0);
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
        touches = touches.explained();
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
