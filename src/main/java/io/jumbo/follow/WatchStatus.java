package io.jumbo.follow;

import java.time.Duration;
import java.util.Optional;

/**
 * How a watch stands at one moment: behind log, health, metrics and commands.
 *
 * @param lasts for how long it has stood so
 * @param reason why, without content of lines; empty if nothing is the matter
 * @param times for how long things have not happened
 */
public record WatchStatus(
        String watch, WatchState state, Duration lasts, Optional<String> reason, Lag lag, Times times) {

    /**
     * For how long things have not happened.
     *
     * @param alive since the watch did anything, as to begin a poll or to wait for the database
     * @param ready since tables, statement and database were first as they must be; absent if they never were
     * @param rows since a chunk was committed; absent if none was
     * @param change since a file was seen to have grown; absent if none was
     */
    public record Times(Duration alive, Optional<Duration> ready, Optional<Duration> rows, Optional<Duration> change) {}

    /** One that does not run. */
    public static WatchStatus stopped(String watch, Duration lasts) {
        return new WatchStatus(
                watch,
                WatchState.STOPPED,
                lasts,
                Optional.empty(),
                Lag.NONE,
                new Times(lasts, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** What a person can do about it; empty if nothing is to be done. */
    public Optional<String> remedy() {
        return Optional.of(state.remedy()).filter(text -> !text.isEmpty());
    }

    /** In one sentence: {@code paused: relation "t" does not exist; mend what the reason names}. */
    public String sentence() {
        return state.word()
                + reason.map(text -> ": " + text).orElse("")
                + remedy().map(text -> "; " + text).orElse("");
    }
}
