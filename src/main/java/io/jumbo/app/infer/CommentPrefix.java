package io.jumbo.app.infer;

import java.util.List;
import java.util.Optional;

/** What the comment lines of a file begin with. Pure. */
final class CommentPrefix {

    private static final List<String> PREFIXES = List.of("#", "//", "%", "!", ";", "*", "'", "\"#", "REM", "--");

    private CommentPrefix() {}

    /** What comments begin with, if there are any and no data line begins so. */
    static Optional<String> of(DataRegion region) {
        List<Seen> among = region.gaps().stream().flatMap(List::stream).toList();
        return PREFIXES.stream()
                .filter(prefix ->
                        region.data().stream().noneMatch(line -> line.text().startsWith(prefix)))
                .filter(prefix -> among.isEmpty()
                        ? isAll(region.header(), prefix) || isAll(region.footer(), prefix)
                        : among.stream()
                                                .filter(line -> line.text().startsWith(prefix))
                                                .count()
                                        * 2
                                > among.size())
                .findFirst();
    }

    private static boolean isAll(List<Seen> lines, String prefix) {
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.text().startsWith(prefix));
    }
}
