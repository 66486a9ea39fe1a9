package io.jumbo.listing;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why no file of a directory is read although there are some.
 *
 * @param files how many there are
 * @param complete whether the whole directory was looked at
 * @param near one that is nearly meant, and what is in the way
 * @param examples a few of the others, by their paths
 */
public record Unmatched(long files, boolean complete, Optional<String> near, List<String> examples) {

    private static final long MOST_ENTRIES = 10_000;
    private static final int MOST_EXAMPLES = 3;

    /** Whatever the includes are; hidden directories and those that are excluded are not entered. */
    private static final String EVERYTHING = "**";

    /**
     * Looks at the files of a directory, none of which is read.
     *
     * @return nothing if there are no files at all
     * @throws IOException if the directory cannot be listed
     */
    public static Optional<Unmatched> in(WatchOptions options) throws IOException {
        FilePatterns everything = FilePatterns.of(EVERYTHING, options.get(Option.EXCLUDE));
        Met met = new Met(options);
        boolean complete = new Walk(WatchedDirectory.absolute(options), everything, MOST_ENTRIES).visit(met);
        return met.files == 0
                ? Optional.empty()
                : Optional.of(new Unmatched(met.files, complete, met.near, List.copyOf(met.examples)));
    }

    /** What there is, for people, in one line. */
    @Override
    public String toString() {
        long others = files - (near.isPresent() ? 1 : 0);
        List<String> named = examples.subList(0, (int) Math.min(examples.size(), others));
        String counted = (complete ? "" : "at least ") + others + (near.isPresent() ? " other" : " file")
                + (others == 1 ? "" : "s") + " (" + String.join(", ", named) + (others > named.size() ? " …)" : ")");
        return near.map(file -> "there is " + file).orElse("")
                + (near.isPresent() && others > 0 ? "; " : "")
                + (others == 0 ? "" : (near.isPresent() ? "" : "there " + (others == 1 ? "is " : "are ")) + counted);
    }

    private static final class Met implements Walk.Visitor {

        private final String exclude;
        private final FilePatterns read;
        private final FilePatterns anyCase;
        private final FilePatterns anyDepth;
        private final String deeper;
        private final FilePatterns included;
        private final List<String> examples = new ArrayList<>();
        private long files;
        private Optional<String> near = Optional.empty();

        Met(WatchOptions options) {
            String include = options.get(Option.INCLUDE);
            exclude = options.get(Option.EXCLUDE);
            read = FilePatterns.of(options);
            included = FilePatterns.of(include, "");
            anyCase = FilePatterns.of(include.toLowerCase(Locale.ROOT), "");
            deeper = "**/" + include.split(",", 2)[0];
            anyDepth = FilePatterns.of("**/" + include.replace(",", ",**/"), "");
        }

        @Override
        public void file(Path file, String path, boolean accepted) {
            if (read.accepts(path)) {
                return;
            }
            files++;
            Optional<String> reason = near.isPresent() ? Optional.empty() : reason(path);
            if (reason.isPresent()) {
                near = Optional.of(path + ", " + reason.get());
            } else if (examples.size() < MOST_EXAMPLES) {
                examples.add(path);
            }
        }

        private Optional<String> reason(String path) {
            if (included.accepts(path)) {
                return Optional.of("which jumbo.exclude = " + exclude + " leaves out");
            }
            if (anyCase.accepts(path.toLowerCase(Locale.ROOT))) {
                return Optional.of("which differs in case");
            }
            if (anyDepth.accepts(path)) {
                return Optional.of("which is in a directory below: write " + deeper);
            }
            String shown = path.replaceAll("(^|/)\\.+", "$1");
            if (!shown.equals(path) && included.accepts(shown)) {
                return Optional.of("which is hidden: write " + path + " or another pattern with the dot");
            }
            return Optional.empty();
        }

        @Override
        public void unreadable(String path, IOException cause) {
            // told where the directory is entered: by a poll, by check
        }
    }
}
