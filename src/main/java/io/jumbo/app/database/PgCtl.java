package io.jumbo.app.database;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that starts and stops the server of a data directory.
 *
 * @param programs directory in which it is
 * @param files of the server
 */
record PgCtl(Path programs, ServerFiles files) {

    /** What it says itself of a start that has failed; why, the server has said before. */
    static final List<String> FAILED = List.of("pg_ctl: could not start server", "Examine the log output.");

    private static final String NAME = "pg_ctl";

    /** Runs one of its commands; what goes wrong it says in the server's log. */
    Process run(String command, List<String> options) throws IOException {
        List<String> line = new ArrayList<>(RootPrivileges.dropping());
        line.addAll(
                List.of(program().toString(), command, "-s", "-D", files.data().toString()));
        line.addAll(options);
        File log = files.log().file().toFile();
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log))
                .start();
    }

    /** Whether it is where it is looked for: somebody may have tidied it up under a running server. */
    boolean isThere() {
        return Files.exists(program());
    }

    private Path program() {
        Path plain = programs.resolve(NAME);
        return Files.exists(plain) ? plain : programs.resolve(NAME + ".exe");
    }
}
