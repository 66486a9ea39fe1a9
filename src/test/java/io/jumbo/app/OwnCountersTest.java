package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.events.CountedEvents;
import io.jumbo.observe.Observers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class OwnCountersTest {

    private static final Pattern YAML = Pattern.compile("(?<=```yaml\\n).*?(?=```)", Pattern.DOTALL);

    @Test
    void registry_of_a_routes_file_is_counted_into_as_documented() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("mine.camel.yaml", documented()));
            context.start();
            context.getRegistry().bind("listener0", new CountedEvents(new SimpleMeterRegistry())); // the process's own
            Observers.counter(context).orElseThrow().fileFound("data", "a.txt");
            MeterRegistry meters = context.getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class);
            assertThat(meters.get("jumbo.files.found").counter().count()).isEqualTo(1);
            context.getRegistry().bind("jumboCounters", new CountedEvents(meters));
            assertThat(Observers.counter(context)).as("counted already").isEmpty();
        }
    }

    private static String documented() throws IOException {
        return YAML.matcher(Files.readString(Path.of("docs/events.md")))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow()
                .replace("com.example.MyMeterRegistry", SimpleMeterRegistry.class.getName());
    }
}
