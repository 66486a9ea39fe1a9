package io.jumbo.offset;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.FileChange;
import io.jumbo.tail.FileChange.Known;
import io.jumbo.tail.FileChange.Own;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Listing;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.Settling;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out which stored offset belongs to a file that is there now, and brings the table in line with it. What happened to the file
 * is decided by {@link FileChange#between}; this class only fetches what that needs and carries out what it says, in the
 * caller's transaction. Immutable.
 */
public final class Recognition {

    private final Offsets offsets;
    private final Path directory;
    private final OnRewrite onRewrite;
    private final Function<FileOffset, Optional<HeldFile>> held;

    /**
     * @param offsets of the watch
     * @param directory that is watched
     * @param onRewrite what to do where only the user can know
     * @param held the file of an offset, if it is held open: its file key is nobody else's, and wherever it is, it can be looked into
     */
    public Recognition(
            Offsets offsets, Path directory, OnRewrite onRewrite, Function<FileOffset, Optional<HeldFile>> held) {
        this.offsets = offsets;
        this.directory = directory;
        this.onRewrite = onRewrite;
        this.held = held;
    }

    /**
     * A recognised file.
     *
     * @param change what happened to it
     * @param offset where to read on; absent if it is not to be read now, or not under this name
     * @param before the offset of what the path held before, if it holds something else, or less, now
     */
    public record Recognised(FileChange change, Optional<FileOffset> offset, Optional<FileOffset> before) {

        Recognised(FileChange change, Optional<FileOffset> offset) {
            this(change, offset, Optional.empty());
        }
    }

    /**
     * Recognises a file. If it is to be read, a current offset is stored for its path afterwards.
     *
     * @param path relative to the watched directory, forward slashes
     * @param now the file as observed
     * @param settling for how long it has been looked at without finding what was consumed
     * @throws IOException if the file cannot be read now
     */
    public Recognised recognise(Connection connection, String path, Observation now, Settling settling)
            throws SQLException, IOException {
        Path file = directory.resolve(path);
        Optional<FileOffset> stored = offsets.find(connection, path);
        Optional<Known> samePath =
                stored.isEmpty() ? Optional.empty() : Optional.of(samePath(file, stored.get(), now, settling));
        boolean proven = samePath.isPresent()
                && samePath.get().match() == Match.SAME
                && samePath.get().progress().nextByte() > 0
                && sameKey(samePath.get().progress(), now);
        List<Candidate> byKey = new ArrayList<>();
        if (!proven && now.fileKey().isPresent()) {
            for (FileOffset offset : offsets.findByKey(connection, now.fileKey().get(), path)) {
                sameKey(file, path, offset, now).ifPresent(known -> byKey.add(new Candidate(offset, known)));
            }
        }
        FileChange change = FileChange.between(now, samePath, known(byKey), List.of(), settling, onRewrite);
        if (isSettledByPathAndKey(change)) {
            return carryOut(connection, path, now, change, stored, byKey);
        }
        if (stored.isEmpty() || !sameKey(stored.get().progress(), now)) {
            for (Candidate itself : byKey) {
                if (itself.known().own() == Own.HELD
                        && itself.offset().progress().nextByte() > 0) {
                    return renamedAndRewritten(connection, path, now, stored, itself.offset(), settling);
                }
            }
        }
        List<Candidate> byContent = new ArrayList<>();
        for (FileOffset offset : offsets.findByHead(connection, Comparison.heads(file), path, now.fileKey())) {
            sameContent(file, offset, now).ifPresent(known -> byContent.add(new Candidate(offset, known)));
        }
        change = FileChange.between(now, samePath, known(byKey), known(byContent), settling, onRewrite);
        byContent.addAll(byKey);
        return carryOut(connection, path, now, change, stored, byContent);
    }

    /** A stored offset, and how the file compares with it. */
    private record Candidate(FileOffset offset, Known known) {}

    private static List<Known> known(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::known).toList();
    }

    /** While it is held it is known to be the very file, whatever its name and content: what is stored of it counts as if its name were the same. */
    private Recognised renamedAndRewritten(
            Connection connection,
            String path,
            Observation now,
            Optional<FileOffset> stored,
            FileOffset itself,
            Settling settling)
            throws SQLException, IOException {
        Known known = samePath(directory.resolve(path), itself, now, settling);
        FileChange change = FileChange.between(now, Optional.of(known), List.of(), List.of(), settling, onRewrite);
        if (change instanceof FileChange.BeingRewritten) {
            return new Recognised(change, Optional.empty());
        }
        Recognised moved = moved(connection, path, now, change, stored, itself);
        Recognised carriedOut = carryOut(connection, path, now, change, moved.offset(), List.of());
        return new Recognised(change, carriedOut.offset(), carriedOut.before().or(moved::before));
    }

    /** Whether the content of other files cannot change the decision. */
    private static boolean isSettledByPathAndKey(FileChange change) {
        if (change instanceof FileChange.Grown grown) {
            return grown.progress().nextByte() > 0;
        } else if (change instanceof FileChange.Unchanged unchanged) {
            return unchanged.progress().nextByte() > 0;
        }
        return (change instanceof FileChange.Renamed renamed && FileChange.isCertain(renamed.from()))
                || change instanceof FileChange.Linked;
    }

    private Recognised carryOut(
            Connection connection,
            String path,
            Observation now,
            FileChange change,
            Optional<FileOffset> stored,
            List<Candidate> others)
            throws SQLException {
        if (change instanceof FileChange.Grown || change instanceof FileChange.Unchanged) {
            for (Candidate other : others) {
                if (isCutHere(other.known())) {
                    offsets.cut(connection, other.offset(), path);
                }
            }
            return new Recognised(change, Optional.of(noted(connection, stored.orElseThrow(), now)));
        } else if (change instanceof FileChange.Renamed renamed) {
            return moved(connection, path, now, change, stored, offsetOf(renamed.from(), others));
        } else if (change instanceof FileChange.Copied copied) {
            return moved(connection, path, now, change, stored, offsetOf(copied.from(), others));
        } else if (change instanceof FileChange.Edited edited) {
            return readOnAt(connection, change, stored.orElseThrow(), edited.now());
        } else if (change instanceof FileChange.CutBack cutBack) {
            return readOnAt(connection, change, stored.orElseThrow(), cutBack.now());
        } else if (change instanceof FileChange.Linked
                || change instanceof FileChange.BeingCopied
                || change instanceof FileChange.BeingRewritten) {
            return new Recognised(change, Optional.empty());
        }
        makeRoom(connection, stored);
        for (Candidate other : others) {
            if (isOfNothing(other.known(), now)) {
                offsets.remove(connection, other.offset());
            }
        }
        offsets.keepLatestSetAside(connection, path);
        offsets.create(connection, path, Progress.none(now.fileKey()));
        return new Recognised(change, offsets.find(connection, path), stored);
    }

    /** Whether this very file held that before, but holds what was consumed under its new name by now: the copy of what it held may be elsewhere. */
    private static boolean isCutHere(Known known) {
        return known.own() == Own.HELD
                && known.match() != Match.SAME
                && known.progress().nextByte() > 0;
    }

    /** Whether nothing was consumed of what had this file key: if it is this very file, another instance may hold it for that offset, and would read it as well. */
    private static boolean isOfNothing(Known known, Observation now) {
        return known.progress().nextByte() == 0 && sameKey(known.progress(), now);
    }

    private static FileOffset offsetOf(Known known, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.known().equals(known))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    /** What is stored of a file is kept as it is observed, for a file that moves is known by that. */
    private FileOffset noted(Connection connection, FileOffset offset, Observation now) throws SQLException {
        Progress progress = offset.progress();
        Progress observed = progress.observedAs(now);
        boolean told = progress.equals(observed) || (now.size() > progress.nextByte() && sameKey(progress, now));
        if (told && offset.state() == State.CURRENT) {
            return offset;
        }
        offsets.moveTo(connection, offset, observed);
        return new FileOffset(offset.id(), offset.path(), observed, State.CURRENT);
    }

    private static boolean sameKey(Progress progress, Observation now) {
        return progress.fileKey().equals(now.fileKey());
    }

    private Recognised moved(
            Connection connection,
            String path,
            Observation now,
            FileChange change,
            Optional<FileOffset> stored,
            FileOffset from)
            throws SQLException {
        makeRoom(connection, stored);
        offsets.rename(connection, from, path, now);
        FileOffset to = new FileOffset(from.id(), path, from.progress().observedAs(now), State.CURRENT);
        return new Recognised(change, Optional.of(to), stored);
    }

    private Recognised readOnAt(Connection connection, FileChange change, FileOffset stored, Progress progress)
            throws SQLException {
        offsets.moveTo(connection, stored, progress);
        Optional<FileOffset> readOn = Optional.of(new FileOffset(stored.id(), stored.path(), progress, State.CURRENT));
        return new Recognised(change, readOn, Optional.of(stored));
    }

    private void makeRoom(Connection connection, Optional<FileOffset> stored) throws SQLException {
        if (stored.isPresent()) {
            offsets.setAside(connection, stored.get());
        }
    }

    private Known samePath(Path file, FileOffset offset, Observation now, Settling settling) throws IOException {
        Progress progress = offset.progress();
        Optional<HeldFile> own = progress.nextByte() == 0 ? held.apply(offset) : Optional.empty();
        if (!sameKey(progress, now) && own.isPresent() && own.get().isMoreThan(file)) {
            // Nothing was consumed, which any content agrees with; but what came into its own file is to be read.
            return new Known(offset.path(), progress, Match.DIFFERENT);
        }
        Comparison first = Comparison.of(file, progress, now.fileKey(), false);
        if (first.match() == Match.SAME) {
            return new Known(offset.path(), progress, Match.SAME);
        }
        boolean rotated = !sameKey(progress, now)
                && progress.fileKey()
                        .map(Listing.keys(file.getParent())::containsKey)
                        .orElse(true);
        Comparison comparison = rotated || settling.isWorthALook(sameKey(progress, now))
                ? Comparison.of(file, progress, now.fileKey(), true)
                : first;
        return new Known(
                offset.path(),
                progress,
                comparison.match(),
                comparison.continued(),
                rotated || offset.state() == State.GONE ? Own.ELSEWHERE : Own.GONE);
    }

    /** Compares with an offset of the same file key, unless that is certain to be another file's, on another device. */
    private Optional<Known> sameKey(Path file, String path, FileOffset offset, Observation now) throws IOException {
        Optional<Own> own = ownOfSameKey(file, path, offset, now);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Match match =
                Comparison.of(file, offset.progress(), now.fileKey(), false).match();
        return Optional.of(new Known(offset.path(), offset.progress(), match, Optional.empty(), own.get()));
    }

    private Optional<Own> ownOfSameKey(Path file, String path, FileOffset offset, Observation now) {
        boolean keyUnderBoth = offset.state() == State.CURRENT
                && observed(offset).map(Observation::fileKey).equals(Optional.of(now.fileKey()));
        Optional<HeldFile> open = held.apply(offset);
        if (keyUnderBoth) {
            return Listing.isSameFile(directory.resolve(offset.path()), file)
                    ? Optional.of(Own.WHOLE)
                    : Optional.empty();
        } else if (open.isPresent()) {
            return open.get().isAt(file) ? Optional.of(Own.HELD) : Optional.empty();
        }
        return Optional.of(offset.state() == State.GONE || offset.path().equals(path) ? Own.GONE : Own.ELSEWHERE);
    }

    /** A file whose consumed content this one holds, or begins to hold: one that is still whole, was cut, or is not to be seen just now. */
    private Optional<Known> sameContent(Path file, FileOffset offset, Observation now) throws IOException {
        Progress progress = offset.progress();
        Match match = Comparison.of(file, progress, now.fileKey(), false).match();
        Own own = offset.state() == State.CUT ? Own.CUT : own(offset);
        boolean copied = match == Match.SAME && (own != Own.ELSEWHERE || !offset.isSetAside());
        boolean mayBe = match == Match.BEGINNING
                && own == Own.WHOLE
                && Comparison.isBeginningOf(file, directory.resolve(offset.path()));
        return copied || mayBe
                ? Optional.of(new Known(offset.path(), progress, match, Optional.empty(), own))
                : Optional.empty();
    }

    private Own own(FileOffset offset) throws IOException {
        Optional<Observation> there = offset.isSetAside() ? Optional.empty() : observed(offset);
        if (there.isPresent()) {
            Path file = directory.resolve(offset.path());
            Match match = Comparison.of(file, offset.progress(), Optional.empty(), false)
                    .match();
            if (match == Match.SAME) {
                return Own.WHOLE;
            } else if (sameKey(offset.progress(), there.get())) {
                return Own.CUT;
            }
        }
        Optional<HeldFile> open = held.apply(offset);
        return open.isEmpty() ? Own.ELSEWHERE : open.get().continues(offset.progress()) ? Own.WHOLE : Own.CUT;
    }

    private Optional<Observation> observed(FileOffset offset) {
        try {
            return Optional.of(TailReader.observe(directory.resolve(offset.path())));
        } catch (IOException e) {
            return Optional.empty(); // it is not there, or cannot be looked at: nothing follows from that
        }
    }
}
