package io.jumbo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.FailurePoint.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a script is played in: the disk with its model, and the watches. */
final class World {

    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(70);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** With the pause, longer than any hold. */
    private static final int POLLS_TO_SETTLE = 6;

    private final Laboratory laboratory;
    private final Ledger ledger = new Ledger();
    private final Disk disk;
    private final Writers writers;

    /** Whether nothing went wrong since everything had settled. */
    private boolean calm = true;

    private boolean secondPolls;

    World(Laboratory laboratory) throws Exception {
        laboratory.clear();
        this.laboratory = laboratory;
        this.disk = new Disk(laboratory.data(), ledger);
        this.writers = new Writers(disk, ledger);
    }

    Disk disk() {
        return disk;
    }

    Writers writers() {
        return writers;
    }

    /** Nobody who writes a file anew pauses for long in the middle. */
    void timePasses(int number) throws IOException {
        boolean isLong = number % 2 != 0;
        if (isLong && disk.asksForHandles()) {
            return;
        }
        if (isLong) {
            writers.finishAll();
        } else {
            writers.pause();
        }
        pass(isLong ? LONG : SHORT);
    }

    private void pass(Duration time) {
        laboratory.pass(time);
        disk.rests(time);
    }

    void poll() {
        pass(INTERVAL);
        laboratory.first().poll();
        if (calm) {
            disk.polled();
        }
    }

    /** What has only grown is read without a poll. */
    void look() {
        pass(INTERVAL);
        laboratory.first().look();
    }

    void pollWithoutDirectory() throws Exception {
        laboratory.hideDirectory();
        pass(INTERVAL);
        laboratory.first().poll();
        laboratory.showDirectory();
    }

    void pollSecond() throws Exception {
        if (disk.asksForHandles()) {
            return;
        }
        secondPolls = true;
        disk.secondPolls();
        pass(INTERVAL);
        laboratory.second().poll();
    }

    /** The second instance polls while the first one does, before its n-th call. */
    void pollSecondInBetween(int call) throws Exception {
        if (disk.asksForHandles()) {
            return;
        }
        secondPolls = true;
        disk.secondPolls();
        calm = false;
        Instance second = laboratory.second();
        laboratory.happensBefore(call, second::poll);
        poll();
        laboratory.calm();
    }

    void fail(int kind, int call) throws Exception {
        calm = false;
        Failure failure = Failure.values()[kind % Failure.values().length];
        laboratory.fails(failure, call);
        poll();
        laboratory.calm();
    }

    void kill(int kind, int call) throws Exception {
        if (disk.asksForHandles()) {
            return;
        }
        calm = false;
        Failure failure = kind % 2 == 0 ? Failure.CUT_BEFORE : Failure.CUT_AFTER;
        laboratory.dies(failure, call);
        poll();
        laboratory.calm();
        laboratory.first().forget();
        disk.handlesLost();
    }

    void restart() throws Exception {
        if (disk.asksForHandles()) {
            return;
        }
        laboratory.first().restart();
        disk.handlesLost();
    }

    void terminateConnections() throws Exception {
        calm = false;
        laboratory.terminateConnections();
    }

    /** Nothing changes and nothing fails for a while; then the table is what it should be. */
    void settle() throws Exception {
        laboratory.calm();
        writers.finishAll();
        Optional<Instance> second = secondPolls ? laboratory.startedSecond() : Optional.empty();
        if (disk.asksForHandles()) {
            pollsPass(Optional.empty());
        }
        pollsPass(second);
        disk.settled();
        calm = true;
        laboratory.newRows().forEach(ledger::row);
        List<String> complaints = ledger.complaints();
        assertThat(complaints)
                .as(() -> "the files:\n" + disk + "\nthe offsets:\n" + stored())
                .isEmpty();
        assertThat(laboratory.deadLetters()).isEmpty();
    }

    private void pollsPass(Optional<Instance> second) {
        for (int i = 0; i < POLLS_TO_SETTLE; i++) {
            pass(PAUSE);
            laboratory.first().poll();
            second.ifPresent(Instance::poll);
        }
    }

    private String stored() {
        try {
            return laboratory.stored();
        } catch (Exception e) {
            return e.toString();
        }
    }
}
