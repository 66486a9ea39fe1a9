package io.jumbo.route;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the server is asked, and people are told, of a transaction that is under way: that it takes long, and that it is over after all. Thread-safe. */
final class ToldWait {

    private static final long LONG_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private final String path;
    private final long begunAt;
    private volatile Optional<Long> askedAt = Optional.empty();
    private volatile boolean told;
    private boolean over;

    ToldWait(String path, long begunAt) {
        this.path = path;
        this.begunAt = begunAt;
    }

    boolean isWorthAQuestion(long now) {
        return !told && now - begunAt >= LONG_NANOS && now - askedAt.orElse(begunAt) >= ASK_AGAIN_NANOS;
    }

    boolean wasAsked() {
        return askedAt.isPresent();
    }

    /** The server is asked about it. */
    void asked(long now) {
        askedAt = Optional.of(now);
    }

    /** Tells of it, with how long it lasts, unless that was done or it is over. */
    synchronized void tell(long now, BiConsumer<String, Duration> news) {
        if (!told && !over) {
            told = true;
            news.accept(path, Duration.ofNanos(now - begunAt));
        }
    }

    /**
     * It is over.
     *
     * @param news told how long it has lasted, if it was told of
     */
    synchronized void over(long now, BiConsumer<String, Duration> news) {
        over = true;
        if (told) {
            news.accept(path, Duration.ofNanos(now - begunAt));
        }
    }
}
