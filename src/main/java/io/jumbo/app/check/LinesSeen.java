package io.jumbo.app.check;

import io.jumbo.layout.LineKind;
import io.jumbo.layout.LineWitness;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the lines of a file turned out to be: how many of each kind, and those that are worth showing. Not thread-safe. */
final class LinesSeen implements LineWitness {

    private final Function<String, List<String>> fields;
    private final Map<LineKind, Long> counts = new EnumMap<>(LineKind.class);
    private final Map<LineKind, LineRecord> firsts = new EnumMap<>(LineKind.class);
    private Optional<LineRecord> lastHeader = Optional.empty();
    private Optional<Learnt> learnt = Optional.empty();
    private Optional<LineRecord> withoutNumber = Optional.empty();
    private long withNumber;
    private long withoutNumbers;
    private boolean headerIsOver;
    private Optional<LineRecord> firstBehindData = Optional.empty();
    private long behindData;
    private long last;

    /**
     * @param fields cuts a line as data lines are cut
     */
    LinesSeen(Function<String, List<String>> fields) {
        this.fields = fields;
    }

    @Override
    public void saw(LineRecord line, LineKind kind, Learnt known) {
        if (line.number() <= last) {
            return;
        }
        last = line.number();
        if (kind == LineKind.HEADER && !headerIsOver) {
            lastHeader = Optional.of(line);
        } else if (kind == LineKind.HEADER || kind == LineKind.DATA_END) {
            behindData++;
            firstBehindData = firstBehindData.or(() -> Optional.of(line));
        }
        headerIsOver |= kind != LineKind.HEADER && kind != LineKind.BLANK;
        counts.merge(kind, 1L, Long::sum);
        firsts.putIfAbsent(kind, line);
        if (kind == LineKind.DATA) {
            learnt = learnt.or(() -> Optional.of(known));
            lookForNumbers(line);
        }
    }

    @Override
    public void leftOut(LineRecord record, int lines) {
        counts.merge(LineKind.DATA, (long) -lines, Long::sum);
        counts.merge(LineKind.NOT_ONLY, (long) lines, Long::sum);
        firsts.putIfAbsent(LineKind.NOT_ONLY, record);
    }

    private void lookForNumbers(LineRecord line) {
        if (fields.apply(line.anyText()).stream().anyMatch(LinesSeen::isNumber)) {
            withNumber++;
        } else {
            withoutNumbers++;
            withoutNumber = withoutNumber.or(() -> Optional.of(line));
        }
    }

    /** As far as one is told from a title: a digit in front, or behind a sign or a point. */
    private static boolean isNumber(String field) {
        String text = field == null ? "" : field.strip();
        int at = 0;
        while (at < text.length() && "+-.,".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && Character.isDigit(text.charAt(at));
    }

    long count(LineKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    Optional<LineRecord> first(LineKind kind) {
        return Optional.ofNullable(firsts.get(kind));
    }

    /** The last line above the first data. */
    Optional<LineRecord> lastHeader() {
        return lastHeader;
    }

    /** What the lines above the first data say. */
    Optional<Learnt> learnt() {
        return learnt;
    }

    /** The first line that ends data. */
    Optional<LineRecord> firstBehindData() {
        return firstBehindData;
    }

    /** So many lines end data, or stand behind its end and are data of no other section. */
    long behindData() {
        return behindData;
    }

    long all() {
        return last;
    }

    long leftOut() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isLeftOut())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The first data line without a number, if nearly all others hold one. */
    Optional<LineRecord> oddOne() {
        return withoutNumber.filter(line -> withoutNumbers * 10 <= withNumber);
    }
}
