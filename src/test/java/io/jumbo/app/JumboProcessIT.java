package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.database.NewCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JumboProcessIT {

    private static final String ROWS = "SELECT count(*) FROM data_container";

    @TempDir
    Path directory;

    /** JUnit warns when it meets a link that leaves its directory. */
    @AfterEach
    void unlink() throws IOException {
        for (Path place : List.of(directory, directory.resolve(DemoCommand.DIRECTORY))) {
            Path programs = place.resolve(".jumbo/programs");
            if (Files.isSymbolicLink(programs)) {
                Files.delete(programs);
            }
        }
    }

    @Test
    void starts_from_nothing_says_where_everything_is_and_finds_its_rows_after_a_restart() throws Exception {
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            assertThat(jumbo.output())
                    .matches(
                            "(?s)Rows go to:   embedded PostgreSQL on 127\\.0\\.0\\.1:\\d+, kept in .*/\\.jumbo/postgres\n"
                                    + "Look at them: psql -h 127\\.0\\.0\\.1 -p \\d+ -U postgres postgres\n"
                                    + "Try it:       echo 1\\.5 >> data/example\\.txt\n.*");
            jumbo.append("example.txt", "1.5\n2.");
            jumbo.awaitAnswer(ROWS, "1");

            assertThat(jumbo.stop()).isZero();
            assertThat(JumboProcess.server(directory)).isEmpty();
        }
        try (JumboProcess jumbo = JumboProcess.start(directory, "run").awaitStarted()) {
            jumbo.append("example.txt", "5\n");
            jumbo.awaitAnswer(ROWS, "2");
            assertThat(jumbo.ask("SELECT string_agg(id::text, ' ' ORDER BY id) FROM data_container"))
                    .isEqualTo("1.5 2.5");
            assertThat(jumbo.stop()).isZero();
            assertThat(jumbo.output())
                    .contains(
                            "INFO jumbo - data: in this run bytes written 4, chunks written 1, files caught up 1, rows written 1\n");
        }
    }

    @Test
    void uses_the_server_a_killed_run_left_behind_and_recovers_one_that_was_killed_too() throws Exception {
        JumboProcess.installedIn(directory);
        ProcessHandle orphan;
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            jumbo.append("example.txt", "1\n");
            jumbo.awaitAnswer(ROWS, "1");
            orphan = JumboProcess.server(directory).orElseThrow();
            jumbo.kill();
            assertThat(orphan.isAlive()).isTrue();

            try (JumboProcess next = JumboProcess.start(directory).awaitStarted()) {
                assertThat(JumboProcess.server(directory)).contains(orphan);
                next.append("example.txt", "2\n");
                next.awaitAnswer(ROWS, "2");
                assertThat(next.stop()).isZero();
                assertThat(orphan.isAlive()).isFalse();
            }
        }
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            ProcessHandle server = JumboProcess.server(directory).orElseThrow();
            jumbo.kill();
            server.destroyForcibly();
            await().until(() -> !server.isAlive());
        }
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            assertThat(jumbo.ask(ROWS)).isEqualTo("2");
            assertThat(jumbo.stop()).isZero();
        }
    }

    /** The server is killed under both, and each line is there once; then one leaves, and the other keeps the server. */
    @Test
    void two_that_share_a_server_start_it_again_once_and_the_last_one_stops_it() throws Exception {
        JumboProcess.installedIn(directory);
        try (JumboProcess first = JumboProcess.start(directory).awaitStarted();
                JumboProcess second = JumboProcess.start(directory).awaitStarted()) {
            first.append("example.txt", "1\n");
            first.awaitAnswer(ROWS, "1");
            JumboProcess.server(directory).orElseThrow().destroyForcibly();
            first.append("example.txt", "2\n");
            for (JumboProcess jumbo : List.of(first, second)) {
                jumbo.awaitOutput(" has ended and is started again; its last words: ");
                jumbo.awaitOutput("INFO jumbo - the embedded server runs again on 127.0.0.1:");
            }
            first.awaitAnswer(ROWS, "2");
            ProcessHandle server = JumboProcess.server(directory).orElseThrow();
            assertThat(first.linesWith("(process " + server.pid() + ")")).isEqualTo(1);
            assertThat(second.linesWith("(process " + server.pid() + ")")).isEqualTo(1);

            assertThat(first.stop()).isZero();
            assertThat(server.isAlive()).isTrue();
            second.append("example.txt", "3\n");
            second.awaitAnswer(ROWS, "3");
            second.hangUp();
            second.append("example.txt", "4\n");
            second.awaitAnswer(ROWS, "4");
            assertThat(second.stop()).isZero();
            assertThat(server.isAlive()).isFalse();
        }
    }

    /** With the programs to unpack, so that there is time for it. */
    @Test
    void stopped_while_the_server_starts_it_ends_cleanly_and_leaves_nothing_running() throws Exception {
        try (JumboProcess jumbo = JumboProcess.start(directory)) {
            await().until(() -> Files.exists(directory.resolve(".jumbo/users.lock")));
            assertThat(jumbo.stop()).as(jumbo.output()).isZero();
            assertThat(jumbo.output()).isEmpty();
            assertThat(JumboProcess.server(directory)).isEmpty();
        }
    }

    /** What the user has configured would be a database that is not there, and a directory and a table of the user's. */
    @Test
    void demo_shows_its_rows_as_they_arrive_and_touches_nothing_of_the_user() throws Exception {
        JumboProcess.installedIn(directory.resolve(DemoCommand.DIRECTORY));
        Files.writeString(directory.resolve("application.properties"), """
                jumbo.directory = mine
                jumbo.insert = INSERT INTO mine (value) VALUES (%s)
                jumbo.create-table = CREATE TABLE IF NOT EXISTS mine (value float)
                """);
        Map<String, String> environment = Map.of(
                "DATABASE_HOST", "127.0.0.1",
                "DATABASE_PORT", "1",
                "DATABASE_NAME", "lab",
                "DATABASE_USERNAME", "jumbo",
                "DATABASE_PASSWORD", "geheim");
        try (JumboProcess jumbo =
                JumboProcess.start(directory, environment, "demo").awaitOutput("committed: ")) {
            assertThat(jumbo.output())
                    .startsWith(
                            "This is a demo with invented data. Everything of it is in jumbo-demo, which you may remove;")
                    .contains("kept in " + directory.toRealPath() + "/jumbo-demo/.jumbo/postgres\n")
                    .doesNotContain("No psql?", "bin/jumbo")
                    .containsPattern("committed: \\d{10}\\.\\d{3}   \\(fake_data\\.txt, line 1\\)");
            assertThat(jumbo.stop()).isZero();
        }
        assertThat(directory.resolve("mine")).doesNotExist();
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(directory.resolve(".jumbo")).doesNotExist();
        assertThat(JumboProcess.server(directory.resolve(DemoCommand.DIRECTORY)))
                .isEmpty();
    }

    /** Each row takes a while, and so each transaction more than a second, until the test has seen enough. */
    @Test
    void says_in_the_log_how_far_a_backlog_has_come_and_when_it_has_caught_up() throws Exception {
        JumboProcess.installedIn(directory);
        Files.writeString(directory.resolve("application.properties"), "jumbo.chunk-bytes = 64KB\n");
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            jumbo.awaitAnswer(ROWS, "0");
            jumbo.execute("CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$BEGIN PERFORM pg_sleep(0.02); RETURN NULL; END$$;"
                    + " CREATE TRIGGER dawdle BEFORE INSERT ON data_container EXECUTE FUNCTION dawdle()");
            jumbo.append("small.txt", "-1\n");
            jumbo.append(
                    "big.txt",
                    IntStream.range(0, 4_000)
                            .mapToObj(n -> String.format(Locale.ROOT, "%01000d\n", n))
                            .collect(Collectors.joining()));
            jumbo.awaitOutput(" left\n");
            jumbo.execute("DROP TRIGGER dawdle ON data_container");
            jumbo.awaitOutput("INFO jumbo - data: big.txt has caught up\n");
            assertThat(jumbo.ask(ROWS)).isEqualTo("4001");
            assertThat(jumbo.stop()).isZero();
            assertThat(jumbo.output())
                    .containsPattern("INFO jumbo - data: big\\.txt \\d+ %, [\\d,]+ rows/s, \\d+ (s|min \\d+ s) left\n")
                    .doesNotContain("\u001b", "small.txt has", "small.txt 0 %", "small.txt 99 %");
        }
    }

    @Test
    void names_what_is_wrong_with_a_route_and_leaves_nothing_running() throws Exception {
        JumboProcess.installedIn(directory);
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/mine.camel.yaml"), """
                - route:
                    id: mine
                    from:
                      uri: file:data
                      steps:
                        - lgo: hello
                """);
        try (JumboProcess jumbo = JumboProcess.start(directory)) {
            assertThat(jumbo.exitCode()).isEqualTo(1);
            assertThat(jumbo.output())
                    .startsWith("jumbo: the routes cannot start: Unknown node id: lgo\n"
                            + " in file:routes/mine.camel.yaml, line 6, column 11:\n"
                            + "            - lgo: hello\n"
                            + "              ^\n")
                    .doesNotContain("\tat ");
            assertThat(JumboProcess.server(directory)).isEmpty();
        }
    }

    @Test
    void refuses_to_watch_without_any_route() throws Exception {
        JumboProcess.installedIn(directory);
        Files.createDirectories(directory.resolve("routes"));
        try (JumboProcess jumbo = JumboProcess.start(directory)) {
            assertThat(jumbo.exitCode()).isEqualTo(1);
            assertThat(jumbo.output())
                    .isEqualTo(
                            "jumbo: there is no route in file:routes/*.camel.yaml,file:routes/*.camel.xml; put the files"
                                    + " of the distribution's routes directory there, or remove that directory\n");
        }
    }

    @Test
    void refuses_a_wrong_option_before_it_does_anything() throws Exception {
        Files.writeString(directory.resolve("application.properties"), "jumbo.poll-interval = 5\njumbo.format = xml\n");
        try (JumboProcess jumbo = JumboProcess.start(directory)) {
            assertThat(jumbo.exitCode()).isEqualTo(1);
            assertThat(jumbo.output().lines())
                    .containsExactly(
                            "jumbo: jumbo.poll-interval = 5 has no unit: write a whole number and ms, s, m, h or d, such as"
                                    + " 500ms (./application.properties)",
                            "jumbo: jumbo.format = xml is not allowed: write auto or line or csv or blanks or regex or json (./application.properties)");
            assertThat(directory.resolve(".jumbo")).doesNotExist();
        }
    }

    @Test
    void refuses_an_option_of_camel_that_does_not_exist() throws Exception {
        JumboProcess.installedIn(directory);
        Files.writeString(directory.resolve("application.properties"), "camel.main.nmae = x\n");
        try (JumboProcess jumbo = JumboProcess.start(directory)) {
            assertThat(jumbo.exitCode()).isEqualTo(1);
            assertThat(jumbo.output())
                    .isEqualTo(
                            "jumbo: camel.main.nmae is not an option of Camel, or its value cannot be used; correct or"
                                    + " remove it\n");
        }
    }

    @Test
    void stays_up_while_the_database_of_jumbo_env_is_down_and_never_shows_the_password() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("jumbo.env"), """
                DATABASE_HOST = 127.0.0.1
                DATABASE_PORT = 1
                DATABASE_NAME = lab
                DATABASE_USERNAME = jumbo
                DATABASE_PASSWORD = geheim=9
                """);
        try (JumboProcess jumbo = JumboProcess.start(
                        directory, Map.of("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.log.org=debug"))
                .awaitOutput("will be tried again")) {
            assertThat(jumbo.output()).contains("lab on 127.0.0.1:1 as jumbo").doesNotContain("geheim");
            assertThat(jumbo.stop()).isZero();
            assertThat(directory.resolve(".jumbo")).doesNotExist();
        }
    }

    @Test
    void checks_previews_lists_replays_and_drops() throws Exception {
        JumboProcess.unpackedIn(directory);
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/a.txt"), "1.5\nabc\n");

        assertThat(output("check"))
                .contains("options:    valid", "database:   none yet", "  line 1: fields (1.5)\n")
                .endsWith("nothing was written\n");

        NewCluster.copyTo(directory.resolve(".jumbo"));
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            jumbo.awaitAnswer("SELECT count(*) FROM jumbo_dead_letters", "1");
            assertThat(refusal("check"))
                    .contains("written to its end; its first lines again:\n  line 1: in the table already: ");
            assertThat(output("status")).contains("data  a.txt  2 lines, 8 bytes written, 0 waiting, last at ");
            assertThat(output("dead-letters", "list"))
                    .contains("a.txt line 2 at byte 4", "SQLSTATE 22P02", "\n    abc\n1 in all\n");
            assertThat(output("dead-letters", "replay")).isEqualTo("0 became rows, 1 refused again\n");
            assertThat(output("dead-letters", "replay", "--insert", "INSERT INTO data_container VALUES (length(%s))"))
                    .isEqualTo("1 became a row, 0 refused again\n");
            assertThat(jumbo.ask(ROWS)).isEqualTo("2");
            assertThat(output("dead-letters", "drop", "--all")).isEqualTo("0 dropped\n");
            assertThat(output("dead-letters", "list")).isEqualTo("no dead letters of watch data\n");
            assertThat(jumbo.stop()).isZero();
        }
        Files.writeString(directory.resolve("data/b.txt"), "2.5\nabc\n");
        assertThat(refusal("check"))
                .contains("options:    valid", "statement:  accepted by the server", "  line 1: row (2.5)")
                .contains("  line 2: rejected, SQLSTATE 22P02: invalid input syntax for type double precision: \"abc\"")
                .endsWith("nothing was written\n");
        assertThat(output("sql", "SELECT * FROM data_container ORDER BY id"))
                .isEqualTo("  id\n-----\n 1.5\n   3\n(2 rows)\n");
        assertThat(JumboProcess.server(directory)).isEmpty();
    }

    @Test
    void checks_and_replays_every_watch_of_the_routes() throws Exception {
        JumboProcess.unpackedIn(directory);
        Path routes = Files.createDirectories(directory.resolve("routes"));
        for (String file : List.of("watch.camel.yaml", "watches.camel.yaml")) {
            Files.copy(Path.of("routes", file), routes.resolve(file));
        }
        Files.writeString(routes.resolve("more.camel.yaml"), """
                - templatedRoute:
                    routeTemplateRef: jumbo-watch
                    routeId: watch-lengths
                    parameters:
                      - name: watch
                        value: lengths
                      - name: directory
                        value: data
                      - name: insert
                        value: INSERT INTO lengths (length) VALUES (%s::int)
                      - name: create-table
                        value: CREATE TABLE IF NOT EXISTS lengths (length int)
                """);
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/a.txt"), "1.5\n");

        assertThat(output("check")).contains("watch:      data\n", "  line 1: fields (1.5)\n", "watch:      lengths\n");
        NewCluster.copyTo(directory.resolve(".jumbo"));
        try (JumboProcess jumbo = JumboProcess.start(directory).awaitStarted()) {
            jumbo.awaitAnswer("SELECT watch FROM jumbo_dead_letters", "lengths");
            jumbo.awaitAnswer("SELECT count(*) FROM data_container", "1");
            jumbo.execute("DELETE FROM data_container");
            assertThat(refusal("check"))
                    .contains("watch:      data\n", "  line 1: row (1.5)\n", "watch:      lengths\n")
                    .contains("  line 1: rejected, SQLSTATE 22P02: invalid input syntax for type integer: \"1.5\"\n");
            assertThat(output("status"))
                    .contains("data  a.txt  1 line, 4 bytes written, 0 waiting")
                    .contains("lengths  a.txt  1 line, 4 bytes written, 0 waiting");
            assertThat(output("dead-letters", "replay", "--watch", "lengths"))
                    .isEqualTo("0 became rows, 1 refused again\n");
            assertThat(output(
                            "dead-letters",
                            "replay",
                            "--watch",
                            "lengths",
                            "--insert",
                            "INSERT INTO lengths VALUES (length(%s))"))
                    .isEqualTo("1 became a row, 0 refused again\n");
            assertThat(jumbo.ask("SELECT length FROM lengths")).isEqualTo("3");
            assertThat(refusal("dead-letters", "replay", "--watch", "balance"))
                    .isEqualTo("jumbo: there is no watch balance; the watches are: data, lengths\n");
            assertThat(jumbo.stop()).isZero();
        }
    }

    @SuppressWarnings("resource") // has ended
    private String refusal(String... arguments) throws IOException, InterruptedException {
        JumboProcess command = JumboProcess.start(directory, arguments);
        assertThat(command.exitCode()).as(command.output()).isEqualTo(1);
        return command.output();
    }

    /** Runs a command that ends by itself. The server is left to the process under test. */
    @SuppressWarnings("resource") // has ended
    private String output(String... arguments) throws IOException, InterruptedException {
        JumboProcess command = JumboProcess.start(directory, arguments);
        assertThat(command.exitCode()).as(command.output()).isZero();
        return command.output();
    }
}
