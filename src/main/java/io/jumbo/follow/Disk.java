package io.jumbo.follow;

import io.jumbo.tail.Comparison;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions about files that always have an answer: nothing, if nobody can look now. What follows from that is for who asks to say. */
final class Disk {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    private Disk() {}

    /** Anything that is asked of the disk. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }

    static <T> Optional<T> ask(Question<T> question) {
        try {
            return Optional.of(question.ask());
        } catch (IOException e) {
            LOG.debug("a file cannot be looked into", e);
            return Optional.empty();
        }
    }

    static Optional<Observation> observe(Path file) {
        return ask(() -> TailReader.observe(file));
    }

    /** How the content of a file compares with what was consumed of one. */
    static Optional<Match> match(Path file, Progress consumed) {
        return ask(() -> Comparison.of(file, consumed, Optional.empty()).match());
    }
}
