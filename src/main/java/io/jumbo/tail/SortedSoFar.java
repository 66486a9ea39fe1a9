package io.jumbo.tail;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells the lines of an open file apart, as far as it was read; learns again what it must know for that, if it is not stored. Not thread-safe. */
final class SortedSoFar {

    private final ReadSoFar soFar;
    private final ReadLimits limits;
    private Optional<LineSorter> sorter = Optional.empty();

    SortedSoFar(ReadSoFar soFar, ReadLimits limits) {
        this.soFar = soFar;
        this.limits = limits;
    }

    /** What is known behind the lines told apart so far, to be stored with the offset. */
    Optional<String> learnt(Progress before) {
        return sorter.isPresent() ? sorter.get().learnt() : sorting().flatMap(any -> before.learnt());
    }

    /**
     * Tells the lines that follow apart.
     *
     * @param complete whether a record ends with the last of them
     * @throws IOException also if what was learnt of the file has to be learnt again, and the file is not the same any more
     */
    LineSorter.Sorted sort(List<LineRecord> lines, boolean complete) throws IOException {
        Optional<LineSorting> sorting = sorting();
        if (sorting.isEmpty()) {
            return new LineSorter.Sorted(lines, lines.size());
        }
        if (sorter.isEmpty()) {
            sorter = Optional.of(sorter(sorting.get()));
        }
        return sorter.get().sort(lines, complete);
    }

    private Optional<LineSorting> sorting() {
        return limits.sorting().filter(each -> !each.isPlain());
    }

    private LineSorter sorter(LineSorting sorting) throws IOException {
        if (soFar.offset() == 0) {
            return sorting.from(sorting.afterCut(soFar.progress().learnt()));
        }
        return sorting.isOfThis(soFar.progress().learnt())
                ? sorting.from(soFar.progress().learnt())
                : sorting.below(learntAgain());
    }

    /** Goes over all that was consumed once more: what was learnt of it is not stored, or was learnt with other options. */
    private Optional<String> learntAgain() throws IOException {
        return learntUpTo(soFar.offset());
    }

    /** What the lines in front of a place say, as they stand in the file now. */
    private Optional<String> learntUpTo(long place) throws IOException {
        ReadSoFar again = soFar.again();
        again.endAt(place);
        ChunkSearch search = new ChunkSearch(again, limits, new NulsInLines());
        search.settle(SettledPart.ALL);
        search.complete(place);
        Optional<Chunk> chunk = search.next();
        while (chunk.isPresent()) {
            chunk = search.next();
        }
        return again.lines().sorter.flatMap(LineSorter::learnt);
    }

    /** Why lines are not data, if that is to be told. */
    Optional<LineSorter.Objection> objection() {
        Optional<LineSorter> here = sorter.or(() -> limits.sorting()
                .filter(sorting ->
                        soFar.offset() > 0 && sorting.isOfThis(soFar.progress().learnt()))
                .map(sorting -> sorting.from(soFar.progress().learnt())));
        return here.flatMap(LineSorter::objection);
    }

    /**
     * Tells lines apart that were inserted into the consumed content.
     *
     * @param at offset of the first of them
     * @return why they cannot be taken, if so
     */
    Optional<LineSorter.Objection> sort(InsertedLines inserted, long at) throws IOException {
        List<LineRecord> lines = inserted.lines(limits.maxLineBytes());
        Optional<LineSorting> sorting = sorting();
        if (sorting.isEmpty()) {
            inserted.are(lines);
            return Optional.empty();
        }
        LineSorter there = sorting.get().from(at == 0 ? Optional.empty() : learntUpTo(at));
        LineSorter.Sorted sorted = there.sort(lines, true);
        inserted.are(sorted.data());
        return sorted.taken() < lines.size() ? there.objection() : Optional.empty();
    }
}
