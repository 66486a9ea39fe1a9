package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Listing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for the trace of one file on the disk. Keeps what takes long to find. */
final class DiskTrace implements Trace {

    private final Around around;
    private final Occasion occasion;
    private final FileOffset offset;
    private final Optional<Recognised> now;
    private final long unread;
    private Optional<Boolean> away = Optional.empty();
    private Optional<Optional<Path>> elsewhere = Optional.empty();
    private Optional<List<Path>> copies = Optional.empty();

    private DiskTrace(Around around, Occasion occasion, FileOffset offset, Optional<Recognised> now, long unread) {
        this.around = around;
        this.occasion = occasion;
        this.offset = offset;
        this.now = now;
        this.unread = unread;
    }

    DiskTrace(Around around, Occasion occasion, FileOffset offset) {
        this(around, occasion, offset, Optional.empty(), 0);
    }

    /** Polls did not meet it, and it is certain that nothing is under its path. */
    static DiskTrace ofGone(Around around, FileOffset offset) {
        DiskTrace trace = new DiskTrace(around, Occasion.NOT_MET, offset);
        trace.away = Optional.of(true);
        return trace;
    }

    /**
     * Something else is under its path now, or in it.
     *
     * @param unread bytes of it that were seen and not read
     */
    DiskTrace(Around around, FileOffset before, Recognised now, long unread) {
        this(around, Occasion.REPLACED, before, Optional.of(now), unread);
    }

    FileOffset offset() {
        return offset;
    }

    private Optional<FileOffset> current() {
        return now.flatMap(Recognised::offset);
    }

    @Override
    public Occasion occasion() {
        return occasion;
    }

    @Override
    public boolean goesOn() {
        return isSameOffset() && now.orElseThrow().change().consumed().isEdit();
    }

    private boolean isSameOffset() {
        return current().filter(other -> other.id() == offset.id()).isPresent();
    }

    @Override
    public boolean wasCut() {
        return current()
                .filter(other -> other.progress().isOfSameFile(offset.progress()))
                .isPresent();
    }

    @Override
    public boolean isCertainlyAway() {
        if (away.isEmpty()) {
            away = Optional.of(occasion == Occasion.REPLACED
                    || (occasion == Occasion.LET_GO && offset.state() != State.CURRENT)
                    || Listing.isGone(around.watch().file(offset.path())));
        }
        return away.get();
    }

    @Override
    public boolean isHeld() {
        return occasion != Occasion.LET_GO && around.openFiles().hasFileOf(offset);
    }

    @Override
    public boolean canBeSearched() {
        return around.siblings().canBeSearched(offset);
    }

    @Override
    public boolean isElsewhere() {
        return elsewhere().isPresent();
    }

    /** The file itself, under another name. */
    Optional<Path> elsewhere() {
        if (elsewhere.isEmpty()) {
            elsewhere = Optional.of(around.siblings().find(offset));
        }
        return elsewhere.get();
    }

    @Override
    public boolean isNewElsewhere() {
        return elsewhere()
                .flatMap(Disk::observe)
                .filter(now -> now.size() != around.letGo().getOrDefault(offset.id(), -1L))
                .isPresent();
    }

    @Override
    public boolean hasCopy() {
        return !copies().isEmpty();
    }

    /** Copies named after it, or after the name that its file bears now. */
    List<Path> copies() {
        if (copies.isEmpty()) {
            copies = Optional.of(isSameOffset() ? List.of() : found());
        }
        return copies.get();
    }

    private List<Path> found() {
        Set<String> names = new LinkedHashSet<>(List.of(offset.path()));
        current().map(FileOffset::path).ifPresent(names::add);
        long bytes = offset.progress().nextByte() + Math.max(1, unread);
        List<Path> found = new ArrayList<>();
        names.forEach(name -> found.addAll(around.siblings().copiesOf(offset.at(name), bytes)));
        return found;
    }
}
