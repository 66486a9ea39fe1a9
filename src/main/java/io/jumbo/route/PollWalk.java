package io.jumbo.route;

import io.jumbo.follow.Follower;
import io.jumbo.follow.Met;
import io.jumbo.follow.Watch;
import io.jumbo.route.PolledDirectory.StoppedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The walk of a poll: into which directories it goes, and which files have something new. For the thread that polls. */
final class PollWalk {

    private static final Logger LOG = LoggerFactory.getLogger(PollWalk.class);

    private final Watch watch;
    private final Follower follower;
    private final PolledDirectory polled;
    private final Preparation preparation;
    private final EarlyLooks looks;
    private final UnnameableFiles unnameable;

    PollWalk(Watch watch, Follower follower, PolledDirectory polled, Preparation preparation, EarlyLooks looks) {
        this.watch = watch;
        this.follower = follower;
        this.polled = polled;
        this.preparation = preparation;
        this.looks = looks;
        this.unnameable = new UnnameableFiles(watch);
    }

    /**
     * Whether the walk goes on into a directory.
     *
     * @param exchange one that Camel makes of the directory
     */
    boolean enters(Exchange exchange) {
        return unnameable
                .path(PolledFile.name(exchange))
                .filter(path -> {
                    boolean enters = polled.enters(path);
                    if (enters) {
                        looks.enters(path);
                    }
                    return enters;
                })
                .isPresent();
    }

    /**
     * Whether there may be something to read in a file: a pattern names it, it looks other than when it was last read to its end, and it is not
     * to be left alone.
     *
     * @throws StoppedException if the poll is to end
     */
    boolean findsNews(String absolutePath) {
        polled.goOn(absolutePath);
        Optional<Met> met = met(absolutePath);
        if (met.isEmpty() || preparation.takesNote(met.get().path(), met.get().file())) {
            return false;
        }
        try {
            boolean news = follower.hasNews(met.get());
            if (news) {
                looks.found(met.get().file());
            }
            return news;
        } catch (NoSuchFileException e) {
            return !unnameable.explains(e, absolutePath);
        } catch (IOException e) {
            LOG.debug(
                    "{}: {} cannot be looked at, the pass over it will say why",
                    watch.name(),
                    met.get().path(),
                    e);
            return true;
        }
    }

    private Optional<Met> met(String absolutePath) {
        Optional<Met> again = follower.metAgain(absolutePath);
        if (again.isPresent()) {
            polled.namedBefore();
            return again;
        }
        return polled.names(absolutePath)
                .flatMap(path -> unnameable.path(absolutePath).map(file -> follower.met(absolutePath, path, file)));
    }
}
