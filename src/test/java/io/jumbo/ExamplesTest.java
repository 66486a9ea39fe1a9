package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.Option;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples say what the gallery says, which {@link InstrumentsIT} reads. */
class ExamplesTest {

    private static final Path GALLERY = Path.of("docs/instruments");
    private static final Path EXAMPLES = Path.of("examples/instruments");

    static List<String> names() throws IOException {
        return names(GALLERY);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_is_an_example_for_each_folder_of_the_gallery() throws IOException {
        assertThat(names(EXAMPLES)).isEqualTo(names(GALLERY)).hasSizeGreaterThanOrEqualTo(12);
        String page = Files.readString(GALLERY.resolve("README.md"));
        assertThat(names(GALLERY)).allSatisfy(name -> assertThat(page).contains("[" + name + "](" + name + ")"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void example_is_the_configuration_of_the_gallery_with_its_table(String name) throws IOException {
        Properties gallery = read(GALLERY.resolve(name).resolve("watch.properties"));
        Properties example = read(EXAMPLES.resolve(name).resolve("application.properties"));
        String sql = Files.readString(GALLERY.resolve(name).resolve("table.sql"));
        gallery.setProperty(Option.PREFIX + Option.DIRECTORY.key(), "data");
        gallery.setProperty(
                Option.PREFIX + Option.CREATE_TABLE.key(),
                inOneLine(
                        sql.substring(0, sql.indexOf(';')).replaceFirst("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")));
        example.computeIfPresent(Option.PREFIX + Option.CREATE_TABLE.key(), (key, table) -> inOneLine((String) table));
        assertThat(example).isEqualTo(gallery);
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return properties;
    }
}
