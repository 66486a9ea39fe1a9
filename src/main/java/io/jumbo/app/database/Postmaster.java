package io.jumbo.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about the server of a data directory.
 *
 * @param directory the data directory in which the file is
 * @param start process id, data directory and time of the start, as the file has them: no two starts have the same
 * @param pid process id of the server
 * @param port port it listens on
 */
record Postmaster(Path directory, List<String> start, long pid, int port) {

    private static final String FILE = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int DIRECTORY_LINE = 1;
    private static final int START_LINES = 3;
    private static final int PORT_LINE = 3;

    /** Empty if there is no such file, or if it is not complete: half written, or torn by a power cut. */
    static Optional<Postmaster> of(Path dataDirectory) {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve(FILE));
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            dataDirectory,
                            List.copyOf(lines.subList(PID_LINE, START_LINES)),
                            Long.parseLong(lines.get(PID_LINE).strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The running process; empty after a power cut, or if the system has given the id to another program since: one that is no PostgreSQL, that is another
     * user's, or that serves another directory.
     */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(process -> !isZombie())
                .filter(Postmaster::isPostgres)
                .filter(Postmaster::isOurUsers)
                .filter(process -> worksHere().orElse(true));
    }

    /** The directory of which this one is a copy, made while its server ran, if that one still does. */
    Optional<String> runningOriginal() {
        return worksHere().orElse(true)
                ? Optional.empty()
                : of(workplace()).filter(other -> other.start.equals(start)).map(other -> start.get(DIRECTORY_LINE));
    }

    /** Whether the directory was moved while its server ran. */
    boolean wasMoved() {
        try {
            return worksHere().orElse(false) && !Files.isSameFile(Path.of(start.get(DIRECTORY_LINE)), directory);
        } catch (IOException e) {
            return true; // the directory that it names is gone
        }
    }

    /** Whether the process is seen to work in this directory, as a server of it does; empty where the system does not show that. */
    private Optional<Boolean> worksHere() {
        try {
            return Optional.of(Files.isSameFile(workplace(), directory));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path workplace() {
        return Path.of("/proc", String.valueOf(pid), "cwd");
    }

    private static boolean isOurUsers(ProcessHandle process) {
        Optional<String> ours = ProcessHandle.current().info().user();
        Optional<String> theirs = process.info().user();
        return ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(true);
    }

    /** Whether it has ended and its parent has not taken note: in a container the first process often never does. */
    private boolean isZombie() {
        try {
            String state = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return state.startsWith("Z", state.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // no such system, or it has ended altogether
        }
    }

    /**
     * Removes the file of a server that does not run, if another program or a zombie has its process id: PostgreSQL then takes it for running and
     * refuses to start. Any other such file PostgreSQL removes itself, after a look at what the file says of the server's memory.
     */
    void forget() throws IOException {
        if (ProcessHandle.of(pid).isPresent()) {
            Files.deleteIfExists(file());
        }
    }

    /** The file itself. */
    Path file() {
        return directory.resolve(FILE);
    }
}
