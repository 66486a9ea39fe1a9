package io.jumbo.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LinePattern;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.LineSorter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lines of invented files, told apart; the same wherever the reader stops and goes on. */
class SorterTest {

    private static final int MOST_RECORD_BYTES = 200;

    /** In a line without b there are too many ways to try. */
    private static final String FOR_EVER = "(.*)(.*)(.*)(.*)(.*)(.*)(.*)b";

    // ---- a header by names alone

    @Test
    void ordinary_csv_file_needs_nothing_but_names() {
        RulesMaker rules = new RulesMaker().names("Time", "Volt");
        assertThat(data(rules, "Time,Volt", "1,2", "3,4")).containsExactly("1,2", "3,4");
    }

    @Test
    void header_ends_with_the_line_of_names_wherever_that_is() {
        RulesMaker rules = new RulesMaker().names("Volt");
        assertThat(data(rules, "Device X", "", "S/N: 12", "No,Volt", "1,2")).containsExactly("1,2");
    }

    @Test
    void names_are_known_whatever_stands_round_them() {
        RulesMaker rules = new RulesMaker().names("time", "Current(A)");
        assertThat(data(rules, "# Time , \"Current(A)\" ", "1,2")).containsExactly("1,2");
    }

    /** A csv file doubles them. */
    @Test
    void names_with_quotes_are_known() {
        RulesMaker rules = new RulesMaker().names("Pipe 3\" inner", "t");
        assertThat(data(rules, "t,\"Pipe 3\"\" inner\"", "1,2")).containsExactly("1,2");
    }

    @Test
    void names_that_are_given_again_are_no_data_and_count_from_there() {
        RulesMaker rules = new RulesMaker().names("a", "b");
        List<LineRecord> data = records(rules, "a,b", "1,2", "b,c,a", "3,4,5");
        assertThat(texts(data)).containsExactly("1,2", "3,4,5");
        assertThat(data.get(0).learnt().names().indexOf("b")).contains(1);
        assertThat(data.get(1).learnt().names().indexOf("b")).contains(0);
    }

    /** It is a unit, or a state, or a label. */
    @Test
    void data_that_hold_the_one_name_used_are_data() {
        RulesMaker rules = new RulesMaker().names("V");
        assertThat(data(rules, "t,V", "1,V", "t,V", "2,3")).containsExactly("1,V", "2,3");
    }

    @Test
    void nothing_is_taken_below_a_header_that_lacks_a_name() {
        RulesMaker rules = new RulesMaker().headerLines(1).names("Time", "Volts");
        LineSorter sorter = rules.sorter(Optional.empty());
        LineSorter.Sorted sorted = sorter.sort(lines("Time,Volt", "1,2"), false);
        assertThat(sorted.taken()).isEqualTo(1);
        assertThat(sorted.data()).isEmpty();
        assertThat(sorter.objection().orElseThrow().isCertain()).isTrue();
        assertThat(sorter.objection().orElseThrow().words())
                .contains("has no field named Volts")
                .contains("its names are Time, Volt");
    }

    @Test
    void nothing_is_taken_where_a_name_is_there_twice() {
        RulesMaker rules = new RulesMaker().names("Time", "Volt");
        LineSorter sorter = rules.sorter(Optional.empty());
        assertThat(sorter.sort(lines("Time,Volt,Volt", "1,2,3"), false).taken()).isZero();
        assertThat(sorter.objection().orElseThrow().words()).contains("more than one field named Volt");
    }

    @Test
    void names_that_never_come_are_told_with_those_that_are_there() {
        RulesMaker rules = new RulesMaker().names("Time", "Volts");
        LineSorter sorter = rules.sorter(Optional.empty());
        assertThat(sorter.sort(lines("Time,Volt", "1,2"), false).data()).isEmpty();
        assertThat(sorter.objection().orElseThrow().isCertain())
                .as("they may come")
                .isFalse();
        assertThat(sorter.objection().orElseThrow().words())
                .contains("no line of names has come in 2 lines")
                .contains("no field named Volts");
    }

    // ---- a header that is counted, or ends with a line

    @Test
    void header_lines_are_counted_as_they_stand_blank_ones_too() {
        assertThat(data(new RulesMaker().headerLines(3), "x", "", "y", "1", "2"))
                .containsExactly("1", "2");
    }

    @Test
    void header_ends_with_the_line_in_which_its_end_is_found() {
        assertThat(data(new RulesMaker().headerEnd("^---"), "x", "--- ", "1", "--- 2"))
                .containsExactly("1", "--- 2");
    }

    @Test
    void of_both_the_later_counts() {
        assertThat(data(new RulesMaker().headerLines(3).headerEnd("END"), "END", "x", "y", "1"))
                .containsExactly("1");
        assertThat(data(new RulesMaker().headerLines(1).headerEnd("END"), "x", "y", "END", "1"))
                .containsExactly("1");
    }

    @Test
    void names_right_below_the_end_of_a_header_are_names() {
        RulesMaker rules = new RulesMaker().headerEnd("DATA").names("a", "b");
        assertThat(data(rules, "x", "[DATA]", "", "a,b", "1,2")).containsExactly("1,2");
    }

    @Test
    void names_that_differ_in_a_sign_in_front_are_two_names() {
        RulesMaker rules = new RulesMaker().names("Area", "%Area");
        List<LineRecord> data = records(rules, "No,%Area,Area", "1,50,12");
        assertThat(texts(data)).containsExactly("1,50,12");
        assertThat(data.get(0).learnt().names().indexOf("Area")).contains(2);
        assertThat(data.get(0).learnt().names().indexOf("%Area")).contains(1);
    }

    @Test
    void names_that_are_twice_in_a_line_of_the_header_do_no_harm_if_nearer_ones_are_not() {
        RulesMaker rules = new RulesMaker().headerLines(2).names("V");
        List<LineRecord> data = records(rules, "V,V", "V,A", "1,2");
        assertThat(texts(data)).containsExactly("1,2");
        assertThat(data.get(0).learnt().names().indexOf("V")).contains(0);
    }

    @Test
    void nothing_is_taken_below_a_counted_header_whose_nearest_names_are_there_twice() {
        RulesMaker rules = new RulesMaker().headerLines(3).names("V");
        LineSorter sorter = rules.sorter(Optional.empty());
        assertThat(sorter.sort(lines("V,A", "V,V", "x", "1,2"), false).data()).isEmpty();
        assertThat(sorter.objection().orElseThrow().words()).contains("more than one field named V");
    }

    // ---- between and behind data

    /** One name alone could be the content of a field too; not so where a header has just ended. */
    @Test
    void names_right_below_the_header_of_a_later_section_are_names() {
        RulesMaker rules = new RulesMaker().headerEnd("DATA").dataEnd("^END").names("V");
        List<LineRecord> data = records(
                rules, "[DATA]", "t,V", "1,2", "END", "[DATA]", "", "V,t", "3,4", "t,V", "END", "[DATA]", "5,6");
        assertThat(texts(data)).containsExactly("1,2", "3,4", "t,V", "5,6");
        assertThat(data.get(1).learnt().names().indexOf("V")).contains(0);
        assertThat(data.get(3).learnt().names().indexOf("V")).contains(0);
    }

    @Test
    void names_within_the_header_of_a_later_section_are_followed_by_data_also_if_one_holds_a_name() {
        RulesMaker rules = new RulesMaker().headerEnd("^s").dataEnd("^END").names("V");
        List<LineRecord> data = records(rules, "t,V", "s,mV", "1,V", "END", "V,t", "s,mV", "V,1");
        assertThat(texts(data)).containsExactly("1,V", "V,1");
        assertThat(data.get(1).learnt().names().indexOf("V")).contains(0);
    }

    @Test
    void value_that_a_later_section_leaves_empty_is_none() {
        RulesMaker rules = new RulesMaker().dataEnd("^END").names("t", "V").headerKeys("Sample ID", "Op");
        List<LineRecord> data = records(
                rules,
                "Sample ID: A",
                "Op,me",
                "t,V",
                "1,2",
                "END",
                "Sample ID:",
                "Op,,",
                "t,V",
                "3,4",
                "END",
                "t,V",
                "5,6");
        assertThat(data.stream()
                        .map(line -> line.learnt().value("header:Sample ID").orElse("none")))
                .containsExactly("A", "none", "none");
        assertThat(data.stream().map(line -> line.learnt().value("header:Op").orElse("none")))
                .containsExactly("me", "none", "none");
    }

    /** The name of a field is followed by the name of the next one. */
    @Test
    void value_of_the_header_is_none_of_the_names_of_the_fields() {
        RulesMaker rules = new RulesMaker().names("t", "V").headerKeys("Serial", "V");
        List<LineRecord> data = records(rules, "Serial: 12", "t,Serial,V,A", "1,2,3,4");
        assertThat(data.get(0).learnt().value("header:Serial")).contains("12");
    }

    @Test
    void groups_of_a_pattern_that_is_found_more_than_once_in_a_line_are_all_values() {
        RulesMaker rules = new RulesMaker()
                .headerLines(1)
                .headerPattern("Ch: (?<ch>\\w+)|Gain: (?<gain>\\w+)")
                .groups("ch", "gain");
        Learnt learnt = records(rules, "Ch: 1, Gain: 2, Ch: 3", "1,2").get(0).learnt();
        assertThat(learnt.value("ch")).contains("1");
        assertThat(learnt.value("gain")).contains("2");
    }

    @Test
    void logger_that_was_started_again_writes_its_header_again() {
        RulesMaker rules = new RulesMaker()
                .headerEnd("^\"\"")
                .dataEnd("^\"TOA5\"")
                .names("TS", "V")
                .headerKeys("TOA5");
        List<LineRecord> data = records(
                rules,
                "\"TOA5\",\"one\"",
                "\"TS\",\"V\"",
                "\"\",\"Avg\"",
                "1,2",
                "\"TOA5\",\"two\"",
                "\"V\",\"TS\"",
                "\"\",\"Avg\"",
                "3,4");
        assertThat(texts(data)).containsExactly("1,2", "3,4");
        assertThat(data.get(0).learnt().value("header:TOA5")).contains("one");
        assertThat(data.get(1).learnt().value("header:TOA5")).contains("two");
        assertThat(data.get(1).learnt().names().indexOf("V")).contains(0);
    }

    @Test
    void comments_footers_and_other_kinds_of_line_are_skipped() {
        RulesMaker rules = new RulesMaker().commentPrefix("#").skip("^End of").only("\\d");
        assertThat(data(rules, "# 1", "1", " ", "\t", "text", "2", "End of 2 lines"))
                .containsExactly("1", "2");
    }

    @Test
    void behind_the_end_of_the_data_nothing_is_data_where_no_header_follows() {
        assertThat(data(new RulesMaker().headerLines(1).dataEnd("^Mean"), "x", "1", "Mean", "2", "3"))
                .containsExactly("1");
    }

    @Test
    void values_come_from_the_nearest_line_above() {
        RulesMaker rules = new RulesMaker()
                .only("^\\d")
                .headerPattern("Cycle (?<cycle>\\d+)")
                .groups("cycle");
        List<LineRecord> data = records(rules, "Cycle 1", "1,2", "Cycle 2", "3,4");
        assertThat(data.stream().map(line -> line.learnt().value("cycle").orElse("")))
                .containsExactly("1", "2");
    }

    // ---- records of several lines

    @Test
    void record_is_handed_out_when_the_next_one_begins() {
        RulesMaker rules = new RulesMaker().recordStart("^--");
        LineSorter sorter = rules.sorter(Optional.empty());
        List<LineRecord> lines = lines("preamble", "-- 1", "a", "", "-- 2", "b");
        LineSorter.Sorted sorted = sorter.sort(lines, false);
        assertThat(texts(sorted.data())).containsExactly("-- 1\na");
        assertThat(sorted.taken()).isEqualTo(4);
        assertThat(sorted.data().get(0).number()).isEqualTo(2);
        LineSorter.Sorted last = sorter.sort(lines.subList(4, 6), true);
        assertThat(texts(last.data())).containsExactly("-- 2\nb");
        assertThat(last.taken()).isEqualTo(2);
    }

    @Test
    void record_that_is_too_long_is_cut() {
        RulesMaker rules = new RulesMaker().recordStart("^--");
        LineSorter.Sorted sorted =
                rules.sorter(Optional.empty()).sort(lines("-- 1", "a".repeat(300), "b", "-- 2"), false);
        assertThat(sorted.data().get(0).isTooLong()).isTrue();
        assertThat(sorted.taken()).isEqualTo(3);
    }

    // ---- patterns that would take for ever

    @Test
    void line_for_which_a_pattern_takes_for_ever_is_refused_with_its_number() {
        RulesMaker rules = new RulesMaker().skip(FOR_EVER);
        LineSorter sorter = rules.sorter(Optional.empty());
        LineSorter.Sorted sorted = sorter.sort(lines("1", "a".repeat(150), "2"), false);
        assertThat(texts(sorted.data())).containsExactly("1");
        assertThat(sorted.taken()).isOne();
        assertThat(sorter.objection().orElseThrow().words())
                .startsWith(
                        "nothing more of it is read: the pattern " + FOR_EVER + " needs too many steps for the line")
                .endsWith("(line 2)");
        assertThat(sorter.objection().orElseThrow().isCertain()).isTrue();
    }

    @Test
    void record_for_which_a_pattern_takes_for_ever_is_not_lost() {
        RulesMaker rules = new RulesMaker().recordStart("^--").only(FOR_EVER);
        LineSorter sorter = rules.sorter(Optional.empty());
        LineSorter.Sorted sorted = sorter.sort(lines("-- 1", "a".repeat(150), "-- 2", "b"), true);
        assertThat(sorted.data()).isEmpty();
        assertThat(sorted.taken()).isZero();
        assertThat(sorter.objection()).isPresent();
    }

    // ---- what was learnt

    @Test
    void file_that_was_cut_goes_on_without_its_header() {
        RulesMaker rules = new RulesMaker().headerLines(2).names("a", "b");
        LineSorter sorter = rules.sorter(Optional.empty());
        sorter.sort(lines("title", "a,b", "1,2"), false);
        Optional<String> cut = rules.layout().afterCut(sorter.learnt());
        List<LineRecord> goesOn =
                rules.sorter(cut).sort(lines("3,4", "5,6"), false).data();
        assertThat(texts(goesOn)).containsExactly("3,4", "5,6");
        assertThat(goesOn.get(0).learnt().names().indexOf("b")).contains(1);
        assertThat(texts(rules.sorter(cut)
                        .sort(lines("title", "a,b", "7,8"), false)
                        .data()))
                .containsExactly("7,8");
    }

    /** Four hundred columns, found by position. */
    @Test
    void header_that_is_written_again_after_a_cut_is_known_by_its_first_line_however_long_that_is() {
        String names = ",channel".repeat(400);
        RulesMaker rules = new RulesMaker().headerLines(1);
        LineSorter sorter = rules.sorter(Optional.empty());
        sorter.sort(lines(names, "1,2"), false);
        Optional<String> cut = rules.layout().afterCut(sorter.learnt());
        assertThat(texts(rules.sorter(cut).sort(lines(names, "3,4"), false).data()))
                .containsExactly("3,4");
        assertThat(texts(rules.sorter(cut).sort(lines("5,6"), false).data())).containsExactly("5,6");
    }

    /** Another measurement in the same file, under another title. */
    @Test
    void header_with_another_first_line_is_one_after_a_cut_too() {
        RulesMaker rules = new RulesMaker().names("a", "b");
        LineSorter sorter = rules.sorter(Optional.empty());
        sorter.sort(lines("Run 7", "a,b", "1,2"), false);
        Optional<String> cut = rules.layout().afterCut(sorter.learnt());
        assertThat(texts(rules.sorter(cut)
                        .sort(lines("Run 8", "", "b,a", "3,4"), false)
                        .data()))
                .containsExactly("3,4");
    }

    @Test
    void what_was_learnt_with_other_options_does_not_count_and_an_open_header_is_read_again() {
        RulesMaker rules = new RulesMaker().headerEnd("never");
        LineSorter sorter = rules.sorter(Optional.empty());
        sorter.sort(lines("x", "1"), false);
        LayoutOf other = new LayoutOf(new RulesMaker().headerEnd("x"));
        assertThat(other.layout().isOfThis(sorter.learnt())).isFalse();
        assertThat(rules.layout().isOfThis(sorter.learnt())).isTrue();
        assertThat(other.layout().beginningOfHeader(sorter.learnt())).contains(0L);
    }

    private record LayoutOf(RulesMaker rules) {
        Layout layout() {
            return rules.layout();
        }
    }

    private static List<String> data(RulesMaker rules, String... texts) {
        return texts(records(rules, texts));
    }

    /** The same however the lines come: at once, and one at a time, each by a reader of its own. */
    private static List<LineRecord> records(RulesMaker rules, String... texts) {
        List<LineRecord> lines = lines(texts);
        List<LineRecord> atOnce =
                rules.sorter(Optional.empty()).sort(lines, false).data();
        List<LineRecord> oneByOne = new ArrayList<>();
        Optional<String> learnt = Optional.empty();
        for (LineRecord line : lines) {
            LineSorter sorter = rules.sorter(learnt);
            oneByOne.addAll(sorter.sort(List.of(line), false).data());
            learnt = sorter.learnt();
        }
        assertThat(texts(oneByOne)).isEqualTo(texts(atOnce));
        assertThat(oneByOne.stream().map(LineRecord::learnt).toList())
                .isEqualTo(atOnce.stream().map(LineRecord::learnt).toList());
        return atOnce;
    }

    private static List<String> texts(List<LineRecord> lines) {
        return lines.stream().map(LineRecord::anyText).toList();
    }

    private static List<LineRecord> lines(String... texts) {
        List<LineRecord> lines = new ArrayList<>();
        long firstByte = 0;
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            lines.add(LineRecord.stored(lines.size() + 1, firstByte, bytes.length, bytes));
            firstByte += bytes.length + 1;
        }
        return lines;
    }

    /** Rules of which only what is set differs from none. */
    private static final class RulesMaker {
        private int headerLines;
        private Optional<String> headerEnd = Optional.empty();
        private Optional<String> dataEnd = Optional.empty();
        private Optional<String> skip = Optional.empty();
        private String commentPrefix = "";
        private Optional<String> only = Optional.empty();
        private Optional<String> headerPattern = Optional.empty();
        private Optional<String> recordStart = Optional.empty();
        private List<String> names = List.of();
        private List<String> headerKeys = List.of();
        private List<String> groups = List.of();

        RulesMaker headerLines(int count) {
            headerLines = count;
            return this;
        }

        RulesMaker headerEnd(String pattern) {
            headerEnd = Optional.of(pattern);
            return this;
        }

        RulesMaker dataEnd(String pattern) {
            dataEnd = Optional.of(pattern);
            return this;
        }

        RulesMaker skip(String pattern) {
            skip = Optional.of(pattern);
            return this;
        }

        RulesMaker commentPrefix(String prefix) {
            commentPrefix = prefix;
            return this;
        }

        RulesMaker only(String pattern) {
            only = Optional.of(pattern);
            return this;
        }

        RulesMaker headerPattern(String pattern) {
            headerPattern = Optional.of(pattern);
            return this;
        }

        RulesMaker recordStart(String pattern) {
            recordStart = Optional.of(pattern);
            return this;
        }

        RulesMaker names(String... used) {
            names = List.of(used);
            return this;
        }

        RulesMaker headerKeys(String... keys) {
            headerKeys = List.of(keys);
            return this;
        }

        RulesMaker groups(String... used) {
            groups = List.of(used);
            return this;
        }

        Layout layout() {
            Rules rules = new Rules(
                    headerLines,
                    headerEnd.map(LinePattern::new),
                    dataEnd.map(LinePattern::new),
                    skip.map(LinePattern::new),
                    commentPrefix,
                    only.map(LinePattern::new),
                    recordStart.map(LinePattern::new),
                    List.of(),
                    true,
                    new HeaderReading(
                            new Wanted(new Names(names), headerKeys, groups),
                            headerPattern.map(LinePattern::new),
                            text -> List.of(text.split(",", -1)).stream()
                                    .map(field -> field.replaceAll("^\\s*\"|\"\\s*$", "")
                                            .replace("\"\"", "\""))
                                    .collect(Collectors.toList()),
                            ",",
                            Optional.of('"')));
            return new Layout(
                    rules, headerLines + "|" + headerEnd + dataEnd + names, MOST_RECORD_BYTES, Optional.empty());
        }

        LineSorter sorter(Optional<String> learnt) {
            return layout().from(learnt);
        }
    }
}
