package io.jumbo.write;

import io.jumbo.tail.Learnt;
import io.jumbo.write.fields.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a dead letter keeps of when and where its line was read: a replay makes the same row of it as the first try would have. It stands among what was learnt of
 * the line, under the names that a statement has for it.
 */
final class Circumstances {

    private static final String MODIFIED_AT = "modified_at";
    private static final String READ_AT = "read_at";
    private static final String HOST = "read_on";

    private Circumstances() {}

    static Learnt with(Source source, Learnt learnt) {
        Map<String, String> values = new HashMap<>(learnt.values());
        values.put(READ_AT, source.readAt().toString());
        values.put(HOST, source.host());
        source.modified().ifPresent(modified -> values.put(MODIFIED_AT, modified.toString()));
        return new Learnt(learnt.names(), values);
    }

    /**
     * Where a line came from.
     *
     * @param rejectedAt counts where an earlier release has kept nothing
     */
    static Source source(String watch, String path, Learnt learnt, Instant rejectedAt) {
        Optional<Instant> modified = learnt.value(MODIFIED_AT).map(Instant::parse);
        Source now = Source.of(watch, path, modified);
        return new Source(
                watch,
                path,
                modified,
                learnt.value(READ_AT).map(Instant::parse).orElse(rejectedAt),
                learnt.value(HOST).orElse(now.host()));
    }
}
