package io.jumbo.route;

import io.jumbo.follow.Watch;
import io.jumbo.listing.Unmatched;
import io.jumbo.option.Option;
import java.io.IOException;
import java.util.Optional;

/** Counts the files that a walk meets. Tells when the patterns name none of them, once until they do. For the thread that polls. */
final class NamedFiles {

    private final Watch watch;
    private long met;
    private long named;
    private long passedOver;

    /** How many there were when they were last looked at more closely. */
    private long lookedAt;

    private boolean told;

    NamedFiles(Watch watch) {
        this.watch = watch;
    }

    void walkBegins() {
        met = 0;
        named = 0;
        passedOver = 0;
    }

    void met(boolean isNamed) {
        met++;
        named += isNamed ? 1 : 0;
    }

    /** A directory of which no pattern names any file. */
    void passedOverDirectory() {
        passedOver++;
    }

    long met() {
        return met;
    }

    /**
     * The walk has come to its end.
     *
     * @param known whether files are known that this walk did not meet
     */
    void walkEnded(boolean known) throws IOException {
        if (named > 0 || known) {
            told = false;
            lookedAt = 0;
        } else if (!told && met + passedOver != lookedAt) {
            lookedAt = met + passedOver;
            Optional<Unmatched> unmatched = Unmatched.in(watch.options());
            told = unmatched.isPresent();
            unmatched.ifPresent(found -> watch.listeners()
                    .tell(events -> events.noFileMatches(
                            watch.name(),
                            watch.options().get(Option.DIRECTORY).toString(),
                            watch.options().get(Option.INCLUDE),
                            found.toString())));
        }
    }
}
