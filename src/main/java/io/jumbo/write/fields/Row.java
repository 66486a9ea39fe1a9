package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import java.util.Collections;
import java.util.List;

/**
 * A line and the values it binds.
 *
 * @param line where they come from
 * @param values one for each placeholder, in order; null is SQL's NULL
 */
public record Row(LineRecord line, List<String> values) {

    public Row {
        values = Collections.unmodifiableList(values); // may hold nulls; made for this row and handed over by RowParser
    }
}
