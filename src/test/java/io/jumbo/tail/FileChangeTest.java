package io.jumbo.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.tail.FileChange.Known;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole decision as a table to check by eye: what is stored for the path, what for the file key elsewhere, and what follows. */
class FileChangeTest {

    private static final String ONE_FILE = "(dev=1,inode=7)";
    private static final String OTHER_FILE = "(dev=1,inode=8)";

    @Test
    void every_case_has_one_decision() {
        assertThat(table()).isEqualTo("""
                stored for a.txt       | stored for its file key      | decision
                nothing                | nothing                      | New
                nothing                | b.txt, same content          | Renamed from b.txt
                nothing                | b.txt, other content         | New
                nothing                | b.txt, other; c.txt, same    | Renamed from c.txt
                same content, file     | nothing                      | Continued at 500
                same content, file     | b.txt, same content          | Continued at 500
                same content, file     | b.txt, other content         | Continued at 500
                same content, file     | b.txt, other; c.txt, same    | Continued at 500
                same content, new file | nothing                      | Continued at 500
                same content, new file | b.txt, same content          | Continued at 500
                same content, new file | b.txt, other content         | Continued at 500
                same content, new file | b.txt, other; c.txt, same    | Continued at 500
                same content, no keys  | nothing                      | Continued at 500
                shorter, same file     | nothing                      | Truncated, was at 500
                shorter, same file     | b.txt, same content          | Renamed from b.txt
                shorter, same file     | b.txt, other content         | Truncated, was at 500
                shorter, same file     | b.txt, other; c.txt, same    | Renamed from c.txt
                shorter, new file      | nothing                      | Replaced, was at 500
                shorter, new file      | b.txt, same content          | Renamed from b.txt
                shorter, new file      | b.txt, other content         | Replaced, was at 500
                shorter, new file      | b.txt, other; c.txt, same    | Renamed from c.txt
                shorter, no keys       | nothing                      | Replaced, was at 500
                other, same file       | nothing                      | Rewritten, was at 500
                other, same file       | b.txt, same content          | Renamed from b.txt
                other, same file       | b.txt, other content         | Rewritten, was at 500
                other, same file       | b.txt, other; c.txt, same    | Renamed from c.txt
                other, new file        | nothing                      | Replaced, was at 500
                other, new file        | b.txt, same content          | Renamed from b.txt
                other, new file        | b.txt, other content         | Replaced, was at 500
                other, new file        | b.txt, other; c.txt, same    | Renamed from c.txt
                other, no keys         | nothing                      | Replaced, was at 500
                """);
    }

    /** A stored offset without key says nothing against a file that has one, and nothing for it either. */
    @Test
    void file_without_a_stored_key_is_not_taken_for_the_same_file() {
        Known keyless = known("a.txt", Match.SHORTER, Optional.empty());
        assertThat(FileChange.between(observed(Optional.of(ONE_FILE)), Optional.of(keyless), List.of()))
                .isEqualTo(new FileChange.Replaced(keyless.progress()));
    }

    /** Everything matches an offset of 0: what was consumed of the same file under another name knows better. */
    @Test
    void path_of_which_nothing_was_consumed_gives_way_to_content_consumed_elsewhere() {
        Known nothing = new Known("a.txt", Progress.none(Optional.of(ONE_FILE)), Match.SAME);
        Known consumed = known("b.txt", Match.SAME, Optional.of(ONE_FILE));
        Known alsoNothing = new Known("c.txt", Progress.none(Optional.of(ONE_FILE)), Match.SAME);
        Observation now = observed(Optional.of(ONE_FILE));
        assertThat(FileChange.between(now, Optional.of(nothing), List.of(alsoNothing, consumed)))
                .isEqualTo(new FileChange.Renamed(consumed));
        assertThat(FileChange.between(now, Optional.of(nothing), List.of(alsoNothing)))
                .isEqualTo(new FileChange.Continued(nothing.progress()));
    }

    /** The order is the table's: current rows first, then the latest replaced one. */
    @Test
    void first_of_several_offsets_with_the_consumed_content_is_taken() {
        Known current = known("b.txt", Match.SAME, Optional.of(ONE_FILE));
        Known replaced = known("c.txt", Match.SAME, Optional.of(ONE_FILE));
        assertThat(FileChange.between(observed(Optional.of(ONE_FILE)), Optional.empty(), List.of(current, replaced)))
                .isEqualTo(new FileChange.Renamed(current));
    }

    private record Stored(String words, Optional<Known> known, Optional<String> observedKey) {}

    private record Elsewhere(String words, List<Known> known) {}

    private static String table() {
        StringBuilder table = new StringBuilder(row("stored for a.txt", "stored for its file key", "decision"));
        for (Stored stored : storedForPath()) {
            for (Elsewhere elsewhere : storedForKey(stored.observedKey())) {
                FileChange change =
                        FileChange.between(observed(stored.observedKey()), stored.known(), elsewhere.known());
                table.append(row(stored.words(), elsewhere.words(), words(change)));
            }
        }
        return table.toString();
    }

    private static List<Stored> storedForPath() {
        Optional<String> one = Optional.of(ONE_FILE);
        Optional<String> other = Optional.of(OTHER_FILE);
        List<Stored> cases = new ArrayList<>();
        cases.add(new Stored("nothing", Optional.empty(), one));
        for (Match match : Match.values()) {
            String content = content(match);
            String sameFile = match == Match.SAME ? content + ", file" : content + ", same file";
            cases.add(new Stored(sameFile, Optional.of(known("a.txt", match, one)), one));
            cases.add(new Stored(content + ", new file", Optional.of(known("a.txt", match, one)), other));
            cases.add(new Stored(
                    content + ", no keys", Optional.of(known("a.txt", match, Optional.empty())), Optional.empty()));
        }
        return cases;
    }

    /** Where the system has no file keys, nothing can be stored under one. */
    private static List<Elsewhere> storedForKey(Optional<String> key) {
        Elsewhere nothing = new Elsewhere("nothing", List.of());
        if (key.isEmpty()) {
            return List.of(nothing);
        }
        Known otherContent = known("b.txt", Match.DIFFERENT, key);
        return List.of(
                nothing,
                new Elsewhere("b.txt, same content", List.of(known("b.txt", Match.SAME, key))),
                new Elsewhere("b.txt, other content", List.of(otherContent)),
                new Elsewhere("b.txt, other; c.txt, same", List.of(otherContent, known("c.txt", Match.SAME, key))));
    }

    private static String content(Match match) {
        return switch (match) {
            case SAME -> "same content";
            case SHORTER -> "shorter";
            case DIFFERENT -> "other";
        };
    }

    private static String words(FileChange change) {
        if (change instanceof FileChange.New) {
            return "New";
        } else if (change instanceof FileChange.Continued continued) {
            return "Continued at " + continued.progress().nextByte();
        } else if (change instanceof FileChange.Renamed renamed) {
            return "Renamed from " + renamed.from().path();
        } else if (change instanceof FileChange.Truncated truncated) {
            return "Truncated, was at " + truncated.before().nextByte();
        } else if (change instanceof FileChange.Rewritten rewritten) {
            return "Rewritten, was at " + rewritten.before().nextByte();
        } else if (change instanceof FileChange.Replaced replaced) {
            return "Replaced, was at " + replaced.before().nextByte();
        }
        throw new AssertionError("a case without words: " + change);
    }

    private static String row(String path, String key, String decision) {
        return String.format(Locale.ROOT, "%-22s | %-28s | %s\n", path, key, decision);
    }

    private static Observation observed(Optional<String> key) {
        return new Observation(1000, key, FileTime.fromMillis(0));
    }

    private static Known known(String path, Match match, Optional<String> key) {
        return new Known(path, new Progress(500, 50, key, Evidence.NONE), match);
    }
}
