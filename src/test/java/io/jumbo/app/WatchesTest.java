package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.jumbo.app.database.Database;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which watches a process would start; nothing here connects to the database. */
class WatchesTest {

    private static final String NAMED =
            "watch.balance.directory = balance\nwatch.hplc.insert = SELECT f(%s, '{{x}}')\n";

    @TempDir
    Path directory;

    private List<WatchOptions> watches(String properties) throws IOException {
        return all(properties).all();
    }

    private Watches all(String properties) throws IOException {
        Files.writeString(directory.resolve("application.properties"), properties);
        Workplace workplace = new Workplace(directory, Map.of(), new Properties());
        return Watches.of(workplace, workplace.settings(), Database.absent());
    }

    private void route(String yaml) throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        for (String file : List.of("watch.camel.yaml", "watches.camel.yaml")) {
            Files.copy(Path.of("routes", file), directory.resolve("routes").resolve(file));
        }
        Files.writeString(directory.resolve("routes/mine.camel.yaml"), yaml);
    }

    @Test
    void the_unnamed_watch_runs_where_there_is_no_other() throws IOException {
        assertThat(watches("jumbo.on-rewrite = reload\n"))
                .singleElement()
                .satisfies(watch -> assertThat(watch.watch()).isEqualTo("data"))
                .satisfies(watch -> assertThat(watch.get(Option.ON_REWRITE)).hasToString("RELOAD"));
    }

    @Test
    void named_watches_run_in_place_of_the_unnamed_one() throws IOException {
        assertThat(watches("jumbo.forget-after = 1m\n" + NAMED))
                .extracting(
                        WatchOptions::watch,
                        watch -> watch.get(Option.DIRECTORY).toString(),
                        watch -> watch.get(Option.INSERT),
                        watch -> watch.get(Option.FORGET_AFTER).toSeconds())
                .containsExactlyInAnyOrder(
                        tuple("balance", "balance", "INSERT INTO data_container (ID) VALUES (%s)", 60L),
                        tuple("hplc", "data", "SELECT f(%s, '{{x}}')", 60L));
    }

    @Test
    void a_named_watch_may_bear_the_name_of_the_unnamed_one() throws IOException {
        assertThat(watches("watch.data.include = *.a\nwatch.b.include = *.b\n"))
                .extracting(WatchOptions::watch, watch -> watch.get(Option.INCLUDE))
                .containsExactlyInAnyOrder(tuple("data", "*.a"), tuple("b", "*.b"));
    }

    @Test
    void a_route_file_says_of_a_named_watch_only_what_differs() throws IOException {
        route("""
                - templatedRoute:
                    routeTemplateRef: jumbo-watch
                    routeId: my-balance
                    parameters:
                      - name: watch
                        value: balance
                      - name: include
                        value: "*.csv"
                """);

        assertThat(watches(NAMED))
                .extracting(
                        WatchOptions::watch,
                        watch -> watch.get(Option.DIRECTORY).toString(),
                        watch -> watch.get(Option.INCLUDE))
                .containsExactlyInAnyOrder(tuple("balance", "balance", "*.csv"), tuple("hplc", "data", "**/*.txt"));
    }

    @Test
    void a_mistake_in_a_route_file_is_told_with_its_route_and_cause() throws IOException {
        route("""
                - templatedRoute:
                    routeTemplateRef: jumbo-watch
                    routeId: my-balance
                    parameters:
                      - name: watch
                        value: "{{jumbo.wacth}}"
                """);

        assertThat(catchThrowableOfType(StartRefusedException.class, () -> watches(""))
                        .lines())
                .singleElement()
                .asString()
                .startsWith("route my-balance (file:")
                .contains("routes/mine.camel.yaml)")
                .endsWith("parameter watch = {{jumbo.wacth}} of the route cannot be resolved: there is no property"
                        + " jumbo.wacth; correct it, or write the value itself");
    }

    @Test
    void a_mistake_in_an_xml_route_file_is_told_with_its_file() throws IOException {
        route("");
        Files.delete(directory.resolve("routes/mine.camel.yaml"));
        Files.writeString(directory.resolve("routes/mine.camel.xml"), """
                <templatedRoutes xmlns="http://camel.apache.org/schema/xml-io">
                  <templatedRoute routeTemplateRef="jumbo-watch" routeId="my-balance">
                    <parameter name="watch" value="balance"/>
                    <parameter name="directory" value="d"/>
                    <parameter name="insert" value="SELECT %s"/>
                    <parameter name="poll-interval" value="5"/>
                  </templatedRoute>
                </templatedRoutes>
                """);

        assertThat(refusal(""))
                .startsWith("route my-balance (file:")
                .contains("routes/mine.camel.xml) cannot start: ")
                .contains("jumbo.poll-interval = 5");
    }

    @Test
    void a_template_that_there_is_not_is_told_with_the_nearest_name_and_where_it_stands() throws IOException {
        route("""
                - templatedRoute:
                    routeTemplateRef: jumbo-wacth
                    parameters:
                      - name: watch
                        value: balance
                """);

        assertThat(refusal(""))
                .startsWith("routeTemplateRef = jumbo-wacth (file:")
                .endsWith("routes/mine.camel.yaml) names no route template; did you mean jumbo-watch?");

        Files.delete(directory.resolve("routes/mine.camel.yaml"));
        assertThat(refusal("camel.route-template[0].template-id = scales\ncamel.route-template[0].watch = b\n"))
                .isEqualTo("camel.route-template[…].template-id = scales (application.properties) names no route"
                        + " template; there are: jumbo-watch");
    }

    @Test
    void a_parameter_that_is_missing_is_told_with_the_route_and_its_file() throws IOException {
        route("""
                - templatedRoute:
                    routeTemplateRef: jumbo-watch
                    routeId: my-balance
                    parameters:
                      - name: directory
                        value: balance
                """);

        assertThat(refusal(""))
                .startsWith("a route of the template jumbo-watch (file:")
                .endsWith("routes/mine.camel.yaml) has no parameter watch; give it one");
    }

    @Test
    void two_routes_of_one_id_are_refused_with_their_files() throws IOException {
        route("""
                - templatedRoute:
                    routeTemplateRef: jumbo-watch
                    routeId: watch-data
                    parameters:
                      - {name: watch, value: balance}
                      - {name: directory, value: d}
                      - {name: insert, value: "SELECT %s"}
                """);

        assertThat(refusal(""))
                .startsWith("two routes have the id watch-data (file:")
                .contains("/mine.camel.yaml", "/watches.camel.yaml", " and ")
                .endsWith("give one of them another routeId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll-interval", "pollInterval"})
    void a_parameter_that_stands_twice_is_refused_with_its_file(String again) throws IOException {
        route("""
                - templatedRoute:
                    routeTemplateRef: jumbo-watch
                    routeId: my-balance
                    parameters:
                      - {name: watch, value: balance}
                      - {name: directory, value: d}
                      - {name: insert, value: "SELECT %s"}
                      - {name: poll-interval, value: "5s"}
                      - {name: AGAIN, value: "9s"}
                """.replace("AGAIN", again));

        assertThat(refusal(""))
                .startsWith("route my-balance (file:")
                .endsWith("routes/mine.camel.yaml) has the parameter poll-interval twice; remove one of the two");
    }

    @Test
    void a_mistake_in_a_route_without_an_id_is_told_with_its_file() throws IOException {
        route("""
                - templatedRoute:
                    routeTemplateRef: jumbo-watch
                    parameters:
                      - {name: watch, value: balance}
                      - {name: directory, value: d}
                      - {name: insert, value: "SELECT %s"}
                      - {name: poll-interval, value: "5"}
                """);

        assertThat(refusal("")).contains("routes/mine.camel.yaml) cannot start: jumbo.poll-interval = 5");
    }

    @Test
    void a_template_that_is_not_named_and_a_directory_without_any_are_told() throws IOException {
        assertThat(refusal("camel.route-template[0].tempalte-id = jumbo-watch\n"))
                .isEqualTo("camel.route-template[0] (application.properties) has no template-id; add"
                        + " camel.route-template[0].template-id = jumbo-watch");
        route("");
        Files.delete(directory.resolve("routes/mine.camel.yaml"));
        Files.delete(directory.resolve("routes/watch.camel.yaml"));
        assertThat(refusal(""))
                .endsWith("there is none: put watch.camel.yaml of the distribution's routes directory beside it");
    }

    @Test
    void files_of_routes_that_are_not_read_for_their_names_are_told() throws IOException {
        route("");
        for (String name : List.of("mine.yaml", "mine.camel.yml", "Mine.XML", "notes.txt")) {
            Files.writeString(directory.resolve("routes").resolve(name), "");
        }
        Workplace workplace = new Workplace(directory, Map.of(), new Properties());
        assertThat(workplace.warnings(workplace.settings()))
                .hasSize(3)
                .allMatch(
                        warning -> warning.endsWith(
                                " is not read: the names of route files end in .camel.yaml or .camel.xml; rename it, or take it away"))
                .anyMatch(warning -> warning.startsWith("routes/mine.camel.yml "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | true  | ''",
                "camel.main.auto-startup = true  | true  | ''",
                "camel.main.auto-startup = false | true  | camel.main.auto-startup is false; remove it, and start Jumbo again",
                "''                              | false | remove that, and start Jumbo again",
                "camel.main.auto-startup-exclude-pattern = watch-* | true | names it; remove that",
            })
    void a_watch_that_does_not_start_is_told_with_what_starts_it(String properties, boolean starts, String told)
            throws IOException {
        route("");
        Files.delete(directory.resolve("routes/mine.camel.yaml"));
        Path template = directory.resolve("routes/watch.camel.yaml");
        String policy = "      routePolicy: \"{{watchPolicy}}\"\n";
        Files.writeString(
                template, Files.readString(template).replace(policy, policy + "      autoStartup: " + starts + "\n"));
        Watches watches = all(properties);
        assertThat(watches.all()).hasSize(1);
        if (told.isEmpty()) {
            assertThat(watches.dormant()).isEmpty();
            assertThat(watches.awake()).isEqualTo(watches.all());
        } else {
            assertThat(watches.awake()).isEmpty();
            assertThat(watches.dormant().get("data"))
                    .startsWith("watch data reads nothing: its route watch-data is not started, since ")
                    .contains(told);
        }
    }

    private String refusal(String properties) {
        return catchThrowableOfType(StartRefusedException.class, () -> watches(properties))
                .lines()
                .get(0);
    }

    @Test
    void keys_that_nothing_uses_are_told() throws IOException {
        route("# {{lab.room}}\n- route:\n    from:\n      uri: direct:x\n");
        Files.writeString(
                directory.resolve("application.properties"),
                "lab.room = 3\nlab.rom = 4\nlab.table = t\ncamel.main.name = {{lab.table}}\n");
        Workplace workplace = new Workplace(directory, Map.of(), new Properties());

        assertThat(workplace.warnings(workplace.settings()))
                .containsExactly(
                        "lab.rom (" + directory.resolve("application.properties")
                                + ") is used by nothing: it is no option of Jumbo or Camel, and no route says {{lab.rom}}; remove it");
    }
}
