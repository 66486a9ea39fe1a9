package io.jumbo.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.app.setup.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** After a power cut, and in a copied directory, the process id in the file may be that of anything. */
@EnabledOnOs(OS.LINUX)
class PostmasterTest {

    private static final String START = "1796083320";

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();
    private ServerFiles files;

    @BeforeEach
    void create() throws IOException {
        files = ServerFiles.in(home);
        files.create();
        Files.createDirectories(files.data());
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(Path.of("/bin/sleep"), home.resolve("postgres-asleep"));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    /** A process whose program has such a name as a server's, and which works in a directory. */
    private ProcessHandle postgres(Path workplace, String... before) throws IOException {
        String program = home.resolve("postgres-asleep").toString();
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(program, "60"));
        Process process =
                new ProcessBuilder(command).directory(workplace.toFile()).start();
        started.add(process);
        await().until(() -> process.info().command().orElse("").equals(program));
        return process.toHandle();
    }

    private static void write(Path data, ProcessHandle process, Path named) throws IOException {
        Files.writeString(
                data.resolve("postmaster.pid"), process.pid() + "\n" + named + "\n" + START + "\n1\n\n127.0.0.1\n");
    }

    @Test
    void is_the_process_that_works_in_the_directory() throws IOException {
        ProcessHandle server = postgres(files.data());
        write(files.data(), server, files.data());

        assertThat(Postmaster.of(files.data()).orElseThrow().process()).contains(server);
    }

    @Test
    void server_of_another_directory_that_was_given_the_process_id_is_not_ours() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        ProcessHandle other = postgres(elsewhere);
        write(files.data(), other, files.data());
        Files.writeString(elsewhere.resolve("postmaster.pid"), other.pid() + "\n" + elsewhere + "\n5\n1\n");

        assertThat(RunningServer.find(files, () -> true)).isEmpty();
        assertThat(files.data().resolve("postmaster.pid")).doesNotExist();
        RunningServer.stop(files);
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void copy_of_a_running_servers_directory_is_refused_and_the_original_left_alone() throws IOException {
        Path original = Files.createDirectories(home.resolve("original"));
        ProcessHandle other = postgres(original);
        write(original, other, original);
        write(files.data(), other, original);

        assertThatThrownBy(() -> RunningServer.find(files, () -> true))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(files.data() + " was copied while the server of " + original + " ran: rows may")
                .hasMessageContaining("or remove " + files.data().resolve("postmaster.pid") + ", then start again");
        RunningServer.stop(files);
        assertThat(other.isAlive()).isTrue();
        assertThat(files.data().resolve("postmaster.pid")).exists();
    }

    @Test
    void another_users_process_is_not_ours() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setPosixFilePermissions(files.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessHandle others = postgres(files.data(), "setpriv", "--reuid", "65534", "--clear-groups");
        write(files.data(), others, files.data());

        assertThat(Postmaster.of(files.data()).orElseThrow().process()).isEmpty();
    }
}
