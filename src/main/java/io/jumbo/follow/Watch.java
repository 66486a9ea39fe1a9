package io.jumbo.follow;

import io.jumbo.events.Listeners;
import io.jumbo.offset.OffsetStore;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.ReadLimits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What all parts of a started watch know of it. Immutable.
 *
 * @param name under which offsets are kept
 * @param directory absolute
 * @param clock monotonic, in nanoseconds
 * @param behind files that hold more than is written of them
 * @param standing what keeps the watch from writing
 * @param handles how many files are held open
 */
public record Watch(
        String name,
        Path directory,
        WatchOptions options,
        ReadLimits limits,
        OffsetStore offsets,
        Listeners listeners,
        LongSupplier clock,
        FilesBehind behind,
        Standing standing,
        Handles handles) {

    /** A watch of which no file is known yet. */
    public Watch(
            String name,
            Path directory,
            WatchOptions options,
            ReadLimits limits,
            OffsetStore offsets,
            Listeners listeners,
            LongSupplier clock) {
        this(
                name,
                directory,
                options,
                limits,
                offsets,
                listeners,
                clock,
                new FilesBehind(),
                new Standing(clock),
                Handles.OF_PROCESS);
    }

    /** Where a file is. */
    public Path file(String path) {
        return directory.resolve(path);
    }

    /** What a file is called below the directory, with forward slashes. */
    public String path(Path file) {
        return withSlashes(directory.relativize(file).toString());
    }

    /** Forward slashes where the system has others. A backslash may well be part of a name where it has not. */
    public static String withSlashes(String path) {
        return path.replace(File.separatorChar, '/');
    }

    /** Nanoseconds between two polls that are made in their time. */
    long pollInterval() {
        return options.get(Option.POLL_INTERVAL).toNanos();
    }

    /** For how many nanoseconds nothing may come before what a file ends with counts as complete; nothing if it never does. */
    Optional<Long> recordTimeout() {
        return options.get(Option.RECORD_TIMEOUT).map(Duration::toNanos);
    }

    /** As {@link Times#mostBetweenLooks}. */
    long mostBetweenLooks() {
        return Times.mostBetweenLooks(pollInterval());
    }

    /** Monotonic, in nanoseconds. */
    public long now() {
        return clock.getAsLong();
    }

    <T> T inTransaction(OffsetStore.Work<T> work) throws SQLException, IOException {
        return offsets.inTransaction(work);
    }
}
