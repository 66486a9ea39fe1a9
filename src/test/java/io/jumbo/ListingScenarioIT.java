package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file below the directory is read, or no pattern names it, or it is told once. */
class ListingScenarioIT extends Scenario {

    // ---- the directory

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./",
                ".",
                "sub/..",
                ".hidden",
                ".hidden/deep/../",
                "link",
                "50%20RH + {{x}} #1",
                "new\\dir",
                " a "
            })
    void a_directory_that_is_named_is_read(String name) throws Exception {
        Files.createDirectory(file("sub"));
        Files.createDirectories(file(".hidden/deep"));
        Files.createDirectories(temporary.resolve("elsewhere/.x"));
        Files.createSymbolicLink(file("link"), temporary.resolve("elsewhere/.x"));
        Files.createDirectories(file(name));
        Files.writeString(file(name + "/a.txt"), numbers(1, 2));
        Files.createDirectories(file(name + "/below"));
        Files.writeString(file(name + "/below/b.txt"), numbers(3, 3));
        // not as a path: what stands behind a blank, or in front of one, is the option's to take away
        FileWatcher.Definition watch = FileWatcher.watch(directory + "/" + name + (name.endsWith(" ") ? "/." : ""))
                .named("lab")
                .insert(INSERT)
                .every(Duration.ofMillis(20))
                .tell(events);
        start(watch);
        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("1", "2", "3"));
        assertThat(database.column("SELECT path FROM jumbo_offsets ORDER BY path"))
                .containsExactly("a.txt", "below/b.txt");
    }

    @Test
    void what_is_hidden_below_it_is_read_if_a_pattern_names_it() throws Exception {
        for (String directory : List.of(".x/.y", ".z", "sub")) {
            Files.createDirectories(file(directory));
        }
        append(".x/a.txt", "1\n");
        append(".x/.y/b.txt", "2\n");
        append(".z/c.txt", "3\n");
        append("sub/.d.txt", "4\n");
        append("sub/.e.txt", "5\n");
        append(".d.txt", "6\n");
        start(watch().include("**/*.txt", ".x/**", "**/.d.txt"));
        rowsBecomeInAnyOrder("1", "4", "6");
    }

    // ---- names

    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\b.txt",
                "\\.txt",
                "50%20RH.txt",
                "50ml+20ml.txt",
                "R&D 1.txt",
                "#1;x=y?.txt",
                " a .txt",
                "a\n\u001b[31mb.txt",
                "Pru\u0308fung.txt",
                "Prüfung 😀.txt",
                "{{x}} ${body} RAW(y) #bean:z.txt",
                "*.txt",
                "a'b\"c`d$(e).txt"
            })
    void an_odd_name_is_read_and_all_others_go_on(String name) throws Exception {
        append("a.txt", "1\n");
        append(name, "2\n");
        start();
        rowsBecomeInAnyOrder("1", "2");
        append("a.txt", "3\n");
        append(name, "4\n");
        append("new.txt", "5\n");
        rowsBecomeInAnyOrder("1", "2", "3", "4", "5");
        assertThat(rowsOf(name)).containsExactly("2", "4");
        assertThat(events.beginningWith("paused")).isEmpty();
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void a_name_with_a_backslash_and_the_path_that_camel_makes_of_it_are_two_files() throws Exception {
        Files.createDirectory(file("a"));
        append("a/b.txt", "1\n");
        append("a\\b.txt", "2\n");
        start();
        rowsBecomeInAnyOrder("1", "2");
        append("a/b.txt", "3\n");
        append("a\\b.txt", "4\n");
        rowsBecomeInAnyOrder("1", "2", "3", "4");
        assertThat(rowsOf("a/b.txt")).containsExactly("1", "3");
        assertThat(rowsOf("a\\b.txt")).containsExactly("2", "4");
    }

    @Test
    void a_pattern_is_matched_whatever_the_normal_form_of_the_name() throws Exception {
        append("Pru\u0308fung 1.txt", "1\n");
        append("Prüfung 2.txt", "2\n");
        append("Prufung 3.txt", "3\n");
        start(watch().include("**/Prüfung*.txt", "marker.txt"));
        rowsBecomeInAnyOrder("1", "2");
    }

    @Test
    void a_name_of_255_bytes_is_read() throws Exception {
        append("x".repeat(251) + ".txt", "1\n");
        start();
        rowsBecome("1");
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void a_name_that_java_cannot_express_is_told_once_and_the_others_go_on() throws Exception {
        shell("printf '9\\n' > $(printf 'caf\\351.txt')");
        append("a.txt", "1\n");
        start();
        rowsBecome("1");
        append("a.txt", "2\n");
        rowsBecome("1", "2");
        assertThat(events.beginningWith("file unreadable"))
                .singleElement()
                .asString()
                .contains("caf");
    }

    @ParameterizedTest
    @CsvSource({
        "'**/*50ml+20ml*.txt', '', 50ml+20ml.txt, 50ml 20ml.txt",
        "'**/R&D*.txt', '', R&D 1.txt, RxD 1.txt",
        "'**/*.txt', '**/C++/**', a.txt, C++/a.txt",
        "'50%20RH/*.txt', '', 50%20RH/a.txt, 50 RH/a.txt",
        "'**/*.txt', '**/10%Fe*', 10 Fe.txt, 10%Fe.txt"
    })
    void patterns_are_taken_as_they_are_written(String include, String exclude, String read, String left)
            throws Exception {
        for (String path : List.of(read, left)) {
            Files.createDirectories(file(path).getParent());
        }
        append(read, "1\n");
        append(left, "2\n");
        start(watch().include(include).exclude(exclude));
        eventually(() -> assertThat(rows()).containsExactly("1"));
        append(read, "3\n");
        eventually(() -> assertThat(rows()).containsExactly("1", "3"));
    }

    // ---- links

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void links_to_the_directory_and_above_it_add_nothing_and_polls_come_to_an_end() throws Exception {
        Files.createDirectory(file("sub"));
        append("sub/a.txt", "1\n");
        for (String link : List.of("one", "two", "sub/three", "sub/four")) {
            Files.createSymbolicLink(file(link), directory);
        }
        Files.createSymbolicLink(file("up"), temporary);
        start();
        rowsBecome("1");
        append("sub/a.txt", "2\n");
        rowsBecome("1", "2");
        assertThat(events.beginningWith("file changed"))
                .filteredOn(event -> !event.contains("marker"))
                .containsExactly("file changed: sub/a.txt New");
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void a_directory_of_two_names_is_read_under_each_for_which_there_is_a_pattern() throws Exception {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a.txt"), "1\n");
        Files.writeString(elsewhere.resolve("a.csv"), "2\n");
        Files.createSymbolicLink(file("real"), elsewhere);
        Files.createSymbolicLink(file("link"), elsewhere);
        start(watch().include("link/*.txt", "real/*.csv", "marker.txt"));
        rowsBecomeInAnyOrder("1", "2");
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void a_walk_over_the_whole_machine_is_stopped_at_once() throws Exception {
        Files.createSymbolicLink(file("root"), Path.of("/"));
        DefaultCamelContext context = start(watch().include("**/*.only-here"));
        append("a.only-here", "1\n");
        eventually(() -> {
            timePasses(Duration.ofSeconds(11)); // the walk is under way, and has been for long
            assertThat(events.beginningWith("poll slow")).isNotEmpty();
        });
        long begun = System.nanoTime();
        context.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(events.beginningWith("paused")).isEmpty();
    }

    // ---- directories that may not be entered

    @DisabledOnOs(OS.WINDOWS)
    @ParameterizedTest
    @ValueSource(strings = {"---------", "r--------", "--x------"})
    void a_directory_that_may_not_be_entered_is_told_once_and_the_others_go_on(String permissions) throws Exception {
        Files.createDirectories(file("locked/deep"));
        append("locked/a.txt", "1\n");
        append("locked/deep/b.txt", "2\n");
        append("c.txt", "3\n");
        start();
        rowsBecomeInAnyOrder("1", "2", "3");
        Files.setPosixFilePermissions(file("locked"), PosixFilePermissions.fromString(permissions));
        assumeThat(Files.isReadable(file("locked")) && Files.isExecutable(file("locked")))
                .as("root may enter it")
                .isFalse();
        try {
            append("c.txt", "4\n");
            rowsBecomeInAnyOrder("1", "2", "3", "4");
            hears("file unreadable: locked/");
            timePasses(Duration.ofMinutes(2));
            pollsPass(3);
            // the poll that was in it just then may have told a file
            assertThat(events.beginningWith("file unreadable"))
                    .filteredOn("file unreadable: locked/"::equals)
                    .hasSize(1);
            assertThat(events.beginningWith("file changed")).noneMatch(event -> event.endsWith("Gone"));
        } finally {
            Files.setPosixFilePermissions(file("locked"), PosixFilePermissions.fromString("rwx------"));
        }
        append("locked/a.txt", "5\n");
        rowsBecomeInAnyOrder("1", "2", "3", "4", "5");
        hears("file readable: locked/");
    }

    // ---- nothing matches

    @Test
    void files_of_which_no_pattern_names_any_are_told_once() throws Exception {
        for (String name : List.of("DATA001.TXT", "x.csv", "y.csv", "z.csv")) {
            append(name, "1\n");
        }
        start();
        hears("no file matches **/*.txt: there is DATA001.TXT, which differs in case; 3 others (");
        pollsPass(3);
        heardOnce("no file matches");
    }

    @Test
    void files_that_no_pattern_names_are_told_again_when_that_becomes_true_anew() throws Exception {
        append("x.csv", "1\n");
        append("a.txt", "1\n");
        start(watch().forgetAfter(Duration.ofMinutes(1)));
        rowsBecome("1");
        assertThat(events.beginningWith("no file matches")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.txt   | '' | sub/a.txt  | there is sub/a.txt, which is in a directory below: write **/*.txt",
                "**/*.txt | '' | .a.txt    | there is .a.txt, which is hidden: write .a.txt or another pattern with the dot",
                "**/*.txt | *a* | a.txt    | there is a.txt, which jumbo.exclude = *a* leaves out",
                "**/*.txt | '' | a.csv     | there is 1 file (a.csv)",
            })
    void what_is_in_the_way_is_told(String include, String exclude, String name, String told) throws Exception {
        Files.createDirectories(file(name).getParent());
        append(name, "1\n");
        start(watch().include(include).exclude(exclude));
        hears("no file matches " + include + ": " + told);
    }

    private void shell(String command) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(directory.toFile());
        shell.environment().put("LC_ALL", "C");
        assertThat(shell.inheritIO().start().waitFor()).isZero();
    }
}
