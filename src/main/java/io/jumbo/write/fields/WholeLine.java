package io.jumbo.write.fields;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The whole line is the one field.
 *
 * @param trim whether a line of blanks is NULL
 */
record WholeLine(boolean trim) implements FieldParser {

    @Override
    public List<String> fields(String line, int most) {
        return Collections.singletonList(trim && Blanks.strip(line).isEmpty() ? null : line);
    }

    @Override
    public boolean isSeparated() {
        return false;
    }

    @Override
    public Optional<ByteKinds> bytes() {
        return Optional.of(ByteKinds.ofWholeLines());
    }
}
