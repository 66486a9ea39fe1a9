package io.jumbo.route;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.support.service.ServiceSupport;

/** The options of a watch as its route gives them: text by key, checked all at once at the start. */
public abstract class WatchBean extends ServiceSupport implements OptionConfigurer.Bean {

    private static final String NONE =
            "the route gives this watch no options: keep its routePolicy: \"{{watchPolicy}}\", or set them as properties of"
                    + " the bean of type ";

    private final Map<String, String> values = new TreeMap<>();

    WatchBean() {}

    /** The text of every option that is set, by key without prefix, the name of the watch among them; replaces what was set before. */
    public void setOptions(Map<String, String> options) {
        values.clear();
        values.putAll(options);
    }

    @Override
    public void option(String key, String text) {
        values.put(key, text);
    }

    final boolean hasOptions() {
        return !values.isEmpty();
    }

    final String watch() {
        return values.getOrDefault(Option.WATCH.key(), "");
    }

    /**
     * The validated options of the watch, started or not.
     *
     * @throws IllegalArgumentException with everything that is wrong with them
     */
    public WatchOptions options() {
        if (!hasOptions()) {
            throw new IllegalArgumentException(NONE + getClass().getName());
        }
        return WatchOptions.of(watch(), values);
    }
}
