package io.jumbo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.app.JumboProcess;
import io.jumbo.support.TornWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that may open few files. */
@EnabledOnOs(OS.LINUX)
class FewHandlesIT {

    private static final int FILES = 201;

    /** The class path of a test is a hundred files already. */
    private static final int HANDLES = 160;

    @TempDir
    Path directory;

    @Test
    void all_of_many_files_are_read_and_the_log_is_not_full_of_it() throws Exception {
        Bench bench = new Bench(directory);
        Map<String, Long> lines = new TreeMap<>();
        for (int file = 1; file <= FILES; file++) {
            String name = file + ".txt";
            TornWriter.backlog(bench.data().resolve(name), 2);
            lines.put(name, 2L);
        }
        try (JumboProcess jumbo = startWith(bench, HANDLES)) {
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.stop()).as(jumbo.output()).isZero();
            System.out.println(
                    jumbo.output().lines().filter(line -> line.contains("open")).toList());
        }
        bench.assertExactlyOnce(lines);
    }

    /** The launcher's own way: it writes no class archive there, for which the JVM would open all libraries once more. */
    @Test
    void distribution_reads_all_of_many_files_with_the_fewest_handles_that_a_login_may_have() throws Exception {
        Path launcher = Path.of("target", "jumbo", "bin", "jumbo").toAbsolutePath();
        Bench bench = new Bench(directory);
        Map<String, Long> lines = new TreeMap<>();
        for (int file = 1; file <= FILES; file++) {
            TornWriter.backlog(bench.data().resolve(file + ".txt"), 2);
            lines.put(file + ".txt", 2L);
        }
        List<String> command = List.of("bash", "-c", "ulimit -n 128; exec \"$@\"", "jumbo", launcher.toString(), "run");
        try (JumboProcess jumbo = JumboProcess.startCommand(bench.newWorkplace(), Map.of(), command)) {
            bench.awaitEnds(lines, jumbo);
            assertThat(jumbo.stop()).as(jumbo.output()).isZero();
            assertThat(jumbo.output()).doesNotContain("ERROR");
        }
        bench.assertExactlyOnce(lines);
    }

    private JumboProcess startWith(Bench bench, int handles) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "ulimit -n " + handles + "; exec \"$@\"",
                "jumbo",
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jumbo.app.Main"));
        return JumboProcess.startCommand(bench.newWorkplace(), Map.of(), command);
    }
}
