package io.jumbo.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of files that a poll has handed out and that are not through, as Camel adds and removes them. For one thread at a time. */
final class FilesInProgress {

    /** By the name under which Camel says that a file is through: when it adds one, a backslash is no slash yet. */
    private final Map<String, List<String>> names = new HashMap<>();

    private static String key(String name) {
        return name.replace('\\', '/');
    }

    /** Whether it was not there. */
    boolean add(String name) {
        List<String> alike = names.computeIfAbsent(key(name), key -> new ArrayList<>(1));
        return !alike.contains(name) && alike.add(name);
    }

    boolean contains(String name) {
        return names.getOrDefault(key(name), List.of()).contains(name);
    }

    /** Removes one of this name, if it is known, or else one whose name becomes it. Returns whether there was one. */
    boolean remove(String name) {
        List<String> alike = names.getOrDefault(key(name), List.of());
        if (alike.isEmpty()) {
            return false;
        }
        alike.remove(Math.max(0, alike.indexOf(name)));
        if (alike.isEmpty()) {
            names.remove(key(name));
        }
        return true;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    Set<String> all() {
        return names.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    }

    void clear() {
        names.clear();
    }
}
