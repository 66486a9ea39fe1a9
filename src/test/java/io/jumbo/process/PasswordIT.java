package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.PostgresServer;
import io.jumbo.support.TornWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password is seen by nobody: in no output of any command, right or wrong, and not in the list of processes. */
class PasswordIT {

    private static final String SECRET = "tell=nobody%41";
    private static final List<String> TALKATIVE = List.of(
            "-Dorg.slf4j.simpleLogger.log.org=debug",
            "-Dorg.slf4j.simpleLogger.log.io=debug",
            "-Dorg.slf4j.simpleLogger.log.jumbo=debug");

    @TempDir
    Path directory;

    @Test
    void is_never_shown() throws Exception {
        Bench bench = new Bench(directory);
        Bench.giveRole(PostgresServer.WITH_PASSWORD, SECRET);
        TornWriter.backlog(bench.data().resolve("a.txt"), 100);
        bench.connectTo(bench.database().port(), bench.database().name(), PostgresServer.WITH_PASSWORD, SECRET);
        try (JumboProcess run = start(bench, "run").awaitStarted()) {
            bench.awaitMoreRows(100 - bench.rows(), run);
            assertEndsWithoutSecret(bench, 0, "check", "status");
            assertShowsNoSecret(run);
            assertThat(run.stop()).isZero();
            assertShowsNoSecret(run);
        }

        Bench.giveRole(PostgresServer.WITH_PASSWORD, "another one");
        try (JumboProcess run = start(bench, "run")) {
            run.awaitOutput("SQLSTATE 28P01");
            assertEndsWithoutSecret(bench, 1, "check", "status");
            assertShowsNoSecret(run);
        }
    }

    @Test
    void goes_on_by_itself_once_it_is_corrected() throws Exception {
        Bench bench = new Bench(directory);
        Bench.giveRole(PostgresServer.WITH_PASSWORD, SECRET);
        TornWriter.backlog(bench.data().resolve("a.txt"), 100);
        bench.connectTo(bench.database().port(), bench.database().name(), PostgresServer.WITH_PASSWORD, "a wrong one");
        Path workplace = bench.newWorkplace();
        try (JumboProcess run = JumboProcess.start(workplace).awaitOutput("SQLSTATE 28P01")) {
            Path file = workplace.resolve("jumbo.env");
            Files.writeString(file, Files.readString(file).replace("a wrong one", SECRET));

            bench.awaitEnds(Map.of("a.txt", 100L), run);

            assertThat(run.output()).contains("jumbo.env has changed and was read again: rows go to ");
            assertThat(run.output()).doesNotContain(SECRET);
            assertThat(run.stop()).isZero();
        }
    }

    private static JumboProcess start(Bench bench, String command) throws Exception {
        return JumboProcess.start(bench.newWorkplace(), TALKATIVE, Map.of("DATABASE_PASSWORD", SECRET), command);
    }

    private static void assertEndsWithoutSecret(Bench bench, int exitCode, String... commands) throws Exception {
        List<JumboProcess> processes = new ArrayList<>();
        for (String command : commands) {
            processes.add(start(bench, command));
        }
        for (JumboProcess process : processes) {
            try (process) {
                assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
                assertThat(process.output()).isNotBlank().doesNotContain(SECRET);
            }
        }
    }

    private static void assertShowsNoSecret(JumboProcess process) throws IOException {
        assertThat(process.output()).contains(PostgresServer.WITH_PASSWORD).doesNotContain(SECRET);
        if (process.isAlive()) {
            assertThat(process.commandLine()).contains("io.jumbo.app.Main").doesNotContain(SECRET);
        }
    }
}
