package io.jumbo.tail;

import java.util.List;
import java.util.Optional;

/**
 * What happened to a file since its offset was stored. The consumed content is the identity: the path is asked first, then the file
 * key, and both only count where the content agrees.
 *
 * <p>What it cannot tell: a file replaced by another one that starts with exactly the consumed bytes is taken for its
 * continuation; a file of which nothing was consumed yet matches any content.
 */
public sealed interface FileChange {

    /** A file never seen before: read from byte 0. */
    record New() implements FileChange {}

    /** The same path with the consumed content, whatever its file key: read on. */
    record Continued(Progress progress) implements FileChange {}

    /** Consumed under {@code from}, now found here: its offset moves along, and one stored for this path makes room. */
    record Renamed(Known from) implements FileChange {}

    /** The same file, cut to less than was consumed: what it holds now is new, from byte 0. */
    record Truncated(Progress before) implements FileChange {}

    /** The same file with other content: read from byte 0. */
    record Rewritten(Progress before) implements FileChange {}

    /** Another file under the same path: read from byte 0; the old one may turn up under another name. */
    record Replaced(Progress before) implements FileChange {}

    /**
     * A stored offset, compared with the observed file.
     *
     * @param path where the file was seen last, relative to the watched directory
     * @param match how the observed file's content compares
     */
    record Known(String path, Progress progress, Match match) {}

    /**
     * Decides; reads nothing and changes nothing.
     *
     * @param now the file as observed
     * @param samePath the offset stored for its path
     * @param sameKey offsets stored for its file key under other paths, the current ones first
     */
    static FileChange between(Observation now, Optional<Known> samePath, List<Known> sameKey) {
        boolean continues = samePath.isPresent() && samePath.get().match() == Match.SAME;
        boolean proven = continues && samePath.get().progress().nextByte() > 0;
        // An offset of 0 matches any content: one that was consumed under another path knows better.
        Optional<Known> moved = sameKey.stream()
                .filter(known -> known.match() == Match.SAME)
                .filter(known -> !continues || known.progress().nextByte() > 0)
                .findFirst();
        if (moved.isPresent() && !proven) {
            return new Renamed(moved.get());
        }
        if (continues) {
            return new Continued(samePath.get().progress());
        }
        if (samePath.isEmpty()) {
            return new New();
        }
        Progress before = samePath.get().progress();
        boolean sameFile = now.fileKey().isPresent() && now.fileKey().equals(before.fileKey());
        if (!sameFile) {
            return new Replaced(before);
        }
        return samePath.get().match() == Match.SHORTER ? new Truncated(before) : new Rewritten(before);
    }
}
