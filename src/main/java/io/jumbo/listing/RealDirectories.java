package io.jumbo.listing;

import io.jumbo.listing.FilePatterns.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which directories a walk enters: each real one once, the one that it begins in too, under however many names links give it, so that every walk comes to an
 * end. It is entered under another name as well only where the patterns ask for files there that they do not ask for under the first one.
 *
 * <p>Remembers under which name a directory was entered by the walk before, and prefers that one: the order in which a file system lists names does not matter
 * then. Which directory it really is follows from its path without links, not from its file key, which some file systems give twice. For one thread at a time.
 */
public final class RealDirectories {

    /** A directory by the name under which it was entered. */
    private record Entered(Path directory, Place place) {}

    private static final AccessMode[] NEEDED = File.separatorChar == '/'
            ? new AccessMode[] {AccessMode.READ, AccessMode.EXECUTE}
            : new AccessMode[] {AccessMode.READ};

    private final FilePatterns patterns;

    /** By the path without links. */
    private Map<Path, List<Entered>> before = Map.of();

    private Map<Path, List<Entered>> entered = new HashMap<>();
    private int count;

    /** The path without links of each directory that was entered. */
    private final Map<Path, Path> real = new HashMap<>();

    /** By these patterns. */
    public RealDirectories(FilePatterns patterns) {
        this.patterns = patterns;
    }

    /**
     * A walk begins.
     *
     * @param root the directory that it begins in, which is entered by it; absolute
     */
    public void begin(Path root) throws IOException {
        before = entered;
        entered = new HashMap<>();
        real.clear();
        real.put(root, root.toRealPath());
        count = 0;
        note(root, real.get(root), patterns.root());
    }

    /**
     * Whether the walk enters a directory, which is taken note of. Not if it is entered under another name.
     *
     * @param directory in one that was entered
     * @throws IOException if it may not be listed, or what is in it may not be looked at
     */
    public boolean enters(Path directory, Place place) throws IOException {
        Path itself = withoutLinks(directory);
        directory.getFileSystem().provider().checkAccess(directory, NEEDED);
        if (isEntered(directory, itself, place) || isToBeEnteredUnderAnotherName(directory, itself, place)) {
            return false;
        }
        real.put(directory, itself);
        note(directory, itself, place);
        return true;
    }

    private void note(Path directory, Path itself, Place place) {
        entered.computeIfAbsent(itself, path -> new ArrayList<>(1)).add(new Entered(directory, place));
        count++;
    }

    /** A loop brings nothing back that is excluded where the loop begins. */
    private boolean isEntered(Path directory, Path itself, Place place) {
        return entered.getOrDefault(itself, List.of()).stream()
                .anyMatch(other -> patterns.readsNoMore(place, other.place())
                        || (directory.startsWith(other.directory()) && patterns.includesNoMore(place, other.place())));
    }

    private boolean isToBeEnteredUnderAnotherName(Path directory, Path itself, Place place) {
        return before.getOrDefault(itself, List.of()).stream()
                .anyMatch(other -> !other.directory().equals(directory)
                        && patterns.readsNoMore(place, other.place())
                        && leadsTo(other.directory(), itself));
    }

    /** How many directories the walk has entered so far. */
    public int count() {
        return count;
    }

    private Path withoutLinks(Path directory) throws IOException {
        Path above = real.get(directory.getParent());
        BasicFileAttributes attributes =
                Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return above != null && attributes.isDirectory()
                ? above.resolve(directory.getFileName())
                : directory.toRealPath();
    }

    private static boolean leadsTo(Path directory, Path real) {
        try {
            return directory.toRealPath().equals(real);
        } catch (IOException e) {
            return false; // it is gone, or leads nowhere now
        }
    }
}
