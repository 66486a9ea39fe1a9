package io.jumbo.follow;

import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Observation;
import java.util.Optional;

/** What is waited for in a file: that it settles, that a gap is filled, that bytes become a line, that nothing comes any more. For one thread at a time, as {@link WatchedFiles}. */
final class Awaited {

    private Optional<Waiting<Observation>> unsettled = Optional.empty();
    private Optional<Gap> gap = Optional.empty();
    private Optional<Lineless> lineless = Optional.empty();

    /** What it looks like, and since when; only where what it ends with counts as complete one day. */
    private Optional<Waiting<Observation>> quiet = Optional.empty();

    /** What it looked like when its end was taken for complete. */
    private Optional<Observation> completed = Optional.empty();

    /** Whether anything is, so that the file is looked into again when some time has passed, although nothing happens to it. */
    boolean isAny() {
        return unsettled.isPresent()
                || gap.isPresent()
                || lineless.filter(file -> !file.told()).isPresent();
    }

    /** How long it has been waited for, including this look. */
    Settling settling(Observation observed, long now) {
        unsettled = unsettled.map(before -> before.seen(observed, now, Times.MOST_OF_A_LOOK));
        return unsettled.map(Settling::of).orElse(Settling.JUST_SEEN);
    }

    /** It is not settled; returns whether that is news. */
    boolean unsettled(Observation observed, long now) {
        boolean news = unsettled.isEmpty();
        if (news) {
            unsettled = Optional.of(Waiting.begun(observed, now));
        }
        return news;
    }

    void settled() {
        unsettled = Optional.empty();
    }

    /** Notes where a gap stopped the last pass, if one did, and how long the file was then. */
    void atGap(Optional<Long> offset, long size, long now, long mostBetweenLooks) {
        gap = offset.map(at -> gap.filter(met -> met.isAt(at))
                .map(met -> met.again(now, mostBetweenLooks))
                .orElseGet(() -> Gap.met(at, size, now)));
    }

    /**
     * How long the file was when the gap at this offset was first met, if that has been waited for long enough.
     *
     * @param mostBetweenLooks see {@link Times#mostBetweenLooks}
     */
    Optional<Long> tiredOfGap(long offset, long now, long mostBetweenLooks) {
        return gap.filter(met -> met.isAt(offset)).flatMap(met -> met.tired(now, mostBetweenLooks));
    }

    /** Notes what the bytes behind the last line look like, if that is known; returns whether it is to be told: once, when it is certain. */
    boolean lineless(Optional<Diagnosis> diagnosis, Observation observed, long now) {
        boolean before = lineless.filter(Lineless::told).isPresent();
        if (diagnosis.isEmpty()) {
            lineless = lineless.filter(Lineless::told);
            return false;
        }
        lineless = Optional.of(
                lineless.orElseGet(() -> Lineless.begun(observed, now)).seen(observed, now, diagnosis.get()));
        return !before && lineless.get().told();
    }

    /** Whether no line came for a while, so that the file is to be looked into although it looks the same. */
    boolean isLinelessForLong(long now) {
        return lineless.filter(file -> file.isDue(now)).isPresent();
    }

    /** Takes note of a look; returns whether nothing has happened for so long, and its end was not taken for complete since. */
    boolean isEndDue(Observation observed, long nanos, long now) {
        quiet = Optional.of(quiet.map(before -> before.seen(observed, now, Long.MAX_VALUE))
                .orElseGet(() -> Waiting.begun(observed, now)));
        return isQuiet(observed, nanos) && !completed.equals(Optional.of(observed));
    }

    /** Whether nothing has happened to it for so long, as far as the looks of {@link #isEndDue} tell. */
    boolean isQuiet(Observation observed, long nanos) {
        return quiet.filter(seen -> seen.like().equals(observed) && seen.unchanged() >= nanos)
                .isPresent();
    }

    /** What it ends with is taken for complete: if that makes no line it never will. */
    void completed(Observation observed) {
        completed = Optional.of(observed);
    }

    /** Other content may have lines. */
    void otherContent() {
        lineless = Optional.empty();
    }
}
