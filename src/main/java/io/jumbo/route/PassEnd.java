package io.jumbo.route;

import io.jumbo.option.Option;
import io.jumbo.tail.Diagnosis;
import io.jumbo.tail.Observation;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/** Ends the pass over a file, whatever came of it. */
final class PassEnd extends SynchronizationAdapter {

    private final WatchedFile watched;
    private final Watch watch;
    private final Failures failures;
    private final Passes passes;
    private boolean leftAlone;

    private PassEnd(WatchedFile watched, Watch watch, Failures failures, Passes passes) {
        this.watched = watched;
        this.watch = watch;
        this.failures = failures;
        this.passes = passes;
    }

    /** Will end the pass that begins with this exchange. */
    static PassEnd of(Exchange exchange, WatchedFile watched, Watch watch, Failures failures, Passes passes) {
        PassEnd end = new PassEnd(watched, watch, failures, passes);
        exchange.getExchangeExtension().addOnCompletion(end);
        return end;
    }

    /** There is nothing to read now, or not under this name. */
    void leaveAlone(Observation now) {
        leftAlone = true;
        if (watched.isLinked()) {
            watched.examined(now, 0);
        }
    }

    @Override
    public void onComplete(Exchange exchange) {
        end(() -> completed(exchange));
    }

    private void completed(Exchange exchange) {
        Optional<Pass> pass = Passes.of(exchange);
        if (leftAlone) {
            rest(1);
        } else if (pass.isEmpty()) {
            watched.hold(watch.now()); // it could not be looked into, and a route handled that
        } else {
            boolean complete = pass.get().examined();
            if (complete) {
                watched.restUntil(watch.now() + passes.restOfFile());
            }
            watched.atGap(pass.get().gapAt(), pass.get().observed().size(), watch.now(), watch.mostBetweenLooks());
            failures.passSucceeded(watched, pass.get());
            tellOfLineless(pass.get());
            if (!complete) {
                passes.turns().unfinished();
            }
            if (complete && watched.catchesUp()) {
                watch.listeners().tell(events -> events.fileCaughtUp(watch.name(), watched.path()));
            }
        }
    }

    private void tellOfLineless(Pass pass) {
        Optional<Diagnosis> diagnosis = pass.diagnosis();
        if (watched.lineless(diagnosis, pass.observed(), watch.now())) {
            watch.listeners()
                    .tell(events -> events.fileWithoutLines(watch.name(), watched.path(), diagnosis.orElseThrow()));
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        end(() -> failed(exchange));
    }

    private void end(Runnable notes) {
        Optional<Pass> pass = Optional.empty();
        try {
            synchronized (passes) {
                pass = passes.ended(this);
                notes.run();
            }
        } finally {
            pass.ifPresent(IOHelper::close); // which may wait for what is being read ahead
        }
    }

    private void failed(Exchange exchange) {
        Optional<Pass> pass = Passes.of(exchange);
        watched.forgetExamined();
        failures.passFailed(
                watched, pass.map(Pass::writtenTo).orElse(0L), pass.flatMap(Pass::underway), exchange.getException());
        if (watched.isHeld(watch.now())) {
            // With long intervals its hold is over at the next poll, and being first again it would keep the others
            // waiting for ever.
            rest(1.5);
        } else {
            passes.turns().unfinished();
        }
    }

    private void rest(double polls) {
        watched.restUntil(watch.now()
                + Math.round(watch.options().get(Option.POLL_INTERVAL).toNanos() * polls));
    }
}
