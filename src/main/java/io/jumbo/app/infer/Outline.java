package io.jumbo.app.infer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which options tell the data lines of a table from all others.
 *
 * @param names the line that names the fields, if there is one
 * @param header the lines above the data
 * @param options by key, in the order in which they are written
 * @param byName whether fields can be found by their names
 * @param notes what a person should know
 */
record Outline(
        Optional<Guess<NamesLine>> names,
        List<Seen> header,
        Map<String, Guess<String>> options,
        boolean byName,
        List<String> notes) {

    /** The lines of one table, in the order of the file. */
    static Outline of(List<Seen> lines, int table, Rows rows) {
        return new OutlineOptions(DataRegion.of(lines, table, rows), rows).outline();
    }
}
