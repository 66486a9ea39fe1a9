package io.jumbo.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JumboEnvTest {

    private static final String TUTORIAL = """
            # the database of the lab
            DATABASE_HOST = localhost
            DATABASE_PORT= 5432
              DATABASE_NAME =lab

            DATABASE_USERNAME=jumbo
            DATABASE_PASSWORD = a=b #c
            """;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("jumbo.env");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private DatabaseSettings read() {
        return JumboEnv.read(directory, Map.of()).orElseThrow();
    }

    private List<String> refusal(Map<String, String> environment) {
        return catchThrowableOfType(StartRefusedException.class, () -> JumboEnv.read(directory, environment))
                .lines();
    }

    private static Map<String, String> complete() {
        return new HashMap<>(Map.of(
                "DATABASE_HOST", "db",
                "DATABASE_PORT", "5433",
                "DATABASE_NAME", "lab",
                "DATABASE_USERNAME", "u",
                "DATABASE_PASSWORD", "p"));
    }

    @Test
    void reads_the_file_of_the_tutorial_with_blanks_and_comments_and_equals_signs_in_values() throws IOException {
        write(TUTORIAL);

        assertThat(read()).isEqualTo(DatabaseSettings.of("localhost", 5432, "lab", "jumbo", "a=b #c"));
    }

    @Test
    void reads_a_file_saved_by_notepad() throws IOException {
        write("\uFEFF" + TUTORIAL.replace("\n", "\r\n"));

        assertThat(read().host()).isEqualTo("localhost");
    }

    @Test
    void lets_the_environment_win_over_the_file() throws IOException {
        write(TUTORIAL);

        DatabaseSettings settings = JumboEnv.read(
                        directory, Map.of("DATABASE_HOST", "db.example.org", "DATABASE_SCHEMA", "raw"))
                .orElseThrow();

        assertThat(settings.host()).isEqualTo("db.example.org");
        assertThat(settings.schema()).contains("raw");
        assertThat(settings.name()).isEqualTo("lab");
    }

    @Test
    void names_no_database_when_there_is_neither_file_nor_variable() {
        assertThat(JumboEnv.read(directory, Map.of("PATH", "/bin", "DATABASE_URL", "postgres://x")))
                .isEmpty();
    }

    @Test
    void works_without_a_file() {
        assertThat(JumboEnv.read(directory, complete())).isPresent();
    }

    @Test
    void accepts_an_empty_password_for_servers_that_ask_for_none() {
        Map<String, String> environment = complete();
        environment.put("DATABASE_PASSWORD", "");

        assertThat(JumboEnv.read(directory, environment).orElseThrow().password())
                .isEmpty();
    }

    @Test
    void lists_all_missing_keys_at_once() throws IOException {
        write("DATABASE_HOST = localhost\nDATABASE_NAME = lab\n");

        assertThat(refusal(Map.of()))
                .containsExactly("DATABASE_PORT, DATABASE_USERNAME, DATABASE_PASSWORD are missing in " + file()
                        + " and in the environment; add them, or remove " + file() + " to use the embedded database");
    }

    @Test
    void refuses_a_variable_that_only_looks_like_a_key() {
        assertThat(refusal(Map.of("database_host", "h", "lower.case", "x")))
                .contains("environment variable database_host would have no effect: write DATABASE_HOST, and unset it");
        Map<String, String> environment = complete();
        environment.put("database.schema", "lab");
        assertThat(refusal(environment))
                .containsExactly("environment variable database.schema would have no effect: write DATABASE_SCHEMA, and"
                        + " unset it");
    }

    @Test
    void refuses_half_a_database_in_the_environment() {
        Map<String, String> environment = complete();
        environment.remove("DATABASE_NAME");

        assertThat(refusal(environment))
                .containsExactly("DATABASE_NAME is missing in the environment; add it, or unset the other DATABASE_"
                        + " variables to use the embedded database");
    }

    @Test
    void names_the_nearest_key_for_an_unknown_one() throws IOException {
        write(TUTORIAL + "DATABASE_SSLMOD = require\n");

        assertThat(refusal(Map.of()))
                .containsExactly(
                        "DATABASE_SSLMOD in " + file() + " is not a key of this file; did you mean DATABASE_SSLMODE?");
    }

    @Test
    void lists_the_keys_when_none_is_near() throws IOException {
        write(TUTORIAL + "COLOUR = red\n");

        assertThat(refusal(Map.of()))
                .singleElement()
                .asString()
                .startsWith(
                        "COLOUR in " + file() + " is not a key of this file; remove it (the keys are: DATABASE_HOST, ");
    }

    @Test
    void takes_a_variable_that_is_nearly_a_key_for_a_typing_error() {
        Map<String, String> environment = complete();
        environment.put("DATABASE_SSLMOD", "verify-full");
        environment.put("DATABASE_URL", "postgres://somebody-elses");

        assertThat(refusal(environment))
                .containsExactly("environment variable DATABASE_SSLMOD is not known; did you mean DATABASE_SSLMODE?");
    }

    @Test
    void refuses_a_value_in_quotes_instead_of_guessing_and_does_not_show_it() throws IOException {
        write(TUTORIAL.replace("a=b #c", "\"secret\""));

        assertThat(refusal(Map.of()))
                .containsExactly(
                        "DATABASE_PASSWORD in " + file() + " is in quotes; remove them, a value is taken as it stands");
    }

    @Test
    void refuses_a_line_without_equals_sign_and_does_not_show_it() throws IOException {
        write(TUTORIAL + "secret\n");

        assertThat(refusal(Map.of()))
                .containsExactly(file() + " line 8 has no =; write KEY = value, or # before a comment");
    }

    @Test
    void refuses_a_key_that_stands_twice() throws IOException {
        write(TUTORIAL + "DATABASE_HOST = other\n");

        assertThat(refusal(Map.of()))
                .containsExactly("DATABASE_HOST stands twice in " + file() + "; remove one of the two lines");
    }

    @Test
    void refuses_a_file_that_is_not_utf_8() throws IOException {
        Files.write(file(), "DATABASE_NAME = Prüfstand".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal(Map.of())).containsExactly(file() + " is not UTF-8; save it as UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATABASE_PORT | 0 | DATABASE_PORT = 0 is not a port; write a number from 1 to 65535, such as 5432",
                "DATABASE_PORT | 65536 | DATABASE_PORT = 65536 is not a port; write a number from 1 to 65535, such as 5432",
                "DATABASE_PORT | x | DATABASE_PORT = x is not a port; write a number from 1 to 65535, such as 5432",
                "DATABASE_HOST | a b | DATABASE_HOST = a b cannot be used; write a name or address",
                "DATABASE_HOST | db #1 | DATABASE_HOST = db #1 contains a comment; put the comment on a line of its own",
                "DATABASE_NAME | '' | DATABASE_NAME is empty in the environment; give it a value",
                "DATABASE_SSLMODE | on | DATABASE_SSLMODE = on is not a mode; write one of disable, allow, prefer, require,"
                        + " verify-ca, verify-full",
            })
    void refuses_with_key_value_and_remedy(String key, String value, String text) {
        Map<String, String> environment = complete();
        environment.put(key, value);

        assertThat(refusal(environment)).containsExactly(text);
    }

    @Test
    void refuses_a_root_certificate_that_is_missing_or_would_not_be_looked_at() {
        Map<String, String> environment = complete();
        environment.put("DATABASE_SSLROOTCERT", "/nowhere/root.crt");

        assertThat(refusal(environment))
                .containsExactly(
                        "DATABASE_SSLROOTCERT = /nowhere/root.crt is not a file that can be read; name the certificate of"
                                + " the authority that signed the server's",
                        "DATABASE_SSLROOTCERT = /nowhere/root.crt has no effect without verification; set DATABASE_SSLMODE"
                                + " = verify-full, or verify-ca");
    }

    @Test
    void takes_a_root_certificate_with_verification() throws IOException {
        Path certificate = Files.createFile(directory.resolve("root.crt"));
        Map<String, String> environment = complete();
        environment.put("DATABASE_SSLROOTCERT", certificate.toString());
        environment.put("DATABASE_SSLMODE", "verify-full");

        DatabaseSettings settings = JumboEnv.read(directory, environment).orElseThrow();

        assertThat(settings.sslMode()).contains(SslMode.VERIFY_FULL);
        assertThat(settings.sslRootCert()).contains(certificate);
    }

    @Test
    void never_prints_the_password() {
        DatabaseSettings settings = DatabaseSettings.of("db", 5432, "lab", "jumbo", "secret");

        assertThat(settings.toString())
                .contains("lab on db:5432 as jumbo", "***")
                .doesNotContain("secret");
        assertThat(settings.psql()).isEqualTo("psql -h db -p 5432 -U jumbo lab");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void names_of_the_command_that_opens_the_database_are_words_of_a_shell() {
        assertThat(DatabaseSettings.of("db", 5432, "my lab", "Lab \"User\"'s", "")
                        .psql())
                .isEqualTo("psql -h db -p 5432 -U 'Lab \"User\"'\\''s' 'my lab'");
    }
}
