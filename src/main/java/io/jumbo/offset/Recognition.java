package io.jumbo.offset;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.option.LineEnd;
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

    private final Path directory;
    private final OnRewrite onRewrite;
    private final LineEnd lineEnd;
    private final Function<FileOffset, Optional<HeldFile>> held;

    /**
     * @param directory that is watched
     * @param onRewrite what to do where only the user can know
     * @param lineEnd what ends a line
     * @param held the file of an offset, if it is held open: its file key is nobody else's, and wherever it is, it can be looked into
     */
    public Recognition(
            Path directory, OnRewrite onRewrite, LineEnd lineEnd, Function<FileOffset, Optional<HeldFile>> held) {
        this.directory = directory;
        this.onRewrite = onRewrite;
        this.lineEnd = lineEnd;
        this.held = held;
    }

    /**
     * A recognised file.
     *
     * @param change what happened to it
     * @param offset where to read on; absent if it is not to be read now, or not under this name
     * @param before offsets, as they were stored, of what the path held before, and of what the file held, if that is something else, or less, now
     */
    public record Recognised(FileChange change, Optional<FileOffset> offset, List<FileOffset> before) {

        Recognised(FileChange change, Optional<FileOffset> offset) {
            this(change, offset, List.of());
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
    public Recognised recognise(Offsets offsets, String path, Observation now, Settling settling)
            throws SQLException, IOException {
        Path file = directory.resolve(path);
        Optional<FileOffset> stored = offsets.find(path);
        Optional<Known> samePath =
                stored.isEmpty() ? Optional.empty() : Optional.of(samePath(file, stored.get(), now, settling));
        boolean proven = samePath.isPresent()
                && samePath.get().match() == Match.SAME
                && samePath.get().progress().nextByte() > 0
                && sameKey(samePath.get().progress(), now);
        List<Candidate> byKey = new ArrayList<>();
        if (!proven && now.fileKey().isPresent()) {
            for (FileOffset offset : offsets.findByKey(now.fileKey().get(), path)) {
                sameKey(file, path, offset, now).ifPresent(known -> byKey.add(new Candidate(offset, known)));
            }
        }
        FileChange change = FileChange.between(now, samePath, known(byKey), List.of(), settling, onRewrite);
        if (isSettledByPathAndKey(change)) {
            return carryOut(offsets, path, now, change, stored, byKey);
        }
        if (stored.isEmpty() || !sameKey(stored.get().progress(), now)) {
            for (Candidate itself : byKey) {
                if (itself.known().own() == Own.HELD
                        && itself.offset().progress().nextByte() > 0) {
                    return renamedAndRewritten(offsets, path, now, stored, itself, byKey, settling);
                }
            }
        }
        List<Candidate> byContent = new ArrayList<>();
        for (FileOffset offset : offsets.findByHead(Comparison.heads(file, lineEnd), path, now.fileKey())) {
            if (mayBeOriginal(offset, path)) {
                sameContent(file, offset, now).ifPresent(known -> byContent.add(new Candidate(offset, known)));
            }
        }
        change = FileChange.between(now, samePath, known(byKey), known(byContent), settling, onRewrite);
        byContent.addAll(byKey);
        return carryOut(offsets, path, now, change, stored, byContent);
    }

    /** A stored offset, and how the file compares with it. */
    private record Candidate(FileOffset offset, Known known) {}

    private static List<Known> known(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::known).toList();
    }

    /** While it is held it is known to be the very file, whatever its name and content: what is stored of it counts as if its name were the same. */
    private Recognised renamedAndRewritten(
            Offsets offsets,
            String path,
            Observation now,
            Optional<FileOffset> stored,
            Candidate candidate,
            List<Candidate> byKey,
            Settling settling)
            throws SQLException, IOException {
        FileOffset itself = candidate.offset();
        Known known = samePath(directory.resolve(path), itself, now, settling);
        FileChange change = FileChange.between(now, Optional.of(known), List.of(), List.of(), settling, onRewrite);
        if (change instanceof FileChange.BeingRewritten) {
            return new Recognised(change, Optional.empty());
        }
        List<FileOffset> before = clearAway(offsets, path, now, allBut(Optional.of(candidate), byKey));
        before.addAll(makeRoom(offsets, stored, now));
        FileOffset moved = moved(offsets, itself, path, now);
        Recognised carriedOut = carryOut(offsets, path, now, change, Optional.of(moved), List.of());
        if (!carriedOut.before().isEmpty()) {
            before.add(itself); // as it was stored, under the name that it had
        }
        return new Recognised(change, carriedOut.offset(), before);
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
            Offsets offsets,
            String path,
            Observation now,
            FileChange change,
            Optional<FileOffset> stored,
            List<Candidate> others)
            throws SQLException {
        if (change instanceof FileChange.Linked
                || change instanceof FileChange.BeingCopied
                || change instanceof FileChange.BeingRewritten) {
            return new Recognised(change, Optional.empty());
        }
        Optional<Candidate> from = from(change, others);
        List<FileOffset> before = clearAway(offsets, path, now, allBut(from, others));
        if (change instanceof FileChange.Grown || change instanceof FileChange.Unchanged) {
            return new Recognised(change, Optional.of(noted(offsets, stored.orElseThrow(), now)), before);
        }
        Optional<Progress> readOnAt = readOnAt(change);
        if (readOnAt.isPresent()) {
            before.add(stored.orElseThrow());
            offsets.moveTo(stored.get(), readOnAt.get());
            return new Recognised(change, Optional.of(stored.get().moved(path, readOnAt.get())), before);
        }
        before.addAll(makeRoom(offsets, stored, now));
        if (from.isPresent()) {
            FileOffset moved = moved(offsets, from.get().offset(), path, now);
            return new Recognised(change, Optional.of(moved), before);
        }
        offsets.keepLatestSetAside(path);
        offsets.create(path, Progress.none(now.fileKey()));
        return new Recognised(change, offsets.find(path), before);
    }

    /** Where the same offset goes on in changed lines. */
    private static Optional<Progress> readOnAt(FileChange change) {
        if (change instanceof FileChange.Edited edited) {
            return Optional.of(edited.now());
        } else if (change instanceof FileChange.CutBack cutBack) {
            return Optional.of(cutBack.now());
        }
        return Optional.empty();
    }

    /** Whose offset moves along. */
    private static Optional<Candidate> from(FileChange change, List<Candidate> candidates) {
        if (change instanceof FileChange.Renamed renamed) {
            return Optional.of(candidateOf(renamed.from(), candidates));
        } else if (change instanceof FileChange.Copied copied) {
            return Optional.of(candidateOf(copied.from(), candidates));
        }
        return Optional.empty();
    }

    private static Candidate candidateOf(Known known, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.known().equals(known))
                .findFirst()
                .orElseThrow();
    }

    private static List<Candidate> allBut(Optional<Candidate> one, List<Candidate> candidates) {
        return candidates.stream()
                .filter(other -> one.isEmpty() || !one.get().equals(other))
                .toList();
    }

    /** Of several offsets of one file one is left; returns those that were of other content. */
    private List<FileOffset> clearAway(Offsets offsets, String path, Observation now, List<Candidate> others)
            throws SQLException {
        List<FileOffset> cut = new ArrayList<>();
        for (Candidate other : others) {
            switch (FileChange.leftover(now, other.known())) {
                case KEPT -> {}
                case DELETED -> offsets.remove(other.offset());
                case CUT -> {
                    if (!isCutAlready(other.offset(), path)) {
                        offsets.cut(other.offset(), path);
                        cut.add(other.offset());
                    }
                }
            }
        }
        return cut;
    }

    private static boolean isCutAlready(FileOffset offset, String path) {
        return offset.state() == State.CUT && offset.path().equals(path);
    }

    /** What is stored of a file is kept as it is observed, for a file that moves is known by that. */
    private FileOffset noted(Offsets offsets, FileOffset offset, Observation now) throws SQLException {
        Progress progress = offset.progress();
        Progress observed = progress.observedAs(now);
        boolean told = progress.equals(observed) || (now.size() > progress.nextByte() && sameKey(progress, now));
        if (told && offset.state() == State.CURRENT) {
            return offset;
        }
        offsets.moveTo(offset, observed);
        return offset.moved(offset.path(), observed);
    }

    private static boolean sameKey(Progress progress, Observation now) {
        return progress.fileKey().equals(now.fileKey());
    }

    private FileOffset moved(Offsets offsets, FileOffset from, String path, Observation now) throws SQLException {
        offsets.rename(from, path, now);
        return from.moved(path, from.progress().observedAs(now));
    }

    /** Frees the path; returns the offset of what it held before, unless that is the very file and nothing was consumed of it. */
    private List<FileOffset> makeRoom(Offsets offsets, Optional<FileOffset> stored, Observation now)
            throws SQLException {
        if (stored.isEmpty()) {
            return List.of();
        } else if (stored.get().progress().nextByte() == 0
                && now.hasKeyOf(stored.get().progress())) {
            offsets.remove(stored.get());
            return List.of();
        }
        offsets.setAside(stored.get());
        return List.of(stored.get());
    }

    private Known samePath(Path file, FileOffset offset, Observation now, Settling settling) throws IOException {
        Progress progress = offset.progress();
        Optional<HeldFile> own = progress.nextByte() == 0 ? held.apply(offset) : Optional.empty();
        if (!sameKey(progress, now) && own.isPresent() && own.get().isMoreThan(file)) {
            // Nothing was consumed, which any content agrees with; but what came into its own file is to be read.
            return new Known(offset.path(), progress, Match.DIFFERENT);
        }
        Comparison first = Comparison.of(file, progress, now.fileKey());
        if (first.match() == Match.SAME) {
            return new Known(offset.path(), progress, Match.SAME);
        }
        boolean rotated = !sameKey(progress, now)
                && progress.fileKey()
                        .map(Listing.keys(file.getParent())::containsKey)
                        .orElse(true);
        Comparison comparison = rotated || settling.isWorthALook(sameKey(progress, now))
                ? Comparison.thorough(file, progress, now.fileKey(), lineEnd)
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
        Match match = Comparison.of(file, offset.progress(), now.fileKey()).match();
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
        boolean lost = offset.isSetAside() && offset.progress().nextByte() == 0;
        return Optional.of(
                lost || offset.state() == State.GONE || offset.path().equals(path) ? Own.GONE : Own.ELSEWHERE);
    }

    /** What was set aside under this very path is only asked if its file is held and was cut: else content that comes back there is new. */
    private boolean mayBeOriginal(FileOffset offset, String path) throws IOException {
        Optional<HeldFile> open = held.apply(offset);
        return !offset.path().equals(path) || (open.isPresent() && !open.get().continues(offset.progress()));
    }

    /** A file whose consumed content this one holds, or begins to hold: one that is still whole, was cut, or is not to be seen just now. */
    private Optional<Known> sameContent(Path file, FileOffset offset, Observation now) throws IOException {
        Progress progress = offset.progress();
        Match match = Comparison.of(file, progress, now.fileKey()).match();
        Own own = offset.state() == State.CUT ? Own.CUT : own(offset);
        boolean copied = match == Match.SAME && (own != Own.ELSEWHERE || !offset.isSetAside());
        boolean mayBe = match == Match.BEGINNING && own == Own.WHOLE && isBeginningOf(file, offset);
        return copied || mayBe
                ? Optional.of(new Known(offset.path(), progress, match, Optional.empty(), own))
                : Optional.empty();
    }

    private boolean isBeginningOf(Path file, FileOffset offset) throws IOException {
        Optional<HeldFile> open = held.apply(offset);
        return open.isPresent()
                ? open.get().beginsWith(file)
                : Comparison.isBeginningOf(file, directory.resolve(offset.path()));
    }

    private Own own(FileOffset offset) throws IOException {
        Optional<Observation> there = offset.isSetAside() ? Optional.empty() : observed(offset);
        if (there.isPresent()) {
            Optional<Match> match = matchUnderPath(offset);
            if (match.equals(Optional.of(Match.SAME))) {
                return Own.WHOLE;
            } else if (match.isPresent() && sameKey(offset.progress(), there.get())) {
                return Own.CUT;
            }
        }
        Optional<HeldFile> open = held.apply(offset);
        return open.isEmpty() ? Own.ELSEWHERE : open.get().continues(offset.progress()) ? Own.WHOLE : Own.CUT;
    }

    /** How the file at the path of an offset compares, if it can be looked into: if not, that must not keep other files from being read. */
    private Optional<Match> matchUnderPath(FileOffset offset) {
        try {
            return Optional.of(Comparison.of(directory.resolve(offset.path()), offset.progress(), Optional.empty())
                    .match());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Observation> observed(FileOffset offset) {
        try {
            return Optional.of(TailReader.observe(directory.resolve(offset.path())));
        } catch (IOException e) {
            return Optional.empty(); // it is not there, or cannot be looked at: nothing follows from that
        }
    }
}
