package io.jumbo.events;

import io.jumbo.write.Written;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs of one watch that rows arrive, at INFO: of the first ones at once, then how many at most every ten minutes, and nothing while none do. Thread-safe. */
public final class LoggedArrivals implements TailEvents {

    private static final Logger LOG = LoggerFactory.getLogger("jumbo");

    private final Arrivals arrivals = new Arrivals(System::nanoTime);

    @Override
    public void chunkWritten(String watch, Written written) {
        arrivals.rows(Printable.withoutControls(written.chunk().path()), written.rows())
                .ifPresent(rows -> LOG.info("{}: rows arrive: {}", watch, rows));
    }
}
