package io.jumbo.app.backlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * For a log: a line when a file has turned out to be behind, and one more every half minute as long as it gets on. Of a standstill nothing is
 * said: why no rows flow is an event, told once. Not thread-safe.
 */
final class LoggedView implements View {

    private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private record Said(long at, long nextByte) {}

    private final LongSupplier clock;
    private final Consumer<String> log;
    private final Map<FileOfWatch, Said> said = new HashMap<>();
    private Optional<Long> moreSaidAt = Optional.empty();

    /** With a monotonic clock, in nanoseconds. */
    LoggedView(LongSupplier clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void show(List<BacklogLine> files, int more) {
        long now = clock.getAsLong();
        said.keySet().retainAll(files.stream().map(BacklogLine::file).toList());
        files.stream().filter(file -> isDue(file, now)).forEach(file -> {
            log.accept(file.text());
            said.put(file.file(), new Said(now, file.nextByte()));
        });
        if (more > 0 && moreSaidAt.map(at -> now - at >= EVERY_NANOS).orElse(true)) {
            log.accept(View.more(more));
            moreSaidAt = Optional.of(now);
        }
    }

    private boolean isDue(BacklogLine file, long now) {
        Said last = said.get(file.file());
        return last == null || (now - last.at() >= EVERY_NANOS && file.nextByte() > last.nextByte());
    }
}
