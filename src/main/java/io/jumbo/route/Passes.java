package io.jumbo.route;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Recognition;
import io.jumbo.offset.Recognition.Recognised;
import io.jumbo.route.HeldFiles.Held;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.FileChange;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.Settling;
import io.jumbo.tail.TailReader;
import io.jumbo.write.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.util.IOHelper;

/** Begins the passes over files: asks what happened to a file, and opens it where it is to be read on. Confined to the thread of the watch. */
final class Passes {

    private static final String PASS = "jumboPass";

    private final Watch watch;
    private final WatchedFiles files;
    private final HeldFiles held;
    private final MissingFiles missing;
    private final Failures failures;
    private final Executor readAhead;
    private final Recognition recognition;

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
        this.recognition = new Recognition(
                watch.offsets(), watch.directory(), watch.options().onRewrite(), held::fileOf);
    }

    /** The pass that an exchange is part of, as far as one began. */
    static Optional<Pass> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PASS, Pass.class));
    }

    /** The chunks of a file that a poll has met. */
    Iterator<Chunk> begin(Exchange exchange) throws IOException, SQLException {
        Path file = GrownFiles.absolute(exchange.getIn().getHeader(Exchange.FILE_PATH, String.class));
        WatchedFile watched = files.at(watch.path(file));
        PassEnd end = PassEnd.of(exchange, watched, watch, failures);
        Observation now = TailReader.observe(file);
        Looked looked = look(watched, now);
        tell(watched, now, looked);
        Optional<FileOffset> offset = looked.recognised().offset();
        if (offset.isEmpty()) {
            end.leaveAlone(now);
            return Collections.emptyIterator();
        }
        held.hold(offset.get(), now);
        Progress from = offset.get().progress();
        TailReader reader = TailReader.open(file, offset.get().id(), watched.path(), from, now, watch.limits());
        try {
            requireStillThere(watched, now);
        } catch (IOException e) {
            IOHelper.close(reader);
            throw e;
        }
        return begin(exchange, watched, now, reader);
    }

    /** The chunks of a file that left its path. */
    Iterator<Chunk> begin(Exchange exchange, Held left) throws IOException, SQLException {
        WatchedFile watched = left.watched();
        PassEnd end = PassEnd.of(exchange, watched, watch, failures);
        Observation now = left.observed();
        Optional<FileOffset> offset = watch.inTransaction(
                connection -> watch.offsets().findById(connection, left.file().fileId()));
        if (offset.isEmpty()) {
            end.leaveAlone(now);
            return Collections.emptyIterator();
        }
        Progress from = offset.get().progress();
        return begin(exchange, watched, now, left.file().read(offset.get().path(), from, watch.limits()));
    }

    private Pass begin(Exchange exchange, WatchedFile watched, Observation now, TailReader reader) {
        watched.tiredOfGap(reader.progress().nextByte(), watch.now()).ifPresent(reader::settledBelow);
        Pass pass = new Pass(watched, now, reader, () -> isStopping(exchange), readAhead);
        exchange.setProperty(PASS, pass);
        return pass;
    }

    /** Takes note of a chunk that is committed. */
    void written(Exchange exchange, Written written) {
        Pass pass = of(exchange).orElseThrow();
        Chunk chunk = written.chunk();
        pass.written(chunk);
        failures.chunkWritten(pass.file());
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
            return new Looked(recognised, missing.replaced(connection, recognised, watched.seenBytes()));
        });
        if (looked.recognised().before().isPresent()) {
            watched.beginsAnew(now);
        } else if (looked.recognised().offset().isPresent()) {
            watched.observed(now); // not before it is certain that this is the content whose bytes are counted
        }
        return looked;
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
