package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.Transaction;
import io.jumbo.offset.WrittenFile;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.DeadLetter;
import io.jumbo.write.DeadLetters;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database whose encoding lacks characters that file names and lines have. */
class LatinDatabaseIT extends Scenario {

    @BeforeEach
    void database_in_latin1() {
        createDatabase("LATIN1");
    }

    private void createDatabase(String encoding) {
        TestDatabase maintenance = TestDatabase.maintenance(database.port());
        maintenance.execute("DROP DATABASE " + database.name());
        maintenance.execute("CREATE DATABASE " + database.name() + " ENCODING '" + encoding
                + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        database.execute("CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, path text, line text)");
    }

    @Test
    void file_whose_name_the_database_lacks_is_read_once_and_stored_under_an_escaped_name() throws Exception {
        append("50 Ω.txt", numbers(1, 2));
        append("Müller.txt", numbers(3, 3));
        FileWatcher.Definition watch = watch().named("Größe Ω").insert("INSERT INTO t (line) VALUES (%s)");
        start(watch);
        eventually(() -> assertThat(lines()).containsExactlyInAnyOrder("1", "2", "3"));
        stop();
        append("50 Ω.txt", numbers(4, 4));
        Files.move(file("50 Ω.txt"), file("51 Ω.txt"));
        start(watch);
        hears("file changed: 51 Ω.txt Renamed");
        eventually(() -> assertThat(lines()).containsExactlyInAnyOrder("1", "2", "3", "4"));
        assertThat(database.column("SELECT watch || ': ' || path FROM jumbo_offsets WHERE path LIKE '5%'"))
                .containsExactly("Größe \\u03A9: 51 \\u03A9.txt");
        assertThat(Transaction.undo(database.dataSource(), WrittenFile::all))
                .extracting(WrittenFile::path)
                .contains("51 Ω.txt", "Müller.txt");
        assertThat(deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WIN1252", "WIN1251", "EUC_JP"})
    void file_whose_name_another_encoding_lacks_is_read_too(String encoding) throws Exception {
        createDatabase(encoding);
        append("\uD55C \u301C.txt", numbers(1, 2));
        start(watch().insert("INSERT INTO t (line) VALUES (%s)"));
        eventually(() -> assertThat(lines()).containsExactly("1", "2"));
        assertThat(database.column("SELECT path FROM jumbo_offsets")).containsExactly("\\uD55C \\u301C.txt");
    }

    @Test
    void dead_letter_with_characters_that_the_database_lacks_stops_no_file() throws Exception {
        append("Ω.txt", "1\n2 Ω\n3\nΩ\n");
        String insert = "INSERT INTO t (line) VALUES (%s)";
        start(watch().insert(insert));
        eventually(() -> assertThat(lines()).containsExactly("1", "3"));
        eventually(() -> assertThat(deadLetters()).hasSize(2));
        List<DeadLetter> letters =
                Transaction.undo(database.dataSource(), connection -> new DeadLetters("lab").list(connection, 0, 10));
        assertThat(letters).extracting(DeadLetter::path).containsOnly("Ω.txt");
        assertThat(letters).extracting(DeadLetter::sqlState).containsOnly("22P05");
        assertThat(letters.get(0).line().text()).isEqualTo("2 Ω");
    }

    private List<String> lines() {
        return database.column("SELECT line FROM t ORDER BY n");
    }
}
