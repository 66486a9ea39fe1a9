package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.follow.Trace.Occasion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What becomes of a file that left its path, as a table to check by eye: it stands in docs/file-changes.md. */
class DepartureTest {

    /** Everything is known beforehand. */
    private record Known(
            Occasion occasion,
            boolean goesOn,
            boolean wasCut,
            boolean isCertainlyAway,
            boolean isHeld,
            boolean isElsewhere,
            boolean isNewElsewhere,
            boolean hasCopy,
            boolean canBeSearched)
            implements Trace {

        Known(
                Occasion occasion,
                boolean goesOn,
                boolean wasCut,
                boolean isCertainlyAway,
                boolean isHeld,
                boolean isElsewhere,
                boolean isNewElsewhere,
                boolean hasCopy) {
            this(occasion, goesOn, wasCut, isCertainlyAway, isHeld, isElsewhere, isNewElsewhere, hasCopy, true);
        }
    }

    @Test
    void documentation_shows_every_decision() throws IOException {
        assertThat(Files.readString(Path.of("docs/file-changes.md"))).contains("```text\n" + table() + "```\n");
    }

    private static String table() {
        StringBuilder table = new StringBuilder(row("occasion", "certain", "held", "elsewhere", "decision"));
        for (Occasion occasion : Occasion.values()) {
            for (boolean certain : occasion == Occasion.REPLACED ? new boolean[] {true} : new boolean[] {true, false}) {
                for (boolean held : occasion == Occasion.LET_GO ? new boolean[] {false} : new boolean[] {true, false}) {
                    for (String elsewhere : held ? new String[] {"-"} : new String[] {"no", "as it was", "longer"}) {
                        Trace trace = new Known(
                                occasion,
                                false,
                                false,
                                certain,
                                held,
                                !elsewhere.equals("no") && !elsewhere.equals("-"),
                                elsewhere.equals("longer"),
                                false);
                        table.append(row(
                                words(occasion),
                                certain ? "yes" : "no",
                                held ? "yes" : "no",
                                elsewhere,
                                words(Departure.of(trace))));
                    }
                }
            }
        }
        return table.toString();
    }

    @Test
    void what_cannot_be_observed_is_not_gone() {
        Trace unmounted = new Known(Occasion.NOT_MET, false, false, false, false, false, false, false);
        assertThat(Departure.of(unmounted)).isEqualTo(Departure.NOT_OBSERVABLE);
    }

    /** The process may be out of handles, or a share in trouble: what is not found there is not lost. */
    @Test
    void what_is_not_found_in_a_directory_that_cannot_be_listed_is_not_gone() {
        for (Occasion occasion : Occasion.values()) {
            Trace unlisted = new Known(occasion, false, false, true, false, false, false, false, false);
            assertThat(Departure.of(unlisted)).as("%s", occasion).isEqualTo(Departure.NOT_OBSERVABLE);
        }
        Trace cut = new Known(Occasion.REPLACED, false, true, true, false, false, false, false, false);
        assertThat(Departure.of(cut)).isEqualTo(Departure.NOT_OBSERVABLE);
    }

    @Test
    void offset_that_goes_on_in_changed_lines_leaves_nothing_behind() {
        Trace edited = new Known(Occasion.REPLACED, true, true, true, true, true, true, true);
        assertThat(Departure.of(edited)).isEqualTo(Departure.GOES_ON);
    }

    /** Its handle holds what it holds now, not what it held before. */
    @Test
    void what_a_file_held_before_it_was_cut_is_only_read_on_in_a_copy() {
        Trace copied = new Known(Occasion.REPLACED, false, true, true, true, true, true, true);
        Trace lost = new Known(Occasion.REPLACED, false, true, true, true, true, true, false);
        assertThat(Departure.of(copied)).isEqualTo(Departure.IN_COPY);
        assertThat(Departure.of(lost)).isEqualTo(Departure.GONE);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String row(String occasion, String certain, String held, String elsewhere, String decision) {
        return String.format(
                                Locale.ROOT,
                                "%-8s | %-7s | %-4s | %-9s | %s",
                                occasion,
                                certain,
                                held,
                                elsewhere,
                                decision)
                        .stripTrailing()
                + "\n";
    }
}
