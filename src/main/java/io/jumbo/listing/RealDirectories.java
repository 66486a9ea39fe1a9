package io.jumbo.listing;

import io.jumbo.listing.FilePatterns.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * Which directories a walk enters: each real one once, under however many names links give it, so that every walk comes to an end. It is entered under another
 * name as well only where the patterns ask for other files there.
 *
 * <p>Remembers under which name a directory was entered by the walk before, and prefers that one: the order in which a file system lists names does not matter
 * then. Which directory it really is follows from its path without links, not from its file key, which some file systems give twice. For one thread at a time.
 */
public final class RealDirectories {

    private record Sought(Path real, Place place) {}

    private static final AccessMode[] NEEDED = File.separatorChar == '/'
            ? new AccessMode[] {AccessMode.READ, AccessMode.EXECUTE}
            : new AccessMode[] {AccessMode.READ};

    private Map<Sought, Path> before = new HashMap<>();
    private Map<Sought, Path> entered = new HashMap<>();

    /** The path without links of each directory that was entered. */
    private final Map<Path, Path> real = new HashMap<>();

    /**
     * A walk begins.
     *
     * @param root the directory that it begins in, which is entered by it; absolute
     */
    public void begin(Path root, Place place) throws IOException {
        before = entered;
        entered = new HashMap<>();
        real.clear();
        real.put(root, root.toRealPath());
        entered.put(new Sought(real.get(root), place), root);
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
        Sought sought = new Sought(itself, place);
        Path earlier = before.get(sought);
        if (entered.containsKey(sought)
                || (earlier != null && !earlier.equals(directory) && leadsTo(earlier, itself))) {
            return false;
        }
        entered.put(sought, directory);
        real.put(directory, itself);
        return true;
    }

    /** How many directories the walk has entered so far. */
    public int count() {
        return entered.size();
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
