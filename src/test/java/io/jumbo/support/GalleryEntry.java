package io.jumbo.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of the gallery: a file of an instrument, what a user configures for it, a table, and the rows that must be there. Other galleries are tried with {@code
 * -Djumbo.instruments=DIRECTORY}.
 */
public record GalleryEntry(Path folder) {

    private static final Path GALLERY = Path.of(System.getProperty("jumbo.instruments", "docs/instruments"));
    private static final List<String> OURS = List.of("watch.properties", "table.sql", "expected.csv", "README.md");

    /** All of them, by name. */
    public static List<GalleryEntry> all() throws IOException {
        try (Stream<Path> entries = Files.list(GALLERY)) {
            return entries.filter(Files::isDirectory)
                    .sorted()
                    .map(GalleryEntry::new)
                    .toList();
        }
    }

    /** What the user configures. */
    public Path properties() {
        return folder.resolve("watch.properties");
    }

    /** Makes the table. */
    public void createTable(TestDatabase database) throws IOException {
        String sql = sql();
        database.execute(sql.substring(0, sql.indexOf("-- expected.csv")));
    }

    /** The query of the rows. */
    public String query() throws IOException {
        String sql = sql();
        return sql.substring(sql.indexOf("-- SELECT") + 3).strip().replaceAll(";$", "");
    }

    private String sql() throws IOException {
        return Files.readString(folder.resolve("table.sql"));
    }

    /** The rows, as {@code psql --csv} prints them. */
    public String rows() throws IOException {
        return Files.readString(folder.resolve("expected.csv")).replace("\r", "");
    }

    /** The file of the instrument. */
    public Path file() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !OURS.contains(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Where it is to be below a watched directory, which is made. */
    public Path fileIn(Path directory) throws IOException {
        Path target = directory.resolve(folder.relativize(file()).toString());
        Files.createDirectories(target.getParent());
        return target;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
