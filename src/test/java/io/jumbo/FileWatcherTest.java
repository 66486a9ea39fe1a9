package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumbo.option.InvalidOptionException;
import io.jumbo.option.LineEnd;
import io.jumbo.option.LineFormat;
import io.jumbo.option.StartAt;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a definition refuses, in the words a user reads; nothing here connects to the data source. */
class FileWatcherTest {

    private final DataSource dataSource = new PGSimpleDataSource();

    @Test
    void directory_alone_is_a_definition() {
        assertThatCode(() -> FileWatcher.watch("data").into(dataSource)).doesNotThrowAnyException();
    }

    @Test
    void everything_may_be_set() {
        assertThatCode(() -> FileWatcher.watch("data")
                        .named("balance")
                        .insert("INSERT INTO t VALUES (%s, %s)")
                        .every(Duration.ofMillis(1500))
                        .include("**/*.csv", "*.txt")
                        .exclude("tmp/**")
                        .createTable("CREATE TABLE IF NOT EXISTS t (a text, b text)")
                        .startAt(StartAt.END)
                        .maxLineBytes(1)
                        .chunkBytes(64 << 10)
                        .lineEnd(LineEnd.CR)
                        .format(LineFormat.CSV)
                        .delimiter('\t')
                        .quote('\'')
                        .into(dataSource))
                .doesNotThrowAnyException();
    }

    @Test
    void values_out_of_bounds_are_refused_with_key_value_and_remedy() {
        refused(
                fido -> fido.every(Duration.ofMillis(9)),
                "jumbo.poll-interval = 9ms is out of bounds: write a time from 10ms to 1h");
        refused(
                fido -> fido.every(Duration.ofHours(2)),
                "jumbo.poll-interval = 7200000ms is out of bounds: write a time from 10ms to 1h");
        refused(
                fido -> fido.chunkBytes(1000),
                "jumbo.chunk-bytes = 1000B is out of bounds: write a size from 64KB to 64MB");
        refused(
                fido -> fido.maxLineBytes(0),
                "jumbo.max-line-bytes = 0B is out of bounds: write a size from 1B to 64MB");
    }

    @Test
    void empty_texts_are_refused() {
        refused(fido -> fido.named(" "), "watch is empty: give the watch a name, such as data");
        refused(
                fido -> fido.insert(" "),
                "jumbo.insert =   is empty: write the statement to run for each line, such as INSERT INTO data_container"
                        + " (ID) VALUES (%s)");
        refused(fido -> fido.include(), "jumbo.include =  is empty: name the files to read, such as **/*.txt");
    }

    @Test
    void patterns_of_another_system_are_refused() {
        refused(
                fido -> fido.include("run\\*.txt"),
                "jumbo.include = run\\*.txt contains a backslash: write patterns with /, such as **/*.txt; where the name"
                        + " really has it, write ? in its place");
        refused(
                fido -> fido.exclude("/tmp/**"),
                "jumbo.exclude = /tmp/** begins with /: patterns are relative to the watched directory, such as **/*.txt");
    }

    @Test
    void quote_that_is_also_the_delimiter_is_refused() {
        refused(
                fido -> fido.delimiter(';').quote(';'),
                "jumbo.quote = ; is also the delimiter; set jumbo.delimiter or jumbo.quote to another character");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() -> FileWatcher.watch("")
                        .every(Duration.ZERO)
                        .chunkBytes(-1)
                        .into(dataSource))
                .isInstanceOfSatisfying(
                        InvalidOptionException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidOptionException.Problem::key)
                                .containsExactly("watch", "directory", "poll-interval", "chunk-bytes"));
    }

    private void refused(UnaryOperator<FileWatcher.Definition> setting, String message) {
        FileWatcher.Definition definition = setting.apply(FileWatcher.watch("data"));
        assertThatThrownBy(() -> definition.into(dataSource))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(message);
    }
}
