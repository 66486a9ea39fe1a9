package io.jumbo.follow;

import java.io.IOException;
import java.sql.SQLException;

/** What a watch does if a poll, or a step of its own, fails: lets no poll through for a while, longer each time. For one thread at a time, as {@link WatchedFiles}. */
public final class Failures {

    /** Whose trouble it is if it is no file's. */
    private static final String STEP = "/step";

    private static final String POLL = "/poll";

    private final Troubles troubles;

    Failures(Troubles troubles) {
        this.troubles = troubles;
    }

    /** Something of the watch's own that needs the database. */
    @FunctionalInterface
    public interface Step {
        void run() throws SQLException, IOException;
    }

    /** Whether polls are let through. */
    public boolean mayPoll() {
        return troubles.mayPoll();
    }

    /** Runs a step; false if it failed. An Error is a failure like others: thrown on, it would end Camel's scheduled poll for good. */
    public boolean survived(Step step) {
        return survived(STEP, step);
    }

    /** A poll did not fail as a whole; runs what is to be done after it. Says nothing about the database. */
    public void pollEnded(Step step) {
        survived(POLL, step);
    }

    /** A poll failed as a whole. */
    public void pollFailed(Throwable failure) {
        troubles.add(POLL, failure);
    }

    /** Whether anything is the matter. */
    public boolean isTroubled() {
        return troubles.areAny();
    }

    private boolean survived(String whose, Step step) {
        try {
            step.run();
            troubles.mended(whose);
            return true;
        } catch (SQLException | IOException | RuntimeException | Error e) {
            troubles.add(whose, e);
            return false;
        }
    }
}
