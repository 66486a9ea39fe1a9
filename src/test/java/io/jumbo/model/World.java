package io.jumbo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.route.HandPolledWatch;
import io.jumbo.support.FailurePoint.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a script is played in: the disk with its model, and the watches. */
final class World {

    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** With the pause, longer than any hold. */
    private static final int POLLS_TO_SETTLE = 6;

    private final Laboratory laboratory;
    private final Ledger ledger = new Ledger();
    private final Disk disk;

    /** Whether nothing went wrong since everything had settled. */
    private boolean calm = true;

    private boolean secondPolls;

    World(Laboratory laboratory, Set<Limit> limits) throws Exception {
        laboratory.clear();
        this.laboratory = laboratory;
        this.disk = new Disk(laboratory.data(), ledger, limits);
    }

    Disk disk() {
        return disk;
    }

    void pass(Duration time) {
        laboratory.clock().pass(time);
    }

    void poll() {
        pass(INTERVAL);
        laboratory.first().poll();
        if (calm) {
            disk.polled();
        }
    }

    void pollWithoutDirectory() throws Exception {
        laboratory.hideDirectory();
        pass(INTERVAL);
        laboratory.first().poll();
        laboratory.showDirectory();
    }

    void pollSecond() throws Exception {
        secondPolls = true;
        pass(INTERVAL);
        laboratory.second().poll();
    }

    /** The second instance polls while the first one does, before its n-th call. */
    void pollSecondInBetween(int call) throws Exception {
        secondPolls = true;
        calm = false;
        HandPolledWatch second = laboratory.second();
        laboratory.between().before(call, second::poll);
        poll();
        laboratory.calm();
    }

    void fail(Failure failure, int call) throws SQLException {
        calm = false;
        laboratory.point().arm(failure, call);
        poll();
        laboratory.calm();
    }

    void kill(Failure failure, int call) throws SQLException {
        calm = false;
        laboratory.point().armForGood(failure, call);
        poll();
        laboratory.calm();
        laboratory.first().forget();
        disk.handlesLost();
    }

    void restart() throws Exception {
        laboratory.first().restart();
        disk.handlesLost();
    }

    void terminateConnections() throws SQLException {
        calm = false;
        laboratory.terminateConnections();
    }

    /** Nothing changes and nothing fails for a while; then the table is what it should be. */
    void settle() throws Exception {
        laboratory.calm();
        disk.finishAll();
        Optional<HandPolledWatch> second = secondPolls ? laboratory.startedSecond() : Optional.empty();
        for (int i = 0; i < POLLS_TO_SETTLE; i++) {
            pass(PAUSE);
            laboratory.first().poll();
            second.ifPresent(HandPolledWatch::poll);
        }
        disk.settled();
        calm = true;
        laboratory.newRows().forEach(ledger::row);
        List<String> complaints = ledger.complaints();
        assertThat(complaints)
                .as(() -> "the files:\n" + disk + "\nthe offsets:\n" + stored())
                .isEmpty();
        assertThat(laboratory.deadLetters()).isEmpty();
    }

    private String stored() {
        try {
            return laboratory.stored();
        } catch (SQLException e) {
            return e.toString();
        }
    }
}
