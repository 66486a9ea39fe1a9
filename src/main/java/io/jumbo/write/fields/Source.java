package io.jumbo.write.fields;

import io.jumbo.tail.Chunk;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where lines come from, and when.
 *
 * @param watch its name
 * @param path of the file, relative to the watched directory
 * @param modified when the file was changed last; absent if that is not known
 * @param readAt when the lines are written, in microseconds
 * @param host on which they are read
 */
public record Source(String watch, String path, Optional<Instant> modified, Instant readAt, String host) {

    private static final String HOST = thisHost();

    public Source {
        readAt = readAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Lines that are read here and now. */
    public static Source of(String watch, String path, Optional<Instant> modified) {
        return new Source(watch, path, modified, Instant.now(), HOST);
    }

    /** The lines of a chunk that is being written. */
    public static Source of(String watch, Chunk chunk) {
        return of(
                watch,
                chunk.path(),
                chunk.after().modified().or(() -> chunk.before().modified()));
    }

    /** As the system calls itself. A host whose own name nobody can resolve has it in its environment, if anywhere. */
    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Stream.of("HOSTNAME", "COMPUTERNAME")
                    .map(System::getenv)
                    .filter(name -> name != null && !name.isBlank())
                    .findFirst()
                    .orElse("localhost");
        }
    }
}
