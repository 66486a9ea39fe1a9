package io.jumbo.listing;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One Ant pattern, prepared to be matched part by part, from the watched directory down. {@code **} stands for any number of directories, {@code *} for any
 * characters of one name, {@code ?} for one. Immutable; looks at no disk.
 *
 * <p>A place in it is a set of numbers of parts, as bits of a {@code long}: those that may come next. So a directory is asked once what may be below it.
 */
final class AntPattern {

    /** So many parts have room in the bits of a {@code long}. */
    static final int MOST_PARTS = 60;

    private static final String ANY_DIRECTORIES = "**";

    private final List<NamePattern> parts;

    /** What is left of the pattern from each part on. */
    private final List<String> ends;

    private final long anyDirectories;
    private final long all;

    private AntPattern(List<NamePattern> parts, List<String> ends, long anyDirectories) {
        this.parts = parts;
        this.ends = ends;
        this.anyDirectories = anyDirectories;
        this.all = 1L << parts.size();
    }

    /**
     * Prepares a pattern.
     *
     * @param pattern relative to the watched directory, with forward slashes
     * @param hidden whether {@code *} and {@code ?} also stand for the dot that a hidden name begins with
     */
    static AntPattern of(String pattern, boolean hidden) {
        List<String> names =
                Stream.of(pattern.split("/")).filter(name -> !name.isEmpty()).toList();
        if (names.size() > MOST_PARTS) {
            throw new IllegalArgumentException(pattern + " has more than " + MOST_PARTS + " parts");
        }
        long anyDirectories = 0;
        for (int i = 0; i < names.size(); i++) {
            anyDirectories |= names.get(i).equals(ANY_DIRECTORIES) ? 1L << i : 0;
        }
        return new AntPattern(
                names.stream().map(name -> new NamePattern(name, hidden)).toList(),
                IntStream.range(0, names.size())
                        .mapToObj(part -> String.join("/", names.subList(part, names.size())))
                        .toList(),
                anyDirectories);
    }

    /** The place before the first name. */
    long start() {
        return withSkipped(1);
    }

    /** The place behind a name. */
    long after(long place, String name) {
        long next = 0;
        for (long left = place & ~all; left != 0; left &= left - 1) {
            int part = Long.numberOfTrailingZeros(left);
            if (parts.get(part).matches(name)) {
                long bit = 1L << part;
                next |= (anyDirectories & bit) != 0 ? bit : bit << 1;
            }
        }
        return withSkipped(next);
    }

    /** {@code **} also stands for no directory. */
    private long withSkipped(long place) {
        long skipped = place;
        for (long more = skipped; more != 0; ) {
            more = ((skipped & anyDirectories) << 1) & ~skipped;
            skipped |= more;
        }
        return skipped;
    }

    /** Adds what may be left of the pattern at this place: each is a pattern of what is below. */
    void addLeft(long place, Set<String> left) {
        for (long bits = place & ~all; bits != 0; bits &= bits - 1) {
            left.add(ends.get(Long.numberOfTrailingZeros(bits)));
        }
    }

    /** Whether a path that ends at this place matches. */
    boolean matchesAt(long place) {
        return (place & all) != 0;
    }

    /** Whether a path may match that goes on from this place. */
    boolean leadsOn(long place) {
        return (place & ~all) != 0;
    }

    /** Whether every path matches that goes on from this place. */
    boolean matchesAllBelow(long place) {
        return (place & anyDirectories & all >>> 1) != 0;
    }
}
