package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.Listing;
import io.jumbo.tail.Match;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for files in the directory in which they were, under any name. Lists each directory once, when it is first asked for: for one search, or one transaction of looks.
 */
final class Siblings {

    private final Path directory;
    private final Map<Path, Optional<Map<String, Path>>> listed = new HashMap<>();

    /**
     * @param directory that is watched
     */
    Siblings(Path directory) {
        this.directory = directory;
    }

    /** The file of an offset, under its own name or another one: by its key and what was consumed of it, or, if that was nothing, by its name. One that cannot be read may be it. */
    Optional<Path> find(FileOffset offset) {
        return offset.progress().fileKey().map(of(offset).orElse(Map.of())::get).filter(file -> mayBe(file, offset));
    }

    private static boolean mayBe(Path file, FileOffset offset) {
        return offset.progress().nextByte() > 0 ? mayContinue(file, offset) : isNamedAfter(file, offset);
    }

    private static boolean mayContinue(Path file, FileOffset offset) {
        return Disk.match(file, offset.progress()).orElse(Match.SAME) == Match.SAME;
    }

    /** The same, if it holds more than was consumed, or may. */
    Optional<Path> findLonger(FileOffset offset) {
        return find(offset)
                .filter(file -> Disk.observe(file)
                        .map(now -> now.goesBeyond(offset.progress()) && mayContinue(file, offset))
                        .orElse(true));
    }

    /**
     * Copies of the file of an offset, with what was consumed and more. Only those that are named after the file: two files may well begin with the same lines.
     *
     * @param bytes that it must hold at least
     */
    List<Path> copiesOf(FileOffset offset, long bytes) {
        return offset.progress().nextByte() == 0
                ? List.of()
                : of(offset).orElse(Map.of()).values().stream()
                        .filter(file -> isNamedAfter(file, offset))
                        .filter(file -> Comparison.isCopy(file, offset.progress(), bytes))
                        .toList();
    }

    private static boolean isNamedAfter(Path file, FileOffset offset) {
        String name = offset.path().substring(offset.path().lastIndexOf('/') + 1);
        return file.getFileName().toString().startsWith(name);
    }

    /** Whether its directory can be listed: if not, that nothing is found says nothing. */
    boolean canBeSearched(FileOffset offset) {
        return of(offset).isPresent();
    }

    private Optional<Map<String, Path>> of(FileOffset offset) {
        return beside(directory.resolve(offset.path()));
    }

    /** The files in the directory of a file, by their keys; nothing if it cannot be listed. */
    Optional<Map<String, Path>> beside(Path file) {
        return listed.computeIfAbsent(file.getParent(), Listing::keys);
    }
}
