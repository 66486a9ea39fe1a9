package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What {@code check} said, and with which code it ended.
 *
 * @param told standard output and standard error
 */
record CheckRun(int code, String told) {

    /** Checks what is configured in a workplace, as a user of the database. */
    static CheckRun in(Path workplace, TestDatabase database, String user, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = JumboCommand.commandLine(new Workplace(
                workplace,
                Map.of(
                        "DATABASE_HOST",
                        "127.0.0.1",
                        "DATABASE_PORT",
                        String.valueOf(database.port()),
                        "DATABASE_NAME",
                        database.name(),
                        "DATABASE_USERNAME",
                        user,
                        "DATABASE_PASSWORD",
                        "any"),
                new Properties()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int code = command.execute(
                Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(out.toString()).doesNotContain("please report it");
        return new CheckRun(code, out.toString());
    }
}
