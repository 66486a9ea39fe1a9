package io.jumbo.listing;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Below it no character has a second way to be written. */
    private static final char FIRST_COMBINING = '\u0300';

    private final List<AntPattern> include;
    private final List<AntPattern> exclude;

    private FilePatterns(List<AntPattern> include, List<AntPattern> exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /** Those of a watch. */
    public static FilePatterns of(WatchOptions options) {
        return of(options.get(Option.INCLUDE), options.get(Option.EXCLUDE));
    }

    /** Both comma separated, as the options have them. */
    public static FilePatterns of(String include, String exclude) {
        return new FilePatterns(patterns(include, false), patterns(exclude, true));
    }

    private static List<AntPattern> patterns(String commaSeparated, boolean hidden) {
        return Stream.of(commaSeparated.split(","))
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> AntPattern.of(normalised(pattern), hidden))
                .toList();
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
                && matches(include, directory.include(), normalised(name))
                && !matches(exclude, directory.exclude(), normalised(name));
    }

    private static boolean matches(List<AntPattern> patterns, List<Long> places, String name) {
        for (int i = 0; i < patterns.size(); i++) {
            AntPattern pattern = patterns.get(i);
            if (pattern.matchesAt(pattern.after(places.get(i), name))) {
                return true;
            }
        }
        return false;
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
        return new Place(
                include.stream().map(AntPattern::start).toList(),
                exclude.stream().map(AntPattern::start).toList());
    }

    /** The place of a directory in another one. */
    public Place below(Place directory, String name) {
        String normalised = normalised(name);
        return new Place(
                after(include, directory.include(), normalised), after(exclude, directory.exclude(), normalised));
    }

    /** Whether every file that is read below a place is read below another one too, if both are names of one directory. */
    boolean readsNoMore(Place place, Place other) {
        return includesNoMore(place, other)
                && left(exclude, place.exclude()).containsAll(left(exclude, other.exclude()));
    }

    /** The same, whatever is excluded. */
    boolean includesNoMore(Place place, Place other) {
        return left(include, other.include()).containsAll(left(include, place.include()));
    }

    private static Set<String> left(List<AntPattern> patterns, List<Long> places) {
        Set<String> left = new HashSet<>();
        for (int i = 0; i < patterns.size(); i++) {
            patterns.get(i).addLeft(places.get(i), left);
        }
        return left;
    }

    private static List<Long> after(List<AntPattern> patterns, List<Long> places, String name) {
        List<Long> after = new ArrayList<>(patterns.size());
        for (int i = 0; i < patterns.size(); i++) {
            after.add(patterns.get(i).after(places.get(i), name));
        }
        return List.copyOf(after);
    }

    /**
     * Whether a file below a directory may be read, so that it is worth entering.
     *
     * @param name of the directory
     * @param place of the directory
     */
    public boolean leadsOn(String name, Place place) {
        if (name.equals(CAMELS_DIRECTORY)) {
            return false;
        }
        for (int i = 0; i < exclude.size(); i++) {
            if (exclude.get(i).matchesAllBelow(place.exclude().get(i))) {
                return false;
            }
        }
        for (int i = 0; i < include.size(); i++) {
            if (include.get(i).leadsOn(place.include().get(i))) {
                return true;
            }
        }
        return false;
    }

    private static String normalised(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.normalize(name, Normalizer.Form.NFC);
            }
        }
        return name;
    }
}
