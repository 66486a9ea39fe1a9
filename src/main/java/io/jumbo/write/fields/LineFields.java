package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;

/** The fields of a line as stretches of bytes, where that can be told without making text of them. Knows one line at a time. Not thread-safe. */
public abstract sealed class LineFields permits SimpleLine, UsedFields {

    LineFields() {}

    /** Looks at a line, and notes where its fields are if that can be told from its bytes; returns whether it can. */
    public abstract boolean read(LineRecord line);

    /**
     * What holds the bytes of a field of the line read last.
     *
     * @param field by its place among the placeholders that are fields, from 0
     */
    public abstract LineRecord source(LineRecord line, int field);

    /** Index of a field's first byte in its {@linkplain #source}. */
    public abstract int from(int field);

    /** Index behind a field's last byte. */
    public abstract int to(int field);

    /** Whether a field is NULL. */
    public abstract boolean isNull(int field);

    /** Whether a field of the line read last may hold what COPY's text format escapes. */
    public abstract boolean escapes();
}
