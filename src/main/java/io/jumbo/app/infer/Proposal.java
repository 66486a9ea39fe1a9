package io.jumbo.app.infer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A watch that reads files like the samples.
 *
 * @param watch its name; empty for the only one, whose options begin with {@code jumbo.}
 * @param title what it was made from
 * @param settings in the order in which they are written
 * @param table the name of the table
 * @param columns of the table, in the order of the fields
 * @param notes what a person should know
 * @param files it was made from
 */
record Proposal(
        String watch,
        String title,
        List<Setting> settings,
        String table,
        List<Column> columns,
        List<String> notes,
        List<Path> files) {

    Proposal {
        files = List.copyOf(files);
        settings = List.copyOf(settings);
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** Whether the files hold nothing to propose anything from. */
    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** The statement that makes the table. */
    String createTable() {
        return columns.stream()
                .map(Column::definition)
                .collect(Collectors.joining(", ", "CREATE TABLE IF NOT EXISTS " + table + " (", ")"));
    }

    /** The statement for each line. */
    String insert() {
        return "INSERT INTO " + table
                + columns.stream().map(Column::identifier).collect(Collectors.joining(", ", " (", ")")) + " VALUES "
                + columns.stream().map(Column::value).collect(Collectors.joining(", ", "(", ")"));
    }

    /** All options by key, without prefix: what a trial of the proposal sets. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        settings.forEach(setting -> options.put(setting.key(), setting.value()));
        options.put("create-table", createTable());
        options.put("insert", insert());
        return options;
    }

    Proposal named(String name) {
        return new Proposal(name, title, settings, table, columns, notes, files);
    }
}
