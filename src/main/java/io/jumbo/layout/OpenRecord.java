package io.jumbo.layout;

import io.jumbo.tail.LineRecord;
import java.util.ArrayList;
import java.util.List;

/** Lines of a record whose end has not been seen. Not thread-safe. */
final class OpenRecord {

    private final List<LineRecord> lines = new ArrayList<>();
    private long bytes;

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** So many that are not blank. */
    int lines() {
        return (int) lines.stream().filter(line -> !line.anyText().isBlank()).count();
    }

    /** Bytes of its lines in the file, line ends aside. */
    long bytes() {
        return bytes;
    }

    void add(LineRecord line) {
        lines.add(line);
        bytes += line.byteLength();
    }

    /** The record of all lines. Blank lines at its end are none of it. */
    LineRecord record(int mostBytes) {
        int end = lines.size();
        while (end > 1 && lines.get(end - 1).anyText().isBlank()) {
            end--;
        }
        return LineRecord.joined(lines.subList(0, end), mostBytes);
    }

    void clear() {
        lines.clear();
        bytes = 0;
    }
}
