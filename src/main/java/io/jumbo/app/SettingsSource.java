package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.spi.LoadablePropertiesSource;

/**
 * Gives the settings to Camel: {@code camel.*} configures it, and all keys can stand in routes as {@code {{key}}}.
 *
 * <p>A source of its own, because what is given to Camel's Main as an initial property is printed at start.
 */
final class SettingsSource implements LoadablePropertiesSource {

    private final Map<String, String> values;

    SettingsSource(Settings settings) {
        this.values = settings.properties();
    }

    @Override
    public String getName() {
        return "jumbo";
    }

    @Override
    public String getProperty(String name) {
        return values.get(name);
    }

    @Override
    public Properties loadProperties() {
        return loadProperties(name -> true);
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
        Properties properties = new Properties();
        values.forEach((name, value) -> {
            if (filter.test(name)) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }

    /** Settings do not change while the process runs. */
    @Override
    public void reloadProperties(String location) {}
}
