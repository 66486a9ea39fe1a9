package io.jumbo.route;

import io.jumbo.option.Option;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.util.StringHelper;

/**
 * Lets every option of a watch be a property of its beans, without a setter for each. It is {@code poll-interval: 1s}, or {@code
 * pollInterval} as in routes of earlier versions. Camel finds it by the name of the bean's class, in {@code META-INF/services/org/apache/camel/configurer}.
 * Properties that are no options are left to the bean's own setters. Thread-safe.
 */
public final class OptionConfigurer implements PropertyConfigurer {

    /** Called by Camel. */
    public OptionConfigurer() {}

    /** A bean that keeps options as text. */
    interface Bean {
        /** Notes the text of an option, by its key. */
        void option(String key, String text);
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        String key = StringHelper.camelCaseToDash(name);
        boolean known = Option.of(key).isPresent();
        if (known) {
            ((Bean) target).option(key, context.resolvePropertyPlaceholders(String.valueOf(value)));
        }
        return known;
    }
}
