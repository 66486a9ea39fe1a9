package io.jumbo.route;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.util.Map;
import java.util.TreeMap;

/** The options of a watch as its route gives them to a bean: text by key, checked all at once at the start. */
final class GivenOptions {

    private static final String NONE =
            "the route gives this watch no options: keep its routePolicy: \"{{watchPolicy}}\", or set them as properties of"
                    + " the bean of type " + GrownFiles.class.getName();

    private final Map<String, String> texts = new TreeMap<>();

    /** Replaces what was set before. */
    void set(Map<String, String> options) {
        texts.clear();
        texts.putAll(options);
    }

    void set(String key, String text) {
        texts.put(key, text);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    String watch() {
        return texts.getOrDefault(Option.WATCH.key(), "");
    }

    /** Validates them. */
    WatchOptions read() {
        if (isEmpty()) {
            throw new IllegalArgumentException(NONE);
        }
        return WatchOptions.of(watch(), texts);
    }
}
