package io.jumbo.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.TemplatedRouteBuilder;
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
        assertThatThrownBy(() -> start(shipped.replaceFirst(
                        "(?m)^( *)" + java.util.regex.Pattern.quote(there) + "$", replacement(instead))))
                .hasStackTraceContaining(said);
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
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("dataSource", new PGSimpleDataSource());
            context.setAutoStartup(true);
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("watch.camel.yaml", template));
            TemplatedRouteBuilder.builder(context, "jumbo-watch")
                    .routeId("watch-data")
                    .parameter("watch", "data")
                    .parameter("directory", directory.resolve("missing").toString())
                    .parameter("insert", "INSERT INTO t VALUES (%s)")
                    .add();
            context.start();
        }
    }
}
