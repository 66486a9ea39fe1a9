package io.jumbo.listing;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ant patterns any of which may name a file. A place in them is one in each, in their order. Names are given {@link #normalised}. */
record PatternSet(List<AntPattern> patterns) {

    /** Below it no character has a second way to be written. */
    private static final char FIRST_COMBINING = '\u0300';

    /** Comma separated, as the options have them. */
    static PatternSet of(String commaSeparated, boolean hidden) {
        return new PatternSet(Stream.of(commaSeparated.split(","))
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> AntPattern.of(normalised(pattern), hidden))
                .toList());
    }

    /** The same for all ways in which a name may be written. */
    static String normalised(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.normalize(name, Normalizer.Form.NFC);
            }
        }
        return name;
    }

    /** The place in front of the first name. */
    List<Long> start() {
        return patterns.stream().map(AntPattern::start).toList();
    }

    /** The place behind a name. */
    List<Long> after(List<Long> places, String name) {
        return IntStream.range(0, patterns.size())
                .mapToObj(i -> patterns.get(i).after(places.get(i), name))
                .toList();
    }

    /** Whether any matches a path that ends with this name. */
    boolean matches(List<Long> places, String name) {
        return any(places, (pattern, place) -> pattern.matchesAt(pattern.after(place, name)));
    }

    /** Whether any may match a path that goes on from here. */
    boolean leadOn(List<Long> places) {
        return any(places, AntPattern::leadsOn);
    }

    /** Whether any matches every path that goes on from here. */
    boolean matchAllBelow(List<Long> places) {
        return any(places, AntPattern::matchesAllBelow);
    }

    private boolean any(List<Long> places, BiPredicate<AntPattern, Long> what) {
        for (int i = 0; i < patterns.size(); i++) {
            if (what.test(patterns.get(i), places.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** What is left of them from here on. */
    Set<String> left(List<Long> places) {
        Set<String> left = new HashSet<>();
        for (int i = 0; i < patterns.size(); i++) {
            patterns.get(i).addLeft(places.get(i), left);
        }
        return left;
    }
}
