package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.FileOffset.State;
import io.jumbo.option.OnRewrite;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Insertion;
import io.jumbo.tail.Match;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole decision as tables to check by eye: they stand in docs/file-changes.md, and this is what they are compared with. */
class FileChangeTest {

    private static final Optional<String> ONE_FILE = Optional.of("(dev=1,inode=7)");
    private static final Optional<String> OTHER_FILE = Optional.of("(dev=1,inode=8)");
    private static final Instant THEN = Instant.ofEpochSecond(1_000);
    private static final Instant NOW = Instant.ofEpochSecond(2_000);
    private static final long WRITTEN = 500;
    private static final Settling SETTLED = new Settling(Duration.ofSeconds(5), Duration.ofSeconds(5));

    @Test
    void documentation_shows_every_decision() throws IOException {
        String documented = Files.readString(Path.of("docs/file-changes.md"));
        for (String table : List.of(byPath(), byKey(), byContent(), leftovers())) {
            assertThat(documented).contains("```text\n" + table + "```\n");
        }
    }

    // ---- the path

    private static String byPath() {
        StringBuilder table =
                new StringBuilder(byPathRow("consumed content", "file key", "settled", "append", "reload"));
        table.append(byPathRow("none stored", "-", "-", change(Optional.empty(), now(1000), false)));
        for (Match match : Match.values()) {
            for (String key : List.of("same", "other", "other; moved")) {
                for (boolean settled : match == Match.SAME ? new boolean[] {true} : new boolean[] {false, true}) {
                    Observation now = new Observation(size(match), key.equals("same") ? ONE_FILE : OTHER_FILE, NOW);
                    Own own = key.equals("other") ? Own.GONE : Own.ELSEWHERE;
                    table.append(byPathRow(
                            content(match),
                            key,
                            match == Match.SAME ? "-" : settled ? "yes" : "no",
                            change(Optional.of(stored(match, own)), now, settled)));
                }
            }
        }
        Known empty =
                known("a.txt", progress(THEN), Match.BEGINNING, Optional.of(Progress.none(ONE_FILE)), Own.ELSEWHERE);
        table.append(byPathRow("empty now", "same", "no", change(Optional.of(empty), now(0), false)));
        table.append(byPathRow("empty now", "same", "yes", change(Optional.of(empty), now(0), true)));
        return table.toString();
    }

    private static String[] change(Optional<Known> samePath, Observation now, boolean settled) {
        return Stream.of(OnRewrite.values())
                .map(onRewrite -> words(between(
                        now, samePath, List.of(), List.of(), settled ? SETTLED : Settling.JUST_SEEN, onRewrite)))
                .toArray(String[]::new);
    }

    private static Known stored(Match match) {
        return stored(match, Own.ELSEWHERE);
    }

    private static Known stored(Match match, Own own) {
        Progress before = progress(THEN);
        FileOffset offset = new FileOffset(1, "a.txt", before, State.CURRENT);
        Optional<Insertion> insertion =
                match == Match.INSERTED ? Optional.of(new Insertion(before, 0, 10, 0, 1)) : Optional.empty();
        return new Known(offset, match, continued(match), insertion, own);
    }

    private static Optional<Progress> continued(Match match) {
        return switch (match) {
            case BEGINNING -> Optional.of(new Progress(300, 30, ONE_FILE, Evidence.NONE));
            case OTHER_END -> Optional.of(new Progress(490, 49, ONE_FILE, Evidence.NONE));
            case EDITED, SAME_LINES -> Optional.of(new Progress(510, 50, ONE_FILE, Evidence.NONE));
            case SAME, INSERTED, SHORTER, DIFFERENT -> Optional.empty();
        };
    }

    private static long size(Match match) {
        return match == Match.BEGINNING || match == Match.SHORTER ? 300 : 1000;
    }

    private static String content(Match match) {
        return switch (match) {
            case SAME -> "starts with it";
            case BEGINNING -> "is its beginning";
            case INSERTED -> "has new lines";
            case SAME_LINES -> "has other blanks";
            case EDITED -> "has changed lines";
            case OTHER_END -> "has another end";
            case SHORTER -> "other, shorter";
            case DIFFERENT -> "other";
        };
    }

    // ---- the file key

    private static String byKey() {
        StringBuilder table =
                new StringBuilder(byKeyRow("consumed content", "at b.txt now", "changed since", "decision"));
        for (Match match : List.of(Match.SAME, Match.DIFFERENT)) {
            for (Own own : List.of(Own.WHOLE, Own.OPEN, Own.ELSEWHERE, Own.GONE)) {
                for (Instant modified : List.of(THEN, NOW)) {
                    for (long size : modified.equals(THEN) ? new long[] {WRITTEN} : new long[] {1000, WRITTEN}) {
                        Known known = known("b.txt", progress(THEN), match, Optional.empty(), own);
                        String since =
                                modified.equals(THEN) ? "no" : size > WRITTEN ? "yes, longer" : "yes, not longer";
                        FileChange change = between(
                                new Observation(size, ONE_FILE, modified), Optional.empty(), List.of(known), List.of());
                        table.append(byKeyRow(content(match), own(own), since, words(change)));
                    }
                }
            }
        }
        return table.toString();
    }

    private static String own(Own own) {
        return switch (own) {
            case WHOLE -> "this very file";
            case OPEN -> "held open";
            case CUT, CUT_ELSEWHERE -> "its file, cut";
            case ELSEWHERE -> "another, or none";
            case GONE -> "gone, or was here";
        };
    }

    // ---- the content

    private static String byContent() {
        StringBuilder table =
                new StringBuilder(byContentRow("consumed of b.txt", "at b.txt now", "settled", "decision"));
        for (Match match : List.of(Match.SAME, Match.BEGINNING)) {
            for (Own own : match == Match.SAME ? List.of(Own.CUT, Own.WHOLE, Own.ELSEWHERE) : List.of(Own.WHOLE)) {
                for (boolean settled : new boolean[] {false, true}) {
                    Known known = known("b.txt", progress(THEN), match, Optional.empty(), own);
                    FileChange change = between(
                            new Observation(1000, OTHER_FILE, NOW),
                            Optional.empty(),
                            List.of(),
                            List.of(known),
                            settled ? SETTLED : Settling.JUST_SEEN,
                            OnRewrite.APPEND);
                    table.append(byContentRow(
                            match == Match.SAME ? "starts with it" : "is its beginning",
                            own == Own.WHOLE ? "its file, whole" : own(own),
                            settled ? "yes" : "no",
                            words(change)));
                }
            }
        }
        return table.toString();
    }

    // ---- several offsets of one file

    private static String leftovers() {
        StringBuilder table =
                new StringBuilder(leftoverRow("consumed content", "at b.txt now", "changed since", "offset of b.txt"));
        for (boolean nothing : new boolean[] {true, false}) {
            for (Match match : nothing ? List.of(Match.SAME) : List.of(Match.SAME, Match.DIFFERENT)) {
                for (Own own : List.of(Own.WHOLE, Own.OPEN, Own.ELSEWHERE, Own.GONE)) {
                    for (Instant modified : nothing || match != Match.SAME ? List.of(NOW) : List.of(THEN, NOW)) {
                        Progress progress = nothing ? Progress.none(ONE_FILE) : progress(THEN);
                        Known other = known("b.txt", progress, match, Optional.empty(), own);
                        Observation now = new Observation(1000, ONE_FILE, modified);
                        table.append(leftoverRow(
                                nothing ? "none" : content(match),
                                own(own),
                                nothing || match != Match.SAME ? "-" : modified.equals(THEN) ? "no" : "yes, longer",
                                Leftover.of(now, other).name().toLowerCase(Locale.ROOT)));
                    }
                }
            }
        }
        return table.toString();
    }

    /** A file key is all that the two have in common. */
    @Test
    void offset_of_another_file_is_kept() {
        Known other = known("b.txt", Progress.none(OTHER_FILE), Match.SAME, Optional.empty(), Own.ELSEWHERE);
        assertThat(Leftover.of(now(1000), other)).isEqualTo(Leftover.KEPT);
    }

    // ---- what the tables do not show

    @Test
    void path_and_content_come_before_the_file_key_and_other_content() {
        Known same = known("a.txt", progress(THEN), Match.SAME);
        Known elsewhere = known("b.txt", progress(NOW), Match.SAME);
        Known cut = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.CUT);
        assertThat(between(now(1000), Optional.of(same), List.of(elsewhere), List.of(cut)))
                .isEqualTo(new Continuation.Grown(same.progress()));
        assertThat(between(now(WRITTEN), Optional.of(same), List.of(elsewhere), List.of(cut)))
                .isEqualTo(new Continuation.Unchanged(same.progress()));
        Known other = known("a.txt", new Progress(500, 5, OTHER_FILE, Evidence.NONE), Match.DIFFERENT);
        assertThat(between(now(1000), Optional.of(other), List.of(elsewhere), List.of(cut)))
                .isEqualTo(new Move.Renamed(elsewhere));
        assertThat(between(now(1000), Optional.of(other), List.of(), List.of(cut)))
                .isEqualTo(new Move.Copied(cut));
    }

    /** The inode of a file of which nothing was read may have been given to the copy of another one. */
    @Test
    void file_key_of_which_nothing_was_consumed_gives_way_to_content_consumed_elsewhere() {
        Known nothing = known("b.txt", Progress.none(ONE_FILE), Match.SAME);
        Known cut = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.CUT);
        Known whole = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.WHOLE);
        assertThat(between(now(1000), Optional.empty(), List.of(nothing), List.of(cut)))
                .isEqualTo(new Move.Copied(cut));
        assertThat(between(now(1000), Optional.empty(), List.of(nothing), List.of(whole)))
                .isEqualTo(new LeftAlone.BeingCopied(whole));
        assertThat(between(now(1000), Optional.empty(), List.of(nothing), List.of(whole), SETTLED, OnRewrite.APPEND))
                .isEqualTo(new Move.Renamed(nothing));
    }

    /** Everything matches an offset of 0: what was consumed of the same file under another name knows better. */
    @Test
    void path_of_which_nothing_was_consumed_gives_way_to_content_consumed_elsewhere() {
        Known nothing = known("a.txt", Progress.none(ONE_FILE), Match.SAME);
        Known consumed = known("b.txt", progress(NOW), Match.SAME);
        Known cut = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.CUT);
        Known alsoNothing = known("d.txt", Progress.none(ONE_FILE), Match.SAME);
        assertThat(between(now(1000), Optional.of(nothing), List.of(alsoNothing, consumed), List.of(cut)))
                .isEqualTo(new Move.Renamed(consumed));
        assertThat(between(now(1000), Optional.of(nothing), List.of(alsoNothing), List.of(cut)))
                .isEqualTo(new Move.Copied(cut));
        assertThat(between(now(1000), Optional.of(nothing), List.of(alsoNothing), List.of()))
                .isEqualTo(new Continuation.Grown(nothing.progress()));
    }

    /** Else there would be two offsets of one file, and two instances that hold it open would read it once each. */
    @Test
    void of_two_offsets_of_nothing_the_one_of_the_file_key_is_taken() {
        Known path = known("a.txt", Progress.none(OTHER_FILE), Match.SAME);
        Known key = known("b.txt", Progress.none(ONE_FILE), Match.SAME);
        assertThat(between(now(1000), Optional.of(path), List.of(key), List.of()))
                .isEqualTo(new Move.Renamed(key));
        assertThat(between(now(1000), Optional.of(path), List.of(), List.of()))
                .isEqualTo(new Continuation.Grown(path.progress()));
    }

    /** An offset of 0 that was set aside long ago, for a file that had this inode before. */
    @Test
    void file_that_is_being_written_anew_is_not_taken_for_one_of_which_nothing_was_consumed() {
        Known nothing = known("b.txt", Progress.none(ONE_FILE), Match.SAME);
        Known before = stored(Match.BEGINNING);
        Observation cut = new Observation(300, ONE_FILE, NOW);
        assertThat(between(cut, Optional.of(before), List.of(nothing), List.of()))
                .isEqualTo(new LeftAlone.BeingRewritten(before.progress()));
        assertThat(between(cut, Optional.of(before), List.of(nothing), List.of(), SETTLED, OnRewrite.APPEND))
                .isInstanceOf(Edit.CutBack.class);
    }

    /** A program saved it under another name, where it was seen empty, and renamed it over the old one. */
    @Test
    void file_that_was_seen_empty_under_another_name_is_known_by_the_lines_of_its_path() {
        Known held = known("a.txt.new", Progress.none(OTHER_FILE), Match.SAME, Optional.empty(), Own.OPEN);
        Observation now = new Observation(1000, OTHER_FILE, NOW);
        assertThat(between(now, Optional.of(stored(Match.EDITED)), List.of(held), List.of(), SETTLED, OnRewrite.APPEND))
                .isInstanceOf(Edit.Edited.class);
        assertThat(between(
                        now, Optional.of(stored(Match.DIFFERENT)), List.of(held), List.of(), SETTLED, OnRewrite.APPEND))
                .isEqualTo(new Move.Renamed(held));
    }

    /** It took the name of another file, and its original is not to be seen just now, or still whole. */
    @Test
    void copy_is_waited_for_at_a_path_that_held_another_file() {
        Known other = known("a.txt", new Progress(500, 5, OTHER_FILE, Evidence.NONE), Match.DIFFERENT);
        for (Own own : List.of(Own.WHOLE, Own.ELSEWHERE)) {
            Known original = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), own);
            assertThat(between(now(1000), Optional.of(other), List.of(), List.of(original)))
                    .isEqualTo(new LeftAlone.BeingCopied(original));
            assertThat(between(now(1000), Optional.of(other), List.of(), List.of(original), SETTLED, OnRewrite.APPEND))
                    .isEqualTo(new Beginning.Replaced(other.progress()));
        }
    }

    /** The path's file was replaced by another one that is known to hold more of the same. */
    @Test
    void of_two_offsets_that_match_the_one_that_knows_more_is_taken() {
        Known path = known("a.txt", new Progress(5, 1, OTHER_FILE, Evidence.NONE), Match.SAME);
        Known key = known("b.txt", progress(NOW), Match.SAME);
        Known less = known("c.txt", new Progress(4, 1, ONE_FILE, Evidence.NONE), Match.SAME);
        assertThat(between(now(1000), Optional.of(path), List.of(less, key), List.of()))
                .isEqualTo(new Move.Renamed(key));
        assertThat(between(now(1000), Optional.of(path), List.of(less), List.of()))
                .isEqualTo(new Continuation.Grown(path.progress()));
    }

    /** Two files of the same content, of which the one took the name of the other. */
    @Test
    void of_two_offsets_that_know_the_same_the_one_of_the_file_key_is_taken() {
        Known path = known("a.txt", new Progress(WRITTEN, 50, OTHER_FILE, Evidence.NONE), Match.SAME);
        Known key = known("b.txt", progress(NOW), Match.SAME);
        assertThat(between(now(1000), Optional.of(path), List.of(key), List.of()))
                .isEqualTo(new Move.Renamed(key));
        Known own = known("a.txt", progress(THEN), Match.SAME);
        assertThat(between(now(1000), Optional.of(own), List.of(key), List.of()))
                .isEqualTo(new Continuation.Grown(own.progress()));
    }

    /** Copies of copies: two files were cut, and the one began like the other. */
    @Test
    void of_several_originals_the_one_that_knows_most_of_a_copy_is_taken() {
        Progress less = new Progress(300, 30, ONE_FILE, Evidence.NONE);
        Known cut = known("b.txt", less, Match.SAME, Optional.empty(), Own.CUT);
        Known cutLater = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.CUT);
        Known whole = known("d.txt", progress(THEN), Match.SAME, Optional.empty(), Own.WHOLE);
        assertThat(between(now(1000), Optional.empty(), List.of(), List.of(cut, cutLater)))
                .isEqualTo(new Move.Copied(cutLater));
        assertThat(between(now(1000), Optional.empty(), List.of(), List.of(cut, whole)))
                .isEqualTo(new LeftAlone.BeingCopied(whole));
        assertThat(between(now(1000), Optional.empty(), List.of(), List.of(whole, cutLater)))
                .isEqualTo(new Move.Copied(cutLater));
    }

    /** The path had a file that began alike; the copy of another one, which was cut, was put there. */
    @Test
    void copy_that_takes_a_path_whose_offset_knows_less_of_it_goes_on_where_its_original_was_left() {
        Known less = known("a.txt", new Progress(400, 40, OTHER_FILE, Evidence.NONE), Match.SAME);
        Known cut = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.CUT);
        Known whole = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.WHOLE);
        assertThat(between(now(1000), Optional.of(less), List.of(), List.of(cut)))
                .isEqualTo(new Move.Copied(cut));
        assertThat(between(now(1000), Optional.of(less), List.of(), List.of(whole)))
                .isEqualTo(new Continuation.Grown(less.progress()));
    }

    /** Instruments write files of one content, `OK`, and a poll need not wait for each of them to be cut. */
    @Test
    void where_equal_files_are_the_habit_none_is_waited_for_as_a_copy_but_one_of_a_cut_file_is_still_known() {
        Known one = known("b.txt", progress(THEN), Match.SAME, Optional.empty(), Own.WHOLE);
        Known two = known("c.txt", progress(THEN), Match.SAME, Optional.empty(), Own.WHOLE);
        Known cut = known("d.txt", progress(THEN), Match.SAME, Optional.empty(), Own.CUT);
        assertThat(between(now(WRITTEN), Optional.empty(), List.of(), List.of(one)))
                .isEqualTo(new LeftAlone.BeingCopied(one));
        assertThat(between(now(WRITTEN), Optional.empty(), List.of(), List.of(one, two)))
                .isEqualTo(new Beginning.New());
        assertThat(between(now(WRITTEN), Optional.empty(), List.of(), List.of(one, two, cut)))
                .isEqualTo(new Move.Copied(cut));
    }

    /** A header that several files begin with is no habit of equal files: what holds just that may be a copy in the making. */
    @Test
    void file_that_holds_the_beginning_of_several_others_is_waited_for() {
        Known one = known("b.txt", progress(THEN), Match.BEGINNING, Optional.empty(), Own.WHOLE);
        Known two = known("c.txt", progress(THEN), Match.BEGINNING, Optional.empty(), Own.WHOLE);
        assertThat(between(now(300), Optional.empty(), List.of(), List.of(one, two)))
                .isInstanceOf(LeftAlone.BeingCopied.class);
    }

    /** The order is the table's: current rows first, then the latest replaced one. */
    @Test
    void first_of_several_offsets_with_the_consumed_content_is_taken() {
        Known different = known("x.txt", progress(NOW), Match.DIFFERENT);
        Known current = known("b.txt", progress(NOW), Match.SAME);
        Known replaced = known("c.txt", progress(NOW), Match.SAME);
        assertThat(between(now(1000), Optional.empty(), List.of(different, current, replaced), List.of()))
                .isEqualTo(new Move.Renamed(current));
    }

    /** An offset of an earlier release does not know the time: then the key and the content decide. */
    @Test
    void file_of_an_offset_without_a_time_is_taken_for_a_renamed_one() {
        Known old = known("b.txt", new Progress(WRITTEN, 50, ONE_FILE, Evidence.NONE), Match.SAME);
        assertThat(between(now(WRITTEN), Optional.empty(), List.of(old), List.of()))
                .isEqualTo(new Move.Renamed(old));
    }

    @Test
    void file_that_grows_back_is_given_longer_than_other_content() {
        Duration busy = Duration.ofMillis(1_999);
        Settling short_ = new Settling(busy, Duration.ofSeconds(5));
        Settling long_ = new Settling(busy, Duration.ofSeconds(60));
        Observation cut = new Observation(300, ONE_FILE, NOW);
        Known beginning = stored(Match.BEGINNING);
        Settling quiet = new Settling(Duration.ofSeconds(2), Duration.ofSeconds(2));
        Settling quieter = new Settling(Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(decided(now(1000), stored(Match.DIFFERENT), quiet)).isInstanceOf(Beginning.Rewritten.class);
        assertThat(decided(cut, beginning, quiet)).isInstanceOf(LeftAlone.BeingRewritten.class);
        assertThat(decided(cut, beginning, quieter)).isInstanceOf(Edit.CutBack.class);
        assertThat(decided(now(1000), stored(Match.DIFFERENT), short_)).isInstanceOf(Beginning.Rewritten.class);
        assertThat(decided(cut, beginning, short_)).isInstanceOf(LeftAlone.BeingRewritten.class);
        assertThat(decided(cut, beginning, long_)).isInstanceOf(Edit.CutBack.class);
    }

    /** It is the next file of a rotation, whose unread lines are in the one before it. */
    @Test
    void other_file_with_the_same_header_is_not_taken_for_one_with_another_end() {
        FileOffset offset = new FileOffset(1, "a.txt", progress(THEN), State.CURRENT);
        Optional<Progress> header = Optional.of(new Progress(300, 3, OTHER_FILE, Evidence.NONE));
        Known known = new Known(offset, Match.OTHER_END, header, Optional.empty(), Own.GONE);
        assertThat(decided(new Observation(1000, OTHER_FILE, NOW), known, SETTLED))
                .isInstanceOf(Beginning.Replaced.class);
        assertThat(decided(new Observation(1000, ONE_FILE, NOW), known, SETTLED))
                .isInstanceOf(Edit.EndRewritten.class);
    }

    // ----

    private static FileChange decided(Observation now, Known samePath, Settling settling) {
        return between(now, Optional.of(samePath), List.of(), List.of(), settling, OnRewrite.APPEND);
    }

    private static FileChange between(
            Observation now, Optional<Known> samePath, List<Known> sameKey, List<Known> sameContent) {
        return between(now, samePath, sameKey, sameContent, Settling.JUST_SEEN, OnRewrite.APPEND);
    }

    private static FileChange between(
            Observation now,
            Optional<Known> samePath,
            List<Known> sameKey,
            List<Known> sameContent,
            Settling settling,
            OnRewrite onRewrite) {
        try {
            return FileChange.between(new Seen(now, samePath, sameKey, sameContent, settling, onRewrite));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("nobody is asked", e);
        }
    }

    /** A sight of which everything is known beforehand. */
    private record Seen(
            Observation now,
            Optional<Known> samePath,
            List<Known> sameKey,
            List<Known> sameContent,
            Settling settling,
            OnRewrite onRewrite)
            implements Sight {

        @Override
        public boolean isOneOfMany() {
            return false;
        }

        @Override
        public Known asOfSamePath(Known other) {
            return known(other.path(), other.progress(), Match.DIFFERENT, Optional.empty(), Own.GONE);
        }
    }

    private static Known known(String path, Progress progress, Match match) {
        return known(path, progress, match, Optional.empty(), Own.ELSEWHERE);
    }

    private static Known known(String path, Progress progress, Match match, Optional<Progress> continued, Own own) {
        return new Known(new FileOffset(1, path, progress, State.CURRENT), match, continued, Optional.empty(), own);
    }

    private static String words(FileChange change) {
        String name = change.getClass().getSimpleName();
        if (change instanceof Continuation.Grown grown) {
            return name + ", at " + grown.progress().nextByte();
        } else if (change instanceof Edit.Edited edited) {
            return name + ", at " + edited.now().nextByte();
        } else if (change instanceof Edit.Inserted inserted) {
            return name + ", " + inserted.lines().at() + "-"
                    + (inserted.lines().at() + inserted.lines().length());
        } else if (change instanceof Edit.EndRewritten end) {
            return name + ", at " + end.now().nextByte();
        } else if (change instanceof Edit.CutBack cutBack) {
            return name + ", at " + cutBack.now().nextByte();
        }
        return name;
    }

    private static String byPathRow(String stored, String key, String settled, String... decisions) {
        return row("%-17s | %-12s | %-7s | %-20s | %s", stored, key, settled, decisions[0], decisions[1]);
    }

    private static String byKeyRow(String consumed, String there, String changed, String decision) {
        return row("%-17s | %-17s | %-15s | %s", consumed, there, changed, decision);
    }

    private static String leftoverRow(String content, String there, String since, String offset) {
        return row("%-16s | %-17s | %-13s | %s", content, there, since, offset);
    }

    private static String byContentRow(String content, String there, String settled, String decision) {
        return row("%-17s | %-16s | %-7s | %s", content, there, settled, decision);
    }

    private static String row(String format, Object... cells) {
        return Stream.of(String.format(Locale.ROOT, format, cells).split("\n"))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Observation now(long size) {
        return new Observation(size, ONE_FILE, NOW);
    }

    private static Progress progress(Instant modified) {
        return new Progress(WRITTEN, 50, ONE_FILE, Evidence.NONE, Optional.empty(), Optional.of(modified));
    }
}
