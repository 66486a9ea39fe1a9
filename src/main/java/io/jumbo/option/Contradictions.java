package io.jumbo.option;

import io.jumbo.option.InvalidOptionException.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with how the lines of a watch are read although each option for itself is right. An option that could not be read contradicts nothing. */
final class Contradictions {

    private final WatchOptions options;

    private Contradictions(WatchOptions options) {
        this.options = options;
    }

    static Stream<Problem> of(WatchOptions options) {
        Contradictions all = new Contradictions(options);
        return Stream.of(
                        all.quoteIsDelimiter(),
                        all.patternWithoutRegex(),
                        all.regexWithoutPattern(),
                        all.namesOfJson(),
                        all.quotedNull(),
                        all.sameSeparators(),
                        all.cutAtSeparator(Option.DECIMAL_SEPARATOR, all.decimal()),
                        all.cutAtSeparator(Option.THOUSANDS_SEPARATOR, all.thousands()),
                        all.thousandsOfOtherFormats(),
                        all.sameGroups())
                .flatMap(Optional::stream);
    }

    private Optional<Problem> quoteIsDelimiter() {
        Character delimiter = options.get(Option.DELIMITER);
        return problem(
                delimiter != null && Optional.of(delimiter).equals(options.get(Option.QUOTE)),
                Option.QUOTE,
                delimiter + " is also the delimiter; set jumbo.delimiter or jumbo.quote to another character");
    }

    private Optional<Problem> patternWithoutRegex() {
        Optional<LinePattern> pattern = pattern(Option.PATTERN);
        LineFormat format = options.get(Option.FORMAT);
        return problem(
                pattern.isPresent() && format != null && format != LineFormat.REGEX,
                Option.PATTERN,
                written(pattern) + " has no meaning without jumbo.format = regex; set that, or remove the pattern");
    }

    private Optional<Problem> regexWithoutPattern() {
        return problem(
                is(LineFormat.REGEX) && Optional.empty().equals(options.get(Option.PATTERN)),
                Option.FORMAT,
                "regex needs jumbo.pattern: write the regular expression whose groups are the fields");
    }

    private Optional<Problem> namesOfJson() {
        List<String> names = options.get(Option.NAMES);
        return problem(
                is(LineFormat.JSON) && names != null && !names.isEmpty(),
                Option.NAMES,
                (names == null ? "" : String.join(",", names))
                        + " has no meaning with jumbo.format = json, where the keys are the names; remove one of the two");
    }

    /** A csv field has lost its quotes before it is compared. */
    private Optional<Problem> quotedNull() {
        List<String> nulls = options.get(Option.NULL_VALUE);
        Optional<Character> quote = options.get(Option.QUOTE);
        boolean cut = is(LineFormat.CSV) || is(LineFormat.AUTO);
        boolean quoted = cut
                && nulls != null
                && quote != null
                && quote.isPresent()
                && nulls.stream()
                        .anyMatch(word -> word.length() > 1
                                && word.charAt(0) == quote.get()
                                && word.charAt(word.length() - 1) == quote.get());
        return problem(
                quoted,
                Option.NULL_VALUE,
                String.join(",", nulls == null ? List.of() : nulls)
                        + " has quotes, which a csv field has lost before it is compared: write the values without; an"
                        + " empty one is NULL anyway where it is no text");
    }

    private Optional<Problem> sameSeparators() {
        return problem(
                thousands().isPresent() && thousands().equals(decimal()),
                Option.THOUSANDS_SEPARATOR,
                written(thousands())
                        + " is also the decimal separator; set jumbo.decimal-separator or jumbo.thousands-separator to"
                        + " another character");
    }

    /** A number in quotes may hold the delimiter. */
    private Optional<Problem> cutAtSeparator(Option<?> option, Optional<Character> separator) {
        boolean cut = (is(LineFormat.AUTO) || is(LineFormat.CSV))
                && Optional.empty().equals(options.get(Option.QUOTE))
                && separator.isPresent()
                && separator.equals(Optional.ofNullable(options.get(Option.DELIMITER)));
        return problem(
                cut,
                option,
                written(separator)
                        + " is also the delimiter, and without jumbo.quote no field can hold it; set jumbo.delimiter to"
                        + " another character");
    }

    private Optional<Problem> thousandsOfOtherFormats() {
        boolean point = is(LineFormat.JSON) && thousands().equals(Optional.of('.'));
        boolean blank = is(LineFormat.BLANKS)
                && thousands().filter(found -> found == ' ' || found == '\t').isPresent();
        return problem(
                point || blank,
                Option.THOUSANDS_SEPARATOR,
                written(thousands())
                        + (point
                                ? " is the decimal separator of numbers with jumbo.format = json; remove one of the two"
                                : " ends a field with jumbo.format = blanks; remove one of the two"));
    }

    private Optional<Problem> sameGroups() {
        List<String> ofHeader =
                pattern(Option.HEADER_PATTERN).map(LinePattern::groups).orElse(List.of());
        Optional<String> both = pattern(Option.PATH_PATTERN).map(LinePattern::groups).orElse(List.of()).stream()
                .filter(ofHeader::contains)
                .findFirst();
        return problem(
                both.isPresent(),
                Option.PATH_PATTERN,
                pattern(Option.PATH_PATTERN).map(LinePattern::expression).orElse("") + " has a group " + both.orElse("")
                        + ", and so has jumbo.header-pattern; give one of the two another name");
    }

    private boolean is(LineFormat format) {
        return options.get(Option.FORMAT) == format;
    }

    private Optional<Character> decimal() {
        return Optional.ofNullable(options.get(Option.DECIMAL_SEPARATOR));
    }

    private Optional<Character> thousands() {
        return Objects.requireNonNullElse(options.get(Option.THOUSANDS_SEPARATOR), Optional.empty());
    }

    private Optional<LinePattern> pattern(Option<Optional<LinePattern>> option) {
        return Objects.requireNonNullElse(options.get(option), Optional.empty());
    }

    private static String written(Optional<?> value) {
        return value.map(String::valueOf).orElse("");
    }

    private static Optional<Problem> problem(boolean is, Option<?> option, String valueAndRest) {
        return is
                ? Optional.of(new Problem(option.key(), Option.PREFIX + option.key() + " = " + valueAndRest))
                : Optional.empty();
    }
}
