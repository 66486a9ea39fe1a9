package io.jumbo.route;

import org.apache.camel.Consumer;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler of a watch's {@code file:} endpoint. Camel's own cancels a poll for good when a {@link java.lang.Error} comes out of it,
 * and with it the watch, in silence; this one hands the error to the watch and polls on.
 */
public final class SteadyPolls extends DefaultScheduledPollConsumerScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyPolls.class);

    private GrownFiles grownFiles;
    private Consumer consumer;

    /** The watch to tell. */
    public void setGrownFiles(GrownFiles grownFiles) {
        this.grownFiles = grownFiles;
    }

    /** Takes over the intervals, which Camel only gives to a scheduler of its own making. */
    @Override
    public void onInit(Consumer consumer) {
        super.onInit(consumer);
        this.consumer = consumer;
        ScheduledPollConsumer poll = (ScheduledPollConsumer) consumer;
        setInitialDelay(poll.getInitialDelay());
        setDelay(poll.getDelay());
        setTimeUnit(poll.getTimeUnit());
        setUseFixedDelay(poll.isUseFixedDelay());
    }

    @Override
    public void scheduleTask(Runnable poll) {
        super.scheduleTask(() -> {
            try {
                poll.run();
            } catch (Error e) {
                tell(e);
            }
        });
    }

    private void tell(Error error) {
        try {
            grownFiles.pollDied(consumer.getEndpoint(), error);
        } catch (RuntimeException | Error again) {
            // Out of memory once more, probably. Nothing may come out of here; the next poll tells if it goes on.
            LOG.debug("the end of a poll could not be told", again);
        }
    }
}
