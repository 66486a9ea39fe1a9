package io.jumbo.model;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.jumbo.offset.InMemoryOffsets;
import io.jumbo.support.FailurePoint.Failure;
import io.jumbo.support.ManualClock;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files, store and clock in memory: what happens depends on the script alone. */
final class SimulatedLaboratory implements Laboratory {

    private final Map<String, String> options;
    private final ManualClock clock = new ManualClock();
    private FileSystem disk;
    private Path data;
    private InMemoryOffsets offsets;
    private StoreCalls calls;
    private SimulatedWatch first;
    private Optional<SimulatedWatch> second = Optional.empty();
    private int seen;

    /**
     * @param options of the watch that say which lines are data
     */
    SimulatedLaboratory(Map<String, String> options) throws IOException {
        this.options = options;
        clear();
    }

    @Override
    public void clear() throws IOException {
        close();
        disk = Jimfs.newFileSystem(Configuration.unix());
        data = Files.createDirectories(disk.getPath("/lab/data"));
        offsets = new InMemoryOffsets(clock);
        calls = new StoreCalls();
        first = new SimulatedWatch(data, options, offsets, calls, clock);
        second = Optional.empty();
        seen = 0;
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    public void fails(Failure kind, int call) {
        calls.fails(kind, call, false);
    }

    @Override
    public void dies(Failure kind, int call) {
        calls.fails(kind, call, true);
    }

    @Override
    public void happensBefore(int call, Runnable deed) {
        calls.happensBefore(call, deed);
    }

    @Override
    public void calm() {
        calls.calm();
    }

    @Override
    public Instance first() {
        return first;
    }

    @Override
    public Instance second() {
        if (second.isEmpty()) {
            second = Optional.of(new SimulatedWatch(data, options, offsets, new StoreCalls(), clock));
        }
        return second.get();
    }

    @Override
    public Optional<Instance> startedSecond() {
        return second.map(Instance.class::cast);
    }

    @Override
    public void hideDirectory() throws IOException {
        Files.move(data, disk.getPath("/lab/hidden"));
    }

    @Override
    public void showDirectory() throws IOException {
        Files.move(disk.getPath("/lab/hidden"), data);
    }

    /** Between two polls nobody has a transaction here. */
    @Override
    public void terminateConnections() {
        calls.fails(Failure.CUT_BEFORE, 1, false);
    }

    @Override
    public List<String> newRows() {
        List<String> rows = offsets.lines();
        List<String> more = rows.subList(seen, rows.size());
        seen = rows.size();
        return more;
    }

    @Override
    public String stored() {
        return offsets.toString();
    }

    @Override
    public List<String> deadLetters() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        if (first != null) {
            first.close();
            second.ifPresent(SimulatedWatch::close);
            disk.close();
        }
    }
}
