package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.jdbc.DefaultJdbcPrepareStatementStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What an edit of the route may not take away; the routes are the shipped ones with one thing changed. */
class RouteShapeTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            noop: true                                              | readLock: none      | noop must be true, or Camel moves each file
            noop: true                                              | noop: false         | noop must be true
            noop: true                                              | {noop: true, delete: true} | delete removes files whose lines are not read
            noop: true                                              | {noop: true, preMove: seen} | move, moveFailed and preMove take files away
            'idempotentRepository: "#bean:{{grownFiles}}"'          | idempotent: true    | idempotentRepository must be the bean grownFiles
            idempotentEager: false                                  | idempotentEager: true | idempotentEager: false
            'pollStrategy: "#bean:{{grownFiles}}"'                  | minDepth: 0         | pollStrategy must be the bean grownFiles
            'inProgressRepository: "#bean:{{passThreads}}"'         | minDepth: 0         | inProgressRepository must be the bean passThreads
            'scheduler: "#{{steadyPolls}}"'                         | minDepth: 0         | scheduler must be the bean steadyPolls
            greedy: true                                            | greedy: false       | greedy and recursive must be true
            recursive: true                                         | recursive: false    | greedy and recursive must be true
            autoCreate: false                                       | autoCreate: true    | autoCreate false
            noop: true                                              | {noop: true, antInclude: x} | which files are read is said by the parameters include and exclude alone
            noop: true                                              | {noop: true, maxMessagesPerPoll: 1} | which files are read
            noop: true                                              | {noop: true, minDepth: 2} | which files are read
            noop: true                                              | {noop: true, readLock: markerFile} | readLock writes or locks files
            streaming: true                                         | streaming: false    | streaming and stopOnException of split-appended-lines must be true
            stopOnException: true                                   | stopOnException: false | streaming and stopOnException of split-appended-lines must be true
            useHeadersAsParameters: true                            | useHeadersAsParameters: false | insert-rows must have prepareStatementStrategy
            'prepareStatementStrategy: "#bean:{{insertOnce}}"'      | transacted: false   | insert-rows must have prepareStatementStrategy
            useHeadersAsParameters: true                            | {useHeadersAsParameters: true, resetAutoCommit: false} | insert-rows must have
            name: jumboChunk                                        | name: other         | keep-chunk is missing
            method: written                                         | method: insert      | note-written must stand right behind insert-rows
            method: insert                                          | method: written     | take-insert is missing
            stopOnException: true                                   | {stopOnException: true, parallelProcessing: true} | parallelProcessing of split-appended-lines
            method: chunks                                          | method: insert      | split-appended-lines must cut files with the method chunks
            'routePolicy: "{{watchPolicy}}"'                        | autoStartup: true   | keep its routePolicy
            """)
    void refuses_a_route_without_what_exactly_once_rests_on(String there, String instead, String said)
            throws Exception {
        String shipped = Files.readString(Path.of("routes", "watch.camel.yaml"));
        assertThat(shipped).contains(there);
        assertThatThrownBy(() ->
                        start(shipped.replaceFirst("(?m)^( *)" + Pattern.quote(there) + "$", replacement(instead))))
                .hasStackTraceContaining(said);
    }

    /** Beans of the same types, but of another watch, or of none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            yaml | ref: "{{grownFiles}}" method: chunks             | ref: other method: chunks          | split-appended-lines must cut files with the method chunks
            yaml | ref: "{{grownFiles}}" method: insert             | ref: other method: insert          | take-insert is missing
            yaml | ref: "{{grownFiles}}" method: written            | ref: other method: written         | note-written must stand right behind insert-rows and call grownFiles
            yaml | prepareStatementStrategy: "#bean:{{insertOnce}}" | prepareStatementStrategy: "#otherInsert" | insert-rows must have prepareStatementStrategy
            yaml | prepareStatementStrategy: "#bean:{{insertOnce}}" | prepareStatementStrategy: "#foreign" | insert-rows must have prepareStatementStrategy
            yaml | dataSourceName: "{{data-source}}"                | dataSourceName: elsewhere          | insert-rows must have prepareStatementStrategy
            yaml | executorService: "{{passThreads}}"               | executorService: otherThreads      | with the executorService of inProgressRepository
            yaml | scheduler: "#{{steadyPolls}}"                    | scheduler: "#otherPolls"           | scheduler must be the bean steadyPolls with the property grownFiles
            yaml | id: split-appended-lines                         | id: x disabled: true               | split-appended-lines must cut files
            yaml | id: several-files-at-once                        | id: x disabled: true               | several-files-at-once must be its first step
            yaml | id: keep-chunk                                   | id: x disabled: true               | keep-chunk is missing
            yaml | id: take-insert                                  | id: x disabled: true               | take-insert is missing
            yaml | id: insert-rows                                  | id: x disabled: true               | insert-rows is missing
            yaml | id: note-written                                 | id: x disabled: true               | note-written must stand
            xml  | <method ref="{{grownFiles}}" method="chunks"/>   | <method ref="other" method="chunks"/> | split-appended-lines must cut files with the method chunks
            xml  | <method ref="{{grownFiles}}" method="chunks"/>   | <method beanType="io.jumbo.route.GrownFiles" method="chunks"/> | split-appended-lines must cut files
            xml  | <method ref="{{grownFiles}}" method="insert"/>   | <method ref="other" method="insert"/> | take-insert is missing
            xml  | ref="{{grownFiles}}" method="written"            | ref="other" method="written"       | note-written must stand right behind insert-rows and call grownFiles
            xml  | ref="{{grownFiles}}" method="written"            | ref="{{grownFiles}}" method="written" disabled="true" | note-written must stand
            xml  | #bean:{{insertOnce}}                             | #bean:otherInsert                  | insert-rows must have prepareStatementStrategy
            xml  | uri="jdbc:{{data-source}}?                       | uri="jdbc:elsewhere?               | insert-rows must have prepareStatementStrategy
            xml  | executorService="{{passThreads}}"                | executorService="otherThreads"     | with the executorService of inProgressRepository
            xml  | noop=true                                        | noop=false                         | noop must be true
            """)
    void refuses_beans_that_are_not_those_of_the_route(String language, String there, String instead, String said)
            throws Exception {
        String name = "watch.camel." + language;
        String shipped = Files.readString(Path.of("routes", language.equals("xml") ? "xml/" + name : name));
        String lines = Pattern.quote(there).replaceAll("(?<=\") (?=method)", "\\\\E\\\\s+\\\\Q");
        Matcher place = Pattern.compile("(\n *|)(" + lines + ")").matcher(shipped);
        assertThat(place.find()).as(there).isTrue();
        String indented = language.equals("xml") ? instead : instead.replaceAll(" (?=method|disabled)", place.group(1));
        String edited = shipped.substring(0, place.start(2)) + indented + shipped.substring(place.end(2));
        assertThatThrownBy(() -> start(name, edited)).hasStackTraceContaining(said);
    }

    @Test
    void refuses_an_insert_without_its_strategy_beside_a_statement_of_the_users_own_that_has_it() throws Exception {
        String insertOnce = "                      prepareStatementStrategy: \"#bean:{{insertOnce}}\"\n";
        String shipped = Files.readString(Path.of("routes", "watch.camel.yaml"));
        String own = "                - to:\n                    uri: jdbc\n                    parameters:\n"
                + "                      dataSourceName: \"{{data-source}}\"\n"
                + "                      useHeadersAsParameters: true\n" + insertOnce;
        String keepChunk = "                - setProperty:\n                    id: keep-chunk\n";
        assertThatThrownBy(() -> start(shipped.replace(insertOnce, "").replace(keepChunk, own + keepChunk)))
                .hasStackTraceContaining("insert-rows must have prepareStatementStrategy");
    }

    @Test
    void accepts_the_route_as_it_is_shipped_in_xml() {
        assertThatCode(() -> start("watch.camel.xml", Files.readString(Path.of("routes/xml", "watch.camel.xml"))))
                .doesNotThrowAnyException();
    }

    /** One property, or several in braces, at the place and depth of the one that was there. */
    private static String replacement(String instead) {
        String lines = instead.startsWith("{")
                ? instead.substring(1, instead.length() - 1).replace(", ", "\n$1")
                : instead;
        return "$1" + lines;
    }

    @Test
    void refuses_a_step_behind_the_split() throws Exception {
        String shipped = Files.readString(Path.of("routes", "watch.camel.yaml"));
        String step = "          - log:\n              message: done\n";
        assertThatThrownBy(() -> start(shipped.stripTrailing() + "\n" + step))
                .hasStackTraceContaining("split-appended-lines must be its last step");
    }

    @Test
    void accepts_the_route_as_it_is_shipped_with_steps_of_the_users_own() {
        assertThatCode(() -> start(Files.readString(Path.of("routes", "watch.camel.yaml"))
                        .replace(
                                "                - setProperty:\n                    id: keep-chunk",
                                "                - log:\n                    message: chunk\n"
                                        + "                - setProperty:\n                    id: keep-chunk")))
                .doesNotThrowAnyException();
    }

    private void start(String template) throws Exception {
        start("watch.camel.yaml", template);
    }

    private void start(String name, String template) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("dataSource", new PGSimpleDataSource());
            context.getRegistry().bind("elsewhere", new PGSimpleDataSource());
            ofAnotherWatch(context);
            context.setAutoStartup(true);
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, template));
            TemplatedRouteBuilder.builder(context, "jumbo-watch")
                    .routeId("watch-data")
                    .parameter("watch", "data")
                    .parameter("directory", directory.resolve("missing").toString())
                    .parameter("insert", "INSERT INTO t VALUES (%s)")
                    .add();
            context.start();
        }
    }

    private static void ofAnotherWatch(DefaultCamelContext context) {
        GrownFiles other = new GrownFiles();
        InsertOnce otherInsert = new InsertOnce();
        otherInsert.setGrownFiles(other);
        SteadyPolls otherPolls = new SteadyPolls();
        otherPolls.setGrownFiles(other);
        context.getRegistry().bind("other", other);
        context.getRegistry().bind("otherInsert", otherInsert);
        context.getRegistry().bind("otherPolls", otherPolls);
        context.getRegistry().bind("otherThreads", new PassThreads());
        context.getRegistry().bind("foreign", new DefaultJdbcPrepareStatementStrategy());
    }
}
