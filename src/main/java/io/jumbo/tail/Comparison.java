package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a file's content compares with what was consumed.
 *
 * @param continued the progress behind what is left of the consumed content: for {@link Match#BEGINNING}, {@link Match#SAME_LINES}, {@link Match#EDITED}
 *     and {@link Match#OTHER_END}, if it was looked for
 * @param insertion the lines that were inserted, for {@link Match#INSERTED}
 */
public record Comparison(Match match, Optional<Progress> continued, Optional<Insertion> insertion) {

    private static Comparison plain(Match match) {
        return new Comparison(match, Optional.empty(), Optional.empty());
    }

    /** Compares a file's content with what was consumed of a file, where that ended. */
    public static Comparison of(Path file, Progress consumed, Optional<String> fileKey) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return of(channel, consumed, fileKey);
        }
    }

    /** As {@link #of}, and looks through the whole file for the end of what was consumed if it is not where it was. */
    public static Comparison thorough(Path file, Progress consumed, Optional<String> fileKey, ReadLimits limits)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ThoroughComparison(channel, consumed, fileKey, limits).made();
        }
    }

    /**
     * The ways in which consumed content may have begun that a file now begins with, as {@link Evidence#head}: one for each line of the
     * first {@value Evidence#WINDOW} bytes, and one for these.
     *
     * @param text how text stands in the files; where only the file can say in which order its bytes are, the lines are those of both orders
     */
    public static List<String> heads(Path file, FileText text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] head = FileBytes.read(channel, 0, (int) Math.min(channel.size(), Evidence.WINDOW));
            List<String> heads = new ArrayList<>();
            LineEnds big = text.of(head, false).lineEnds();
            LineEnds little = text.of(head, true).lineEnds();
            for (int end = big.width(); end <= head.length; end += big.width()) {
                if (big.isAt(head, end - big.width()) || little.isAt(head, end - big.width())) {
                    heads.add(Evidence.sha256(Arrays.copyOf(head, end)));
                }
            }
            if (head.length == Evidence.WINDOW) {
                heads.add(Evidence.sha256(head));
            }
            return heads;
        }
    }

    /** Hash of a file's last at most {@value Evidence#WINDOW} bytes, as {@link Evidence#tail} of all of it. */
    public static String end(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int window = (int) Math.min(channel.size(), Evidence.WINDOW);
            return Evidence.sha256(FileBytes.read(channel, channel.size() - window, window));
        }
    }

    /** Whether a file holds what was consumed of another one, and so many bytes at least; not if it cannot be read. */
    public static boolean isCopy(Path file, Progress consumed, long bytes) {
        try {
            return TailReader.observe(file).size() >= bytes
                    && of(file, consumed, Optional.empty()).match() == Match.SAME;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file is how another one begins, as far as its last {@value Evidence#WINDOW} bytes tell: a copy, or one in the making. */
    public static boolean isBeginningOf(Path copy, Path original) throws IOException {
        try (FileChannel first = FileChannel.open(copy, StandardOpenOption.READ);
                FileChannel second = FileChannel.open(original, StandardOpenOption.READ)) {
            return isBeginningOf(first, second);
        }
    }

    /** Whether one of two files is how the other one begins, as {@link #isBeginningOf} has it. */
    public static boolean beginAlike(Path file, Path other) throws IOException {
        try (FileChannel first = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel second = FileChannel.open(other, StandardOpenOption.READ)) {
            return isBeginningOf(first, second) || isBeginningOf(second, first);
        }
    }

    /** Compares. Reads at most two times {@value Evidence#WINDOW} bytes. */
    static Comparison of(FileChannel channel, Progress consumed, Optional<String> fileKey) throws IOException {
        long size = channel.size();
        boolean longEnough = size >= consumed.nextByte();
        if (longEnough
                && ConsumedContent.before(channel, consumed.nextByte())
                        .evidence()
                        .equals(consumed.evidence())) {
            return plain(Match.SAME);
        }
        boolean beginning = !longEnough && consumed.excerpt().isPresent() && isBeginning(channel, size, consumed);
        return plain(beginning ? Match.BEGINNING : longEnough ? Match.DIFFERENT : Match.SHORTER);
    }

    private static boolean isBeginning(FileChannel channel, long size, Progress consumed) throws IOException {
        Excerpt excerpt = consumed.excerpt().orElseThrow();
        long known = consumed.nextByte() - excerpt.tailLength();
        if (size > known && !excerpt.tailBegins(FileBytes.read(channel, known, (int) (size - known)))) {
            return false;
        }
        if (size >= Evidence.WINDOW) {
            byte[] head = FileBytes.read(channel, 0, Evidence.WINDOW);
            return Evidence.sha256(head).equals(consumed.evidence().head());
        }
        byte[] content = FileBytes.read(channel, 0, (int) Math.min(size, Excerpt.WINDOW));
        return excerpt.agreesFromStart(content) == content.length;
    }

    static boolean isBeginningOf(FileChannel copy, FileChannel original) throws IOException {
        long size = copy.size();
        if (size == 0 || size > original.size()) {
            return false;
        }
        int window = (int) Math.min(size, Evidence.WINDOW);
        return Arrays.equals(
                FileBytes.read(copy, size - window, window), FileBytes.read(original, size - window, window));
    }
}
