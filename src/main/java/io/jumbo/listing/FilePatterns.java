package io.jumbo.listing;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.util.List;

/**
 * Which files below a directory are read, by their paths alone: those that a pattern of {@code include} names and none of {@code exclude}. Polls, {@code check} and
 * every diagnosis ask here. Immutable; looks at no disk.
 *
 * <p>A path is relative to the directory, with forward slashes. What begins with a dot is hidden, file or directory: {@code *}, {@code ?} and {@code **} of
 * {@code include} do not stand for it, as in a shell. The same letter may be written in one or two characters (é): both are the same here.
 */
public final class FilePatterns {

    /** Camel's own, which its consumer never hands out whatever the patterns are. */
    private static final String CAMELS_DIRECTORY = ".camel";

    private static final String CAMELS_LOCK = ".camelLock";

    private final PatternSet include;
    private final PatternSet exclude;

    private FilePatterns(PatternSet include, PatternSet exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /** Those of a watch. */
    public static FilePatterns of(WatchOptions options) {
        return of(options.get(Option.INCLUDE), options.get(Option.EXCLUDE));
    }

    /** Both comma separated, as the options have them. */
    public static FilePatterns of(String include, String exclude) {
        return new FilePatterns(PatternSet.of(include, false), PatternSet.of(exclude, true));
    }

    /**
     * How far the patterns have got at a directory.
     *
     * @param include one for each pattern
     * @param exclude one for each pattern
     */
    public record Place(List<Long> include, List<Long> exclude) {}

    /** Whether a file is read. */
    public boolean accepts(String path) {
        int name = path.lastIndexOf('/') + 1;
        return accepts(name == 0 ? root() : place(path.substring(0, name)), path.substring(name));
    }

    /** Whether a file of this name is read in a directory at this place. */
    public boolean accepts(Place directory, String name) {
        return !name.endsWith(CAMELS_LOCK)
                && include.matches(directory.include(), PatternSet.normalised(name))
                && !exclude.matches(directory.exclude(), PatternSet.normalised(name));
    }

    /** The place of a directory, whatever the directories above it are. */
    public Place place(String directory) {
        Place place = root();
        for (String name : directory.split("/", -1)) {
            place = name.isEmpty() ? place : below(place, name);
        }
        return place;
    }

    /** The place of the watched directory. */
    public Place root() {
        return new Place(include.start(), exclude.start());
    }

    /** The place of a directory in another one. */
    public Place below(Place directory, String name) {
        String normalised = PatternSet.normalised(name);
        return new Place(
                include.after(directory.include(), normalised), exclude.after(directory.exclude(), normalised));
    }

    /** Whether every file that is read below a place is read below another one too, if both are names of one directory. */
    boolean readsNoMore(Place place, Place other) {
        return includesNoMore(place, other) && exclude.left(place.exclude()).containsAll(exclude.left(other.exclude()));
    }

    /** The same, whatever is excluded. */
    boolean includesNoMore(Place place, Place other) {
        return include.left(other.include()).containsAll(include.left(place.include()));
    }

    /**
     * Whether a file below a directory may be read, so that it is worth entering.
     *
     * @param name of the directory
     * @param place of the directory
     */
    public boolean leadsOn(String name, Place place) {
        return !name.equals(CAMELS_DIRECTORY)
                && !exclude.matchAllBelow(place.exclude())
                && include.leadOn(place.include());
    }
}
