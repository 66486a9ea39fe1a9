package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes a user edits, as they lie in {@code routes/}: in YAML, and the same in XML. */
class RoutesIT {

    private static final Pattern ENDPOINT = Pattern.compile("uri=\"([^?\"]*)[?]([^\"]*)\"");

    @TempDir
    Path temporary;

    private final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(strings = {"file:routes/%s.camel.yaml", "file:routes/xml/%s.camel.xml"})
    void the_files_as_they_are_turn_lines_into_rows(String pattern) throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("Messungen 100% + Üb & Co"));
        Properties options = new Properties();
        options.setProperty("jumbo.watch", "data");
        options.setProperty("jumbo.directory", directory.toString());
        options.setProperty("jumbo.include", "**/*.txt");
        options.setProperty("jumbo.exclude", "");
        options.setProperty("jumbo.poll-interval", "50ms");
        options.setProperty("jumbo.insert", "INSERT INTO t (n, path) VALUES (%s, %(path)s)");
        options.setProperty("jumbo.create-table", "CREATE TABLE IF NOT EXISTS t (n int, path text)");
        options.setProperty("jumbo.start-at", "beginning");
        options.setProperty("jumbo.max-line-bytes", "1MB");
        options.setProperty("jumbo.chunk-bytes", "4MB");
        options.setProperty("jumbo.format", "auto");
        options.setProperty("jumbo.line-end", "lf");
        options.setProperty("jumbo.delimiter", ",");
        options.setProperty("jumbo.quote", "\"");
        Files.createDirectories(directory.resolve("a/b/c"));
        Files.writeString(directory.resolve("a/b/c/deep.txt"), "1\n2\n");
        Files.writeString(directory.resolve("flat.txt"), "3\n");
        Files.writeString(directory.resolve("flat.csv"), "4\n");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(options);
            context.getRegistry().bind("dataSource", database.dataSource());
            load(context, pattern.replace("%s", "watch"));
            load(context, pattern.replace("%s", "watches"));
            context.start();
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(database.column("SELECT path || ' ' || n FROM t ORDER BY n"))
                            .containsExactly("a/b/c/deep.txt 1", "a/b/c/deep.txt 2", "flat.txt 3"));
        }
    }

    @Test
    void yaml_and_xml_are_the_same_route() throws Exception {
        assertThat(model("file:routes/xml/watch.camel.xml")).isEqualTo(model("file:routes/watch.camel.yaml"));
    }

    @Test
    void the_library_carries_the_very_files_a_user_edits() throws Exception {
        for (String file :
                new String[] {"watch.camel.yaml", "watches.camel.yaml", "xml/watch.camel.xml", "xml/watches.camel.xml"
                }) {
            try (var packed = getClass().getResourceAsStream("/routes/" + file)) {
                assertThat(packed).as(file).isNotNull();
                assertThat(packed.readAllBytes()).isEqualTo(Files.readAllBytes(Path.of("routes", file)));
            }
        }
    }

    /** The order of an endpoint's options means nothing. */
    private static String sortedOptions(MatchResult uri) {
        String options = Stream.of(uri.group(2).split("&amp;", -1)).sorted().collect(Collectors.joining("&amp;"));
        return "uri=\"" + uri.group(1) + "?" + options + "\"";
    }

    private static void load(DefaultCamelContext context, String resource) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveMandatoryResource(context, resource));
    }

    private static Map<String, String> model(String resource) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            load(context, resource);
            RouteTemplateDefinition template = ((ModelCamelContext) context).getRouteTemplateDefinition("jumbo-watch");
            Map<String, String> model = new TreeMap<>();
            for (RouteTemplateParameterDefinition parameter : template.getTemplateParameters()) {
                model.put(
                        "parameter " + parameter.getName(), parameter.getDefaultValue() + " " + parameter.isRequired());
            }
            template.getTemplateBeans()
                    .forEach(bean ->
                            model.put("bean " + bean.getName(), bean.getType() + new TreeMap<>(properties(bean))));
            String xml = PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, template.getRoute());
            model.put("route", ENDPOINT.matcher(xml).replaceAll(uri -> Matcher.quoteReplacement(sortedOptions(uri))));
            return model;
        }
    }

    /** None is none of them, not an empty map. */
    private static Map<String, Object> properties(BeanFactoryDefinition<?> bean) {
        return Optional.ofNullable(bean.getProperties()).orElse(Map.of());
    }
}
