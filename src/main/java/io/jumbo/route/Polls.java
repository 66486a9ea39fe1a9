package io.jumbo.route;

import io.jumbo.follow.Failures;
import io.jumbo.follow.Follower;
import io.jumbo.follow.OpenFile;
import io.jumbo.follow.Standing;
import io.jumbo.follow.Watch;
import io.jumbo.offset.Transactions;
import io.jumbo.route.PolledDirectory.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;

/** What comes before a poll of a watch and after it, and the visits between two polls. For the thread that polls. */
final class Polls {

    private final Transactions transactions;
    private final Follower follower;
    private final Preparation preparation;
    private final PolledDirectory polled;
    private final EarlyLooks looks;
    private final Visits visits;
    private final BooleanSupplier oneByOne;
    private final BooleanSupplier stopping;
    private final DirectoryPresence directory;
    private final Standing standing;

    /**
     * @param oneByOne whether the files of a poll are written one after the other; may take its time
     * @param stopping whether no further poll is wanted
     */
    Polls(
            Watch watch,
            Transactions transactions,
            Follower follower,
            Preparation preparation,
            PolledDirectory polled,
            EarlyLooks looks,
            Visits visits,
            BooleanSupplier oneByOne,
            BooleanSupplier stopping) {
        this.transactions = transactions;
        this.follower = follower;
        this.preparation = preparation;
        this.polled = polled;
        this.looks = looks;
        this.visits = visits;
        this.oneByOne = oneByOne;
        this.stopping = stopping;
        this.directory = new DirectoryPresence(watch);
        this.standing = watch.standing();
    }

    /** Begins a poll. Returns whether it is to be made. */
    boolean begin(Endpoint endpoint) {
        standing.isAlive();
        Failures failures = follower.failures();
        if (!looks.mayPoll() || !failures.mayPoll() || !isDirectoryThere()) {
            return false;
        }
        looks.pollBegins();
        follower.pollBegins();
        PassThreads.of(endpoint).ifPresent(threads -> threads.pollBegins(oneByOne));
        return failures.survived(() -> {
            prepare();
            polled.pollBegins(stopping);
        });
    }

    private boolean isDirectoryThere() {
        boolean there = directory.isThere();
        if (!there && directory.isCertainlyEmpty()) {
            follower.failures().pollEnded(preparation::afterPoll);
        }
        return there;
    }

    private void prepare() throws SQLException, IOException {
        if (follower.failures().isTroubled()) {
            preparation.tablesMayBeGone();
            follower.compareSoon();
        }
        preparation.beforePoll(transactions);
    }

    /**
     * A poll has handed out the files with something new. Waits for their visits, and does all that follows.
     *
     * @param found how many files
     */
    void end(Consumer consumer, Endpoint endpoint, int found) {
        looks.pollEnded(found);
        if (!visits.haveEnded(endpoint)) {
            return;
        }
        Failures failures = follower.failures();
        failures.pollEnded(() -> {
            preparation.afterPoll();
            polled.pollEnded(follower.size() > 0);
        });
        if (failures.mayPoll() && preparation.isDone()) {
            failures.survived(() -> {
                for (OpenFile departed : follower.departed()) {
                    visits.toDeparted(consumer, departed);
                }
                follower.pollEnded(polled::isUnreadable);
            });
        }
        looks.pollIsOver();
    }

    /** A poll failed as a whole, which says nothing about any file. */
    void failed(Endpoint endpoint, Exception cause) {
        if (visits.haveEnded(endpoint) && !(cause instanceof StoppedException)) {
            follower.failures().pollFailed(cause);
        }
    }

    /** Visits the files that are known to have only grown. What turns out to have done something else is left to a poll. */
    void visitGrown(Consumer consumer) {
        List<Path> files = looks.takeVisits(
                () -> preparation.isDone() && follower.failures().mayPoll() && !stopping.getAsBoolean(), oneByOne);
        if (!files.isEmpty()) {
            visits.toGrown(consumer, files).ifPresent(took -> looks.visited(files, took));
        }
    }
}
