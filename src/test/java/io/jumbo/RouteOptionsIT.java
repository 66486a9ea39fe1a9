package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.GrownFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Every option reaches its watch as it is written, whatever way it is given. */
class RouteOptionsIT {

    /** A value for each option that is not its default; awkward ones where that is possible. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("watch", "lab 100% + {{x}}"),
            Map.entry("directory", "data/50%20RH/10%Fe/C++/what?&a=b/{{env:HOME}}/#bean:x/RAW(y)/\\\\server\\new"),
            Map.entry("include", "**/*50ml+20ml*.txt, **/R&D%41*.txt"),
            Map.entry("exclude", "**/C++/**, {{?x}}/*.txt"),
            Map.entry("poll-interval", "70ms"),
            Map.entry(
                    "insert",
                    "INSERT INTO t (doc, v) VALUES (jsonb_set('{\"sensor\":{\"id\":7}}'::jsonb, '{v}', '{{?x}}'), %s) -- ${body} #bean:x"),
            Map.entry(
                    "create-table",
                    "CREATE TABLE t (doc jsonb DEFAULT '{\"a\":{\"b\":{}}}', v text DEFAULT '{{env:HOME}}')"),
            Map.entry("start-at", "end"),
            Map.entry("max-line-bytes", "2KB"),
            Map.entry("chunk-bytes", "64KB"),
            Map.entry("line-end", "cr"),
            Map.entry("format", "regex"),
            Map.entry("pattern", "^\\s*(?<a>\\{\\{?x}}|\\$\\{body}|%20+)#bean:x$"),
            Map.entry("charset", "windows-1252"),
            Map.entry("header-lines", "3"),
            Map.entry("header-end", "^\\[Data\\]$"),
            Map.entry("data-end", "^End: \\{{1,2}[{]?x}}"),
            Map.entry("skip", "\\d%2B"),
            Map.entry("comment-prefix", "#"),
            Map.entry("only", "^[$]GPGGA,"),
            Map.entry("names", "RH %, Current(A), {{?x}}"),
            Map.entry("header-pattern", "Serial: (?<serial>\\w+)"),
            Map.entry("path-pattern", "(?<day>[0-9]{8})[.]txt$"),
            Map.entry("null-value", "NAN,-9999,{{?x}}"),
            Map.entry("trim", "yes"),
            Map.entry("decimal-separator", ","),
            Map.entry("thousands-separator", "."),
            Map.entry("record-start", "^BEGIN"),
            Map.entry("record-timeout", "2s"),
            Map.entry("delimiter", "\\t"),
            Map.entry("quote", "'"),
            Map.entry("time-zone", "<{{?x}}>-03:30'#bean:x"),
            Map.entry("date-style", "SQL, DMY"),
            Map.entry("on-rewrite", "reload"),
            Map.entry("file-order", "name"),
            Map.entry("forget-after", "1m"));

    @TempDir
    Path temporary;

    static Stream<Option<?>> options() {
        return Option.all().stream();
    }

    @ParameterizedTest
    @MethodSource("options")
    void each_option_has_a_value_to_be_tried_with(Option<?> option) {
        assertThat(VALUES)
                .as("add a value for " + option + " here, and in which way it takes effect is its own test")
                .containsKey(option.key());
        assertThat(option.read(VALUES.get(option.key()))).isNotEqualTo(option.read(option.defaultValue()));
    }

    @Test
    void parameters_of_a_templated_route_reach_the_watch_as_they_are_written() throws Exception {
        assertThat(watch("watch.camel.yaml", context -> add(context, VALUES))).isEqualTo(WatchOptions.of(VALUES));
        assertThat(watch("xml/watch.camel.xml", context -> add(context, VALUES)))
                .isEqualTo(WatchOptions.of(VALUES));
    }

    @Test
    void parameters_in_camel_case_are_the_same() throws Exception {
        Map<String, String> camelCase = new LinkedHashMap<>();
        VALUES.forEach((key, value) -> camelCase.put(org.apache.camel.util.StringHelper.dashToCamelCase(key), value));
        assertThat(watch("watch.camel.yaml", context -> add(context, camelCase)))
                .isEqualTo(WatchOptions.of(VALUES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch.camel.yaml", "xml/watch.camel.xml"})
    void options_of_the_unnamed_watch_reach_it_through_the_shipped_routes(String template) throws Exception {
        Properties properties = new Properties();
        VALUES.forEach((key, value) -> properties.setProperty("jumbo." + key, value));
        assertThat(watch(template, context -> {
                    context.getPropertiesComponent().setOverrideProperties(properties);
                    load(context, template.replace("watch.", "watches."));
                }))
                .isEqualTo(WatchOptions.of(VALUES));
    }

    @Test
    void a_named_watch_has_its_own_options_and_the_others_from_the_unnamed_one() throws Exception {
        Properties properties = new Properties();
        VALUES.forEach((key, value) -> properties.setProperty("jumbo." + key, value));
        properties.setProperty("watch.balance.include", "*.b");
        assertThat(watch("watch.camel.yaml", context -> {
                    context.getPropertiesComponent().setOverrideProperties(properties);
                    add(context, Map.of("watch", "balance", "poll-interval", "80ms"));
                }))
                .satisfies(options -> {
                    assertThat(options.watch()).isEqualTo("balance");
                    assertThat(options.get(Option.INCLUDE)).isEqualTo("*.b");
                    assertThat(options.get(Option.POLL_INTERVAL)).hasMillis(80);
                    assertThat(options.get(Option.INSERT)).isEqualTo(VALUES.get("insert"));
                });
    }

    @Test
    void a_parameter_that_is_one_placeholder_is_the_property_as_it_is_written() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("lab.insert", VALUES.get("insert"));
        properties.setProperty("jumbo.watch", "data");
        assertThat(watch("watch.camel.yaml", context -> {
                    context.getPropertiesComponent().setOverrideProperties(properties);
                    add(
                            context,
                            Map.of("watch", "x", "directory", "d", "insert", "{{lab.insert}}", "exclude", "{{?none}}"));
                }))
                .satisfies(options -> assertThat(options.get(Option.INSERT)).isEqualTo(VALUES.get("insert")));
        assertThatThrownBy(() -> watch("watch.camel.yaml", context -> add(context, Map.of("watch", "{{jumbo.wacth}}"))))
                .hasStackTraceContaining(
                        "parameter watch = {{jumbo.wacth}} of the route cannot be resolved: there is no property jumbo.wacth");
    }

    @Test
    void parameters_nobody_knows_are_refused() {
        assertThatThrownBy(() -> watch(
                        "watch.camel.yaml",
                        context -> add(
                                context,
                                Map.of("watch", "x", "directory", "d", "insert", "SELECT %s", "on-rewrit", "reload"))))
                .hasStackTraceContaining("on-rewrit is not an option; did you mean jumbo.on-rewrite?");
        assertThatThrownBy(() ->
                        watch("watch.camel.yaml", context -> add(context, Map.of("watch", "x", "insert", "SELECT %s"))))
                .hasStackTraceContaining("watch x: its route has no parameter directory, and there is no property"
                        + " watch.x.directory; give it one of both");
        assertThatThrownBy(() -> watch(
                        "watch.camel.yaml",
                        context -> add(context, Map.of("watch", "x", "directory", "d", "inser", "SELECT %s"))))
                .hasStackTraceContaining("inser is no option, did you mean insert?");
    }

    @Test
    void route_template_properties_of_camel_reach_the_watch_as_they_are_written() throws Exception {
        Main main = new Main();
        main.configure().withRoutesIncludePattern("file:routes/watch.camel.yaml");
        main.configure().withAutoStartup(false);
        main.setPropertyPlaceholderLocations("false");
        main.bind("dataSource", new PGSimpleDataSource());
        Properties properties = new Properties();
        properties.setProperty("camel.route-template[0].template-id", "jumbo-watch");
        VALUES.forEach((key, value) -> properties.setProperty("camel.route-template[0]." + key, value));
        main.setOverrideProperties(properties);
        main.start();
        try {
            assertThat(options(main.getCamelContext())).isEqualTo(WatchOptions.of(VALUES));
        } finally {
            main.stop();
        }
    }

    @Test
    void options_of_a_file_watcher_reach_the_watch_as_they_are_written() throws Exception {
        FileWatcher.Definition definition = FileWatcher.watch("elsewhere");
        VALUES.forEach(definition::option);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            context.addRoutes(definition.into(new PGSimpleDataSource()));
            context.start();
            assertThat(options(context)).isEqualTo(WatchOptions.of(VALUES));
        }
    }

    @Test
    void options_are_properties_of_a_bean_in_routes_of_earlier_versions() throws Exception {
        String earlier = Files.readString(Path.of("src/test/resources/earlier/watch-0.1.yaml"));
        Map<String, String> plain = new LinkedHashMap<>(VALUES);
        plain.putAll(Map.of(
                "directory",
                "data",
                "include",
                "*.txt",
                "exclude",
                "",
                "insert",
                "SELECT %s",
                "create-table",
                "",
                "watch",
                "lab"));
        plain.put("delimiter", "tab");
        plain.put("format", "csv");
        plain.keySet()
                .removeAll(List.of(
                        "line-end",
                        "time-zone",
                        "date-style",
                        "file-order",
                        "pattern",
                        "header-end",
                        "data-end",
                        "skip",
                        "only",
                        "names",
                        "header-pattern",
                        "path-pattern",
                        "trim",
                        "thousands-separator",
                        "record-start",
                        "record-timeout",
                        "charset",
                        "header-lines",
                        "comment-prefix",
                        "null-value",
                        "decimal-separator")); // they did not know them, and do not pass them on
        assertThat(watch(earlier, context -> add(context, plain))).isEqualTo(WatchOptions.of(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch.camel.yaml", "xml/watch.camel.xml"})
    void the_template_declares_every_option(String file) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            load(context, file);
            List<String> declared = ((ModelCamelContext) context)
                    .getRouteTemplateDefinition("jumbo-watch").getTemplateParameters().stream()
                            .map(RouteTemplateParameterDefinition::getName)
                            .toList();
            assertThat(declared)
                    .contains("data-source")
                    .containsAll(Option.keys())
                    .hasSize(Option.keys().size() + 1);
        }
    }

    @Test
    void the_directory_is_read_under_its_very_name() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            context.addRoutes(FileWatcher.watch(
                            temporary.resolve("50%20RH + 10%Fe {{x}}?").toString())
                    .into(new PGSimpleDataSource()));
            context.start();
            FileEndpoint files = (FileEndpoint) context.getRoutes().get(0).getEndpoint();
            assertThat(files.getConfiguration().getDirectory())
                    .isEqualTo(temporary.resolve("50%20RH + 10%Fe {{x}}?").toString());
        }
    }

    @FunctionalInterface
    private interface Routes {
        void addTo(DefaultCamelContext context) throws Exception;
    }

    private static WatchOptions watch(String template, Routes routes) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            context.getRegistry().bind("dataSource", new PGSimpleDataSource());
            if (template.contains("\n")) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString("earlier.camel.yaml", template));
            } else {
                load(context, template);
            }
            routes.addTo(context);
            context.start();
            return options(context);
        }
    }

    private static WatchOptions options(org.apache.camel.CamelContext context) {
        FileEndpoint files = (FileEndpoint) context.getRoutes().get(0).getEndpoint();
        return ((GrownFiles) files.getIdempotentRepository()).options();
    }

    private static void add(DefaultCamelContext context, Map<String, String> parameters) {
        TemplatedRouteBuilder route =
                TemplatedRouteBuilder.builder(context, "jumbo-watch").routeId("watch-x");
        parameters.forEach(route::parameter);
        route.add();
    }

    private static void load(DefaultCamelContext context, String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:routes/" + file));
    }
}
