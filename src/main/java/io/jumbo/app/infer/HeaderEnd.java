package io.jumbo.app.infer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the end of a header is known: by what is found in its last line, or by the number of its lines. Pure.
 *
 * @param top its lines, of which there is one at least
 * @param gaps lines among the data that are none: the header may come again
 */
record HeaderEnd(List<Seen> top, List<List<Seen>> gaps) {

    private Seen last() {
        return top.get(top.size() - 1);
    }

    /** The option that says it. */
    String option() {
        return pattern().isPresent() ? "header-end" : "header-lines";
    }

    /**
     * What it says.
     *
     * @param where the last line stands, for a person
     */
    Guess<String> guess(String where) {
        String reason = "line " + last().number() + " is the last one " + where;
        return pattern()
                .map(found -> Guess.likely(found, reason))
                .orElseGet(() ->
                        Guess.likely(String.valueOf(last().number()), reason + "; nothing in it tells it from others"));
    }

    private Optional<String> pattern() {
        List<String> like = Stream.concat(
                        Stream.of(last().text()),
                        gaps.stream()
                                .map(gap -> gap.get(gap.size() - 1).text())
                                .filter(text ->
                                        text.length() > 3 && last().text().startsWith(text.substring(0, 3))))
                .toList();
        Optional<String> pattern = LinePattern.of(like).filter(this::isFirst);
        return pattern.isPresent() || like.size() > 1
                ? pattern
                : Optional.of("^" + LinePattern.escaped(last().text()) + "$")
                        .filter(found -> isFirst(found)
                                && last().text().length() < 60
                                && LinePattern.of(List.of(last().text())).isPresent());
    }

    private boolean isFirst(String pattern) {
        return top.stream()
                .filter(line -> LinePattern.isFound(pattern, line.text()))
                .findFirst()
                .filter(found -> found.equals(last()))
                .isPresent();
    }
}
