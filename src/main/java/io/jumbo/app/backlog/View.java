package io.jumbo.app.backlog;

import java.io.PrintStream;
import java.util.List;

/** Where people see how far files have come. */
@FunctionalInterface
interface View {

    /**
     * Shows what is so now.
     *
     * @param files that are behind, in the order in which they are to be seen
     * @param more further ones, which are only counted
     */
    void show(List<BacklogLine> files, int more);

    /** A stream through which everything else must be printed that goes where the view is. */
    default PrintStream above(PrintStream stream) {
        return stream;
    }

    /** The further ones, in words. */
    static String more(int files) {
        return files == 1 ? "and 1 more file is behind" : "and " + files + " more files are behind";
    }
}
