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
            return thorough(channel, consumed, fileKey, limits);
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

    /** Compares. Reads the whole file once, block by block, if the content is not the same. */
    private static Comparison thorough(
            FileChannel channel, Progress consumed, Optional<String> fileKey, ReadLimits limits) throws IOException {
        Comparison first = of(channel, consumed, fileKey);
        if (first.match() == Match.SAME || consumed.excerpt().isEmpty()) {
            return first;
        }
        Excerpt excerpt = consumed.excerpt().get();
        byte[] begin = FileBytes.read(channel, 0, (int) Math.min(channel.size(), Excerpt.WINDOW));
        LineEnds lineEnds = limits.text().of(begin, consumed.littleEndian()).lineEnds();
        LineScan scan = LineScan.of(lineEnds, channel, consumed.nextByte(), consumed.lines(), excerpt.tail());
        Optional<Insertion> insertion = new InsertionSearch(limits, lineEnds, channel, consumed, excerpt).find(scan);
        if (insertion.isPresent()) {
            return new Comparison(Match.INSERTED, Optional.empty(), insertion);
        }
        Optional<LineScan.Place> sameLines = scan.atLines();
        if (sameLines.isPresent()
                && new SameLines(lineEnds, channel, excerpt)
                        .endAt(sameLines.get().offset())) {
            return continued(Match.SAME_LINES, channel, sameLines.get(), fileKey, consumed);
        }
        if (first.match() == Match.BEGINNING) {
            return continued(Match.BEGINNING, channel, scan.last(), fileKey, consumed);
        }
        int head = excerpt.agreesFromStart(begin);
        for (LineScan.Place end : scan.candidates()) {
            if (isEndOf(lineEnds, channel, end, consumed, head)) {
                return continued(Match.EDITED, channel, end, fileKey, consumed);
            }
        }
        Optional<LineScan.Place> otherEnd = OtherEnd.begin(lineEnds, channel, consumed, excerpt);
        return otherEnd.isPresent() ? continued(Match.OTHER_END, channel, otherEnd.get(), fileKey, consumed) : first;
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

    /**
     * Whether the consumed content ends there: its last line does, and either as much before it as is known, or most of what is known of
     * the beginning and the end together. Single numbers repeat too often to say anything.
     */
    private static boolean isEndOf(
            LineEnds lineEnds, FileChannel channel, LineScan.Place end, Progress consumed, int head)
            throws IOException {
        Excerpt excerpt = consumed.excerpt().orElseThrow();
        int window = (int) Math.min(end.offset(), Excerpt.WINDOW);
        int agreed = excerpt.agreesBackwards(FileBytes.read(channel, end.offset() - window, window));
        if (agreed < excerpt.lastLine(lineEnds)) {
            return false;
        }
        if (!excerpt.holdsLastLine(lineEnds)) {
            return isEndOfLongLine(lineEnds, channel, end.offset(), consumed);
        }
        if (agreed == Excerpt.WINDOW) {
            return true;
        }
        long known = Math.min(consumed.nextByte(), (long) excerpt.headLength() + excerpt.tailLength());
        int before = excerpt.tailLength() - excerpt.lastLine(lineEnds);
        boolean moreThanAFooter = (agreed - excerpt.lastLine(lineEnds)) * 3 >= before;
        return moreThanAFooter && (head + (long) agreed) * 4 >= known * 3;
    }

    /** Long lines may well differ at their beginning only: one that is too long for the excerpt must be in the window of the hash, all of it. */
    private static boolean isEndOfLongLine(LineEnds lineEnds, FileChannel channel, long end, Progress consumed)
            throws IOException {
        int window = (int) Math.min(consumed.nextByte(), Evidence.WINDOW);
        if (end < window) {
            return false;
        }
        byte[] tail = FileBytes.read(channel, end - window, window);
        return lineEnds.find(tail, 0, tail.length, 2).length == 2
                && Evidence.sha256(tail).equals(consumed.evidence().tail());
    }

    private static Comparison continued(
            Match match, FileChannel channel, LineScan.Place end, Optional<String> fileKey, Progress consumed)
            throws IOException {
        ConsumedContent content = ConsumedContent.before(channel, end.offset());
        Progress progress = new Progress(
                end.offset(),
                end.lines(),
                fileKey,
                content.evidence(),
                Optional.of(content.excerpt()),
                Optional.empty());
        return new Comparison(match, Optional.of(progress.inOrderOf(consumed)), Optional.empty());
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
