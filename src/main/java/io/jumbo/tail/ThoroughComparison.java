package io.jumbo.tail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Compares a file's content with what was consumed, and looks through the whole file for its end if it is not where it was.
 *
 * @param fileKey of the file
 * @param limits how its text is read
 */
record ThoroughComparison(FileChannel channel, Progress consumed, Optional<String> fileKey, ReadLimits limits) {

    /** Compares. Reads the whole file once, block by block, if the content is not the same. */
    Comparison made() throws IOException {
        Comparison first = Comparison.of(channel, consumed, fileKey);
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
            return continued(Match.SAME_LINES, sameLines.get());
        }
        if (first.match() == Match.BEGINNING) {
            return continued(Match.BEGINNING, scan.last());
        }
        int head = excerpt.agreesFromStart(begin);
        for (LineScan.Place end : scan.candidates()) {
            if (isEndOf(lineEnds, end, head)) {
                return continued(Match.EDITED, end);
            }
        }
        Optional<LineScan.Place> otherEnd = OtherEnd.begin(lineEnds, channel, consumed, excerpt);
        return otherEnd.isPresent() ? continued(Match.OTHER_END, otherEnd.get()) : first;
    }

    /**
     * Whether the consumed content ends there: its last line does, and either as much before it as is known, or most of what is known of
     * the beginning and the end together. Single numbers repeat too often to say anything.
     */
    private boolean isEndOf(LineEnds lineEnds, LineScan.Place end, int head) throws IOException {
        Excerpt excerpt = consumed.excerpt().orElseThrow();
        int window = (int) Math.min(end.offset(), Excerpt.WINDOW);
        int agreed = excerpt.agreesBackwards(FileBytes.read(channel, end.offset() - window, window));
        if (agreed < excerpt.lastLine(lineEnds)) {
            return false;
        }
        if (!excerpt.holdsLastLine(lineEnds)) {
            return isEndOfLongLine(lineEnds, end.offset());
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
    private boolean isEndOfLongLine(LineEnds lineEnds, long end) throws IOException {
        int window = (int) Math.min(consumed.nextByte(), Evidence.WINDOW);
        if (end < window) {
            return false;
        }
        byte[] tail = FileBytes.read(channel, end - window, window);
        return lineEnds.find(tail, 0, tail.length, 2).length == 2
                && Evidence.sha256(tail).equals(consumed.evidence().tail());
    }

    private Comparison continued(Match match, LineScan.Place end) throws IOException {
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
}
