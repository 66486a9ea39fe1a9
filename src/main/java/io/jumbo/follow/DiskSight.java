package io.jumbo.follow;

import io.jumbo.follow.Recognition.Place;
import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.offset.Offsets;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.Listing;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a file on the disk, and at what is stored of it and of others. Keeps the answers. For one transaction. */
final class DiskSight implements Sight {

    private final Place place;
    private final Offsets offsets;
    private final Siblings siblings;
    private final String path;
    private final Path file;
    private final Observation now;
    private final Settling settling;
    private final boolean oneOfMany;
    private Optional<Optional<FileOffset>> stored = Optional.empty();
    private Optional<Optional<Known>> samePath = Optional.empty();
    private Optional<List<Known>> sameKey = Optional.empty();
    private Optional<List<Known>> sameContent = Optional.empty();

    DiskSight(Place place, Offsets offsets, Siblings siblings, Look look) {
        this.place = place;
        this.offsets = offsets;
        this.siblings = siblings;
        this.path = look.path();
        this.file = place.directory().resolve(path);
        this.now = look.now();
        this.settling = look.settling();
        this.oneOfMany = look.isOneOfMany();
    }

    @Override
    public Observation now() {
        return now;
    }

    @Override
    public Settling settling() {
        return settling;
    }

    @Override
    public boolean isOneOfMany() {
        return oneOfMany;
    }

    @Override
    public OnRewrite onRewrite() {
        return place.onRewrite();
    }

    Optional<FileOffset> stored() throws SQLException {
        if (stored.isEmpty()) {
            stored = Optional.of(offsets.find(path));
        }
        return stored.get();
    }

    @Override
    public Optional<Known> samePath() throws SQLException, IOException {
        if (samePath.isEmpty()) {
            samePath = Optional.of(stored().isEmpty() ? Optional.empty() : Optional.of(samePath(stored().get())));
        }
        return samePath.get();
    }

    @Override
    public List<Known> sameKey() throws SQLException, IOException {
        if (sameKey.isEmpty()) {
            List<Known> found = new ArrayList<>();
            if (now.fileKey().isPresent()) {
                for (FileOffset offset : offsets.findByKey(now.fileKey().get(), path)) {
                    sameKey(offset).ifPresent(found::add);
                }
            }
            sameKey = Optional.of(found);
        }
        return sameKey.get();
    }

    @Override
    public List<Known> sameContent() throws SQLException, IOException {
        if (sameContent.isEmpty()) {
            List<Known> found = new ArrayList<>();
            List<String> heads = Comparison.heads(file, place.limits().text());
            for (FileOffset offset : offsets.findByHead(heads, path, now.fileKey())) {
                if (mayBeOriginal(offset)) {
                    sameContent(offset).ifPresent(found::add);
                }
            }
            sameContent = Optional.of(found);
        }
        return sameContent.get();
    }

    @Override
    public Known asOfSamePath(Known other) throws SQLException, IOException {
        return samePath(other.offset());
    }

    /** The offsets other than the path's that were asked for. */
    List<Known> others() {
        List<Known> others = new ArrayList<>(sameContent.orElse(List.of()));
        others.addAll(sameKey.orElse(List.of()));
        return others;
    }

    private Known samePath(FileOffset offset) throws IOException {
        Progress progress = offset.progress();
        Optional<HeldFile> own = progress.nextByte() == 0 ? place.openFile().apply(offset) : Optional.empty();
        if (!hasKeyOf(progress) && own.isPresent() && own.get().isMoreThan(file)) {
            // Nothing was consumed, which any content agrees with; but what came into its own file is to be read.
            return new Known(offset, Match.DIFFERENT);
        }
        Comparison first = Comparison.of(file, progress, now.fileKey());
        if (first.match() == Match.SAME) {
            return new Known(offset, Match.SAME);
        }
        boolean rotated = !hasKeyOf(progress)
                && progress.fileKey()
                        .flatMap(key -> siblings.beside(file).map(keys -> keys.containsKey(key)))
                        .orElse(true);
        Comparison comparison = rotated || settling.isWorthALook(hasKeyOf(progress))
                ? Comparison.thorough(file, progress, now.fileKey(), place.limits())
                : first;
        return new Known(
                offset,
                comparison.match(),
                comparison.continued(),
                comparison.insertion(),
                rotated || offset.state() == State.GONE ? Own.ELSEWHERE : Own.GONE);
    }

    private boolean hasKeyOf(Progress progress) {
        return progress.fileKey().equals(now.fileKey());
    }

    /** Compares with an offset of the same file key, unless that is certain to be another file's, on another device. */
    private Optional<Known> sameKey(FileOffset offset) throws IOException {
        Optional<Own> own = ownOfSameKey(offset);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Match match = Comparison.of(file, offset.progress(), now.fileKey()).match();
        return Optional.of(new Known(offset, match, own.get()));
    }

    private Optional<Own> ownOfSameKey(FileOffset offset) {
        boolean keyUnderBoth = offset.state() == State.CURRENT
                && observed(offset).map(Observation::fileKey).equals(Optional.of(now.fileKey()));
        Optional<HeldFile> open = place.openFile().apply(offset);
        if (keyUnderBoth) {
            return Listing.isSameFile(place.directory().resolve(offset.path()), file)
                    ? Optional.of(Own.WHOLE)
                    : Optional.empty();
        } else if (open.isPresent()) {
            return open.get().isAt(file) ? Optional.of(Own.OPEN) : Optional.empty();
        }
        boolean lost = offset.isSetAside() && offset.progress().nextByte() == 0;
        return Optional.of(
                lost || offset.state() == State.GONE || offset.path().equals(path) ? Own.GONE : Own.ELSEWHERE);
    }

    /** What was set aside under this very path is only asked if its file is held and was cut: else content that comes back there is new. */
    private boolean mayBeOriginal(FileOffset offset) throws IOException {
        Optional<HeldFile> open = place.openFile().apply(offset);
        return !offset.path().equals(path) || (open.isPresent() && !open.get().continues(offset.progress()));
    }

    /**
     * A file whose consumed content this one holds, or begins to hold: one that was cut, is still whole, or is not to be seen just now. Of a whole one it is no copy if it
     * holds more than that, or something else.
     */
    private Optional<Known> sameContent(FileOffset offset) throws IOException {
        Match match = Comparison.of(file, offset.progress(), now.fileKey()).match();
        boolean same = match == Match.SAME;
        if (!same && match != Match.BEGINNING) {
            return Optional.empty();
        }
        Own own = offset.state() == State.CUT ? Own.CUT_ELSEWHERE : own(offset);
        boolean mayBeCopy =
                own == Own.WHOLE ? isBeginning(offset) : same && (own.isCut() || offset.state() == State.CURRENT);
        return mayBeCopy ? Optional.of(new Known(offset, match, own)) : Optional.empty();
    }

    private boolean isBeginning(FileOffset offset) throws IOException {
        Optional<HeldFile> open = place.openFile().apply(offset);
        return open.isPresent()
                ? open.get().beginsWith(file)
                : Comparison.isBeginningOf(file, place.directory().resolve(offset.path()));
    }

    private Own own(FileOffset offset) throws IOException {
        Optional<Observation> there = offset.isSetAside() ? Optional.empty() : observed(offset);
        if (there.isPresent()) {
            // If it cannot be looked into, that must not keep other files from being read.
            Optional<Match> match = Disk.match(place.directory().resolve(offset.path()), offset.progress());
            if (match.equals(Optional.of(Match.SAME))) {
                return Own.WHOLE;
            } else if (match.isPresent()
                    && offset.progress().fileKey().equals(there.get().fileKey())) {
                return Own.CUT;
            }
        }
        Optional<HeldFile> open = place.openFile().apply(offset);
        return open.isEmpty() ? Own.ELSEWHERE : open.get().continues(offset.progress()) ? Own.WHOLE : Own.CUT_ELSEWHERE;
    }

    private Optional<Observation> observed(FileOffset offset) {
        return Disk.observe(place.directory().resolve(offset.path()));
    }
}
