package io.jumbo.route;

import org.apache.camel.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A poll, or a look, out of which nothing comes: what is thrown in it is told to the watch. */
record SteadyTask(Runnable task, GrownFiles grownFiles, Consumer consumer) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyTask.class);

    @Override
    public void run() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            tell(e);
        }
    }

    private void tell(Throwable error) {
        try {
            grownFiles.started().visits().pollDied(consumer.getEndpoint(), error);
        } catch (RuntimeException | Error again) {
            // Out of memory once more, probably. Nothing may come out of here; the next poll tells if it goes on.
            LOG.debug("the end of a poll could not be told", again);
        }
    }
}
