package io.jumbo.write.fields;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a JSON object that are wanted, by where they stand in it.
 *
 * @param children by key, or by index in an array
 * @param used which of the values wanted stand here, by number
 */
record JsonTree(Map<String, JsonTree> children, List<Integer> used) {

    private static final JsonTree NOTHING = new JsonTree(Map.of(), List.of());

    /**
     * Finds the places of keys.
     *
     * @param keys one that begins with a slash is a JSON pointer: {@code /a/0/b}, in which {@code ~1} is a slash and {@code ~0} a tilde
     */
    static JsonTree of(List<String> keys) {
        JsonTree root = empty();
        for (int i = 0; i < keys.size(); i++) {
            JsonTree place = root;
            for (String step : steps(keys.get(i))) {
                place = place.children.computeIfAbsent(step, key -> empty());
            }
            place.used.add(i);
        }
        return root;
    }

    private static JsonTree empty() {
        return new JsonTree(new HashMap<>(), new ArrayList<>());
    }

    private static List<String> steps(String key) {
        return key.startsWith("/")
                ? List.of(key.substring(1).split("/", -1)).stream()
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList()
                : List.of(key);
    }

    JsonTree child(String key) {
        return children.getOrDefault(key, NOTHING);
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    boolean isUsed() {
        return !used.isEmpty();
    }

    void set(String[] values, String value) {
        for (int number : used) {
            values[number] = value;
        }
    }

    /** Forgets what stands here and below: of a key that stands twice the last counts. */
    void clear(String[] values) {
        set(values, null);
        children.values().forEach(child -> child.clear(values));
    }
}
