package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a line bears besides its fields, under names that a template may use: {@code %(line_number)s}. */
enum Metadata {
    /** The name of the watch. */
    WATCH,
    /** Of the file, relative to the watched directory. */
    PATH,
    /** The last part of its path. */
    FILE_NAME,
    /** Of the file, relative to the watched directory; empty at its top. */
    DIRECTORY,
    /** From 1. */
    LINE_NUMBER,
    /** Offset of the line in its file. */
    FIRST_BYTE,
    /** The whole line as text. */
    LINE,
    /** When the file was changed last. */
    MODIFIED_AT,
    /** When the line was read and written. */
    READ_AT,
    /** The computer that reads the line. */
    HOST;

    /** What its name is bound to for the lines of a file. */
    Binding binding(Source source) {
        String path = source.path();
        return switch (this) {
            case WATCH -> new Binding.Constant(source.watch());
            case PATH -> new Binding.Constant(path);
            case FILE_NAME -> new Binding.Constant(path.substring(path.lastIndexOf('/') + 1));
            case DIRECTORY -> new Binding.Constant(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
            case LINE_NUMBER -> new Binding.Place(LineRecord::number);
            case FIRST_BYTE -> new Binding.Place(LineRecord::firstByte);
            case LINE -> new Binding.WholeLine();
            case MODIFIED_AT ->
                new Binding.Constant(source.modified().map(Instant::toString).orElse(null));
            case READ_AT -> new Binding.Constant(source.readAt().toString());
            case HOST -> new Binding.Constant(source.host());
        };
    }

    /** Its name in a template. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The metadata of a name, if it is one of them. */
    static Optional<Metadata> named(String name) {
        return Arrays.stream(values())
                .filter(metadata -> metadata.word().equals(name))
                .findFirst();
    }

    /** The names of all of them. */
    static List<String> names() {
        return Arrays.stream(values()).map(Metadata::word).toList();
    }
}
