package io.jumbo.route;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Recognition;
import io.jumbo.offset.Recognition.Recognised;
import io.jumbo.option.Option;
import io.jumbo.route.HeldFiles.Held;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.FileChange;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.Settling;
import io.jumbo.tail.TailReader;
import io.jumbo.write.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.InflightRepository;
import org.apache.camel.util.IOHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The passes over the files of a watch: asks what happened to a file, opens it where it is to be read on, and takes note of what is written. Several
 * passes read and write at once, but whatever they have to note of the watch they do one at a time, holding the lock of this object. Nobody holds it while
 * the poll goes on, which waits for the passes and has everything to itself between them.
 */
final class Passes {

    private static final String PASS = "jumboPass";

    private static final Logger LOG = LoggerFactory.getLogger(Passes.class);

    private final Watch watch;
    private final WatchedFiles files;
    private final HeldFiles held;
    private final MissingFiles missing;
    private final Failures failures;
    private final Executor readAhead;
    private final Recognition recognition;
    private final EarlyPasses early;
    private final Turns turns;

    /** Those whose pass has begun and has not ended, each with the exchange that the split asked for chunks: it is not the one that completes. */
    private final Map<PassEnd, Exchange> begun = new HashMap<>();

    Passes(
            Watch watch,
            WatchedFiles files,
            HeldFiles held,
            MissingFiles missing,
            Failures failures,
            Executor readAhead) {
        this.watch = watch;
        this.files = files;
        this.held = held;
        this.missing = missing;
        this.failures = failures;
        this.readAhead = readAhead;
        this.turns = new Turns(watch);
        this.early = new EarlyPasses(watch.options().get(Option.POLL_INTERVAL), watch.now());
        this.recognition = new Recognition(
                watch.offsets(),
                watch.directory(),
                watch.options().get(Option.ON_REWRITE),
                watch.limits().lineEnd(),
                held::fileOf);
    }

    /** The pass that an exchange is part of, as far as one began. */
    static Optional<Pass> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PASS, Pass.class));
    }

    /**
     * The chunks of a grown file. None if an earlier file of the same poll found that the database or a person is needed, or is to be read on first, or if
     * the watch is to stop: whatever was handed out and has not begun then waits for the next poll.
     */
    synchronized Iterator<Chunk> begin(Exchange exchange) throws IOException, SQLException {
        if (!failures.mayPoll() || isStopping(exchange) || turns.mustWait()) {
            turns.unfinished(); // also if the route is only just being started, and the next file finds it started
            return Collections.emptyIterator();
        }
        Held left = exchange.getProperty(AfterPoll.HELD, Held.class);
        return left == null ? beginMet(exchange) : beginLeft(exchange, left);
    }

    /** The chunks of a file that a poll has met. */
    private Iterator<Chunk> beginMet(Exchange exchange) throws IOException, SQLException {
        Path file = GrownFiles.file(exchange);
        WatchedFile watched = files.at(watch.path(file));
        PassEnd end = begun(exchange, watched);
        try {
            return beginMet(exchange, file, watched, end);
        } catch (IOException e) {
            if (Handles.areOut(e) && held.giveBack()) {
                return beginMet(exchange, file, watched, end);
            }
            throw e;
        }
    }

    private Iterator<Chunk> beginMet(Exchange exchange, Path file, WatchedFile watched, PassEnd end)
            throws IOException, SQLException {
        Observation now = TailReader.observe(file);
        Looked looked = look(watched, now);
        tell(watched, now, looked);
        Optional<FileOffset> offset = looked.recognised().offset();
        if (offset.isEmpty() || isLikeOneThatBegins(file, offset.get())) {
            end.leaveAlone(now);
            return Collections.emptyIterator();
        }
        held.hold(offset.get(), now);
        Progress from = offset.get().progress();
        ReadLimits limits = watched.transactionSize().within(watch.limits());
        TailReader reader = TailReader.open(file, offset.get().id(), watched.path(), from, now, limits);
        try {
            requireStillThere(watched, now);
        } catch (IOException e) {
            IOHelper.close(reader);
            throw e;
        }
        return opened(exchange, watched, now, reader);
    }

    /**
     * Whether nothing of a file is written yet, nor of another one that begins in the same way and is being read: which of them is the copy, if one is, can only
     * be asked when something of the other one is.
     */
    private boolean isLikeOneThatBegins(Path file, FileOffset offset) {
        if (offset.progress().nextByte() > 0) {
            return false;
        }
        for (Exchange each : begun.values()) {
            Optional<Pass> pass = of(each).filter(other -> other.writtenTo() == 0);
            if (pass.isPresent() && mayHaveBegunAlike(file, pass.get())) {
                return true;
            }
        }
        return false;
    }

    /** Also if the other file is not what its pass read any more: then nothing on the disk says how it began. */
    private boolean mayHaveBegunAlike(Path file, Pass other) {
        Path there = watch.file(other.file().path());
        try {
            boolean alike = Comparison.beginAlike(file, there);
            Observation now = TailReader.observe(there); // after it, so that a cut between the two counts
            Observation then = other.observed();
            return alike || now.size() < then.size() || !now.fileKey().equals(then.fileKey());
        } catch (IOException e) {
            LOG.debug("{}: {} cannot be compared with {}, and waits", watch.name(), file, there, e);
            return true;
        }
    }

    /** The chunks of a file that left its path. */
    private Iterator<Chunk> beginLeft(Exchange exchange, Held left) throws IOException, SQLException {
        WatchedFile watched = left.watched();
        PassEnd end = begun(exchange, watched);
        Observation now = left.observed();
        Optional<FileOffset> offset = watch.inTransaction(
                connection -> watch.offsets().findById(connection, left.file().fileId()));
        if (offset.isEmpty()) {
            end.leaveAlone(now);
            return Collections.emptyIterator();
        }
        Progress from = offset.get().progress();
        ReadLimits limits = watched.transactionSize().within(watch.limits());
        return opened(exchange, watched, now, left.file().read(offset.get().path(), from, limits));
    }

    private Pass opened(Exchange exchange, WatchedFile watched, Observation now, TailReader reader) {
        watched.tiredOfGap(reader.progress().nextByte(), watch.now(), watch.mostBetweenLooks())
                .ifPresent(reader::settledBelow);
        Pass pass = new Pass(watched, now, reader, () -> isStopping(exchange), readAhead);
        exchange.setProperty(PASS, pass);
        Waits.accompany(exchange, watch.waits());
        return pass;
    }

    private PassEnd begun(Exchange exchange, WatchedFile watched) {
        PassEnd end = PassEnd.of(exchange, watched, watch, failures, this);
        begun.put(end, exchange);
        return end;
    }

    /** A pass has ended, in whichever way; returns it, to be closed, as far as one began. */
    Optional<Pass> ended(PassEnd end) {
        Optional<Pass> pass = Optional.ofNullable(begun.remove(end)).flatMap(Passes::of);
        pass.ifPresent(watch.waits()::ends);
        return pass;
    }

    /** Which files wait for others. */
    Turns turns() {
        return turns;
    }

    /** How long a file rests that was read to its end, in nanoseconds; asked once for each. For who holds the lock. */
    long restOfFile() {
        return early.rest(watch.now());
    }

    /** Ends those that nobody will end: they died. No other one may be going on. Camel would wait for them when it stops the route. */
    synchronized void died() {
        for (PassEnd end : List.copyOf(begun.keySet())) {
            Exchange exchange = begun.get(end);
            InflightRepository inflight = exchange.getContext().getInflightRepository();
            inflight.remove(exchange, exchange.getFromRouteId());
            inflight.remove(exchange);
            ended(end).ifPresent(IOHelper::close);
        }
    }

    /** Takes note of a chunk that is committed. */
    synchronized void written(Exchange exchange, Written written) {
        Pass pass = of(exchange).orElseThrow();
        Chunk chunk = written.chunk();
        pass.written(chunk);
        failures.chunkWritten(
                pass.file(), chunk.after().lines() - chunk.before().lines());
        watch.listeners().tell(events -> events.chunkWritten(watch.name(), written));
        if (chunk.gapBytes() > 0) {
            long firstByte = chunk.before().nextByte();
            watch.listeners()
                    .tell(events -> events.gapSkipped(watch.name(), chunk.path(), firstByte, chunk.gapBytes()));
        }
    }

    /** A look at a file, and how many of its bytes can never be read. */
    private record Looked(Recognised recognised, long abandoned) {}

    private Looked look(WatchedFile watched, Observation now) throws SQLException, IOException {
        Settling settling = watched.settling(now, watch.now());
        Looked looked = watch.inTransaction(connection -> {
            Recognised recognised = recognition.recognise(connection, watched.path(), now, settling);
            requireStillThere(watched, now);
            return new Looked(recognised, missing.replaced(connection, recognised));
        });
        // Not before it is certain that this is the content whose bytes are counted.
        if (looked.recognised().offset().isPresent()) {
            if (isReadOnWhereItWas(looked.recognised())) {
                watched.observed(now.size());
            } else {
                watched.beginsAnew(now);
            }
        }
        return looked;
    }

    private static boolean isReadOnWhereItWas(Recognised recognised) {
        FileChange change = recognised.change();
        return recognised.before().isEmpty()
                && (change instanceof FileChange.Grown || change instanceof FileChange.Unchanged);
    }

    /** In the middle of a rotation the next file may be there by now: it was compared with the wrong offset, and would be read from its start. */
    private void requireStillThere(WatchedFile watched, Observation now) throws IOException {
        if (!TailReader.observe(watch.file(watched.path())).fileKey().equals(now.fileKey())) {
            throw new IOException(watched.path() + " was given to another file while it was looked at");
        }
    }

    private void tell(WatchedFile watched, Observation now, Looked looked) {
        FileChange change = looked.recognised().change();
        boolean unsettled = change instanceof FileChange.BeingRewritten || change instanceof FileChange.BeingCopied;
        boolean linked = change instanceof FileChange.Linked;
        boolean news = unsettled ? watched.waits(now, watch.now()) : !linked || !watched.isLinked();
        if (!unsettled) {
            watched.settled();
            watched.linked(linked);
        }
        if (news) {
            watch.listeners().tell(watch.name(), watched.path(), change);
        }
        if (looked.abandoned() > 0) {
            watch.listeners().tell(events -> events.bytesAbandoned(watch.name(), watched.path(), looked.abandoned()));
        }
    }

    private static boolean isStopping(Exchange exchange) {
        CamelContext context = exchange.getContext();
        Route route = context.getRoute(exchange.getFromRouteId());
        return context.isStopping()
                || route == null
                || (route.getConsumer() instanceof StatefulService consumer && !consumer.isStarted());
    }
}
