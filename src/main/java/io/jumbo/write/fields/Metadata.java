package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** What a line bears besides its fields, under names that a template may use: {@code %(line_number)s}. */
enum Metadata {
    /** The name of the watch. */
    WATCH((watch, path) -> watch),
    /** Of the file, relative to the watched directory. */
    PATH((watch, path) -> path),
    /** The last part of its path. */
    FILE_NAME((watch, path) -> path.substring(path.lastIndexOf('/') + 1)),
    /** From 1. */
    LINE_NUMBER(new Binding.Place(LineRecord::number)),
    /** Offset of the line in its file. */
    FIRST_BYTE(new Binding.Place(LineRecord::firstByte)),
    /** The whole line as text. */
    LINE(new Binding.WholeLine());

    @FunctionalInterface
    private interface OfFile {
        Binding binding(String watch, String path);
    }

    private final OfFile ofFile;

    Metadata(BinaryOperator<String> constant) {
        this.ofFile = (watch, path) -> new Binding.Constant(constant.apply(watch, path));
    }

    Metadata(Binding ofLine) {
        this.ofFile = (watch, path) -> ofLine;
    }

    /** What its name is bound to for the lines of a file. */
    Binding binding(String watch, String path) {
        return ofFile.binding(watch, path);
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
