package io.jumbo.app.infer;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the files are that a proposal is for.
 *
 * @param directory to watch
 * @param include the files in it to read
 * @param table a name for the table
 */
record Origin(String directory, String include, String table) {

    /** What patterns refuse: a {@code ?} stands for it. */
    private static final Pattern UNSAID = Pattern.compile("[,;|*?\\[\\]{}\"'\\\\]|(?<=\\s)#|\\$$");

    static Origin of(List<Path> files, boolean exact) {
        Path parent = files.get(0).toAbsolutePath().normalize().getParent();
        boolean together = files.stream()
                .allMatch(
                        file -> parent.equals(file.toAbsolutePath().normalize().getParent()));
        Path written = files.get(0).getParent();
        String directory = !together || written == null ? parent.toString() : written.toString();
        String include = files.stream()
                .map(file -> pattern(file.getFileName().toString(), exact))
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        return new Origin(
                directory.replace('\\', '/'),
                include,
                Identifiers.table(files.get(0).getFileName().toString()));
    }

    private static String pattern(String name, boolean exact) {
        int dot = name.lastIndexOf('.');
        String end = dot < 0 ? "" : name.substring(dot + 1);
        boolean plain = end.matches("[A-Za-z][A-Za-z0-9]{0,7}");
        return exact || !plain ? "**/" + UNSAID.matcher(name).replaceAll("?") : "**/*." + end;
    }
}
