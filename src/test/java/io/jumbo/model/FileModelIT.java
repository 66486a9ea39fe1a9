package io.jumbo.model;

import io.jumbo.support.LongRun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random scripts of what can happen to files, connections and processes, played with real files, a real PostgreSQL and the real route, and compared
 * with a model: every line is unlike every other, so that a double, a loss and a torn line each show in the table. Polls are made by hand and
 * time is the test's, so that a script runs as fast as the machine can and the same each time.
 *
 * <p>Never, after any action: half a line, a line that never was, a dead letter. And after the actions of each claim, once everything has settled
 * (nothing changes for a few polls with three seconds between them):
 *
 * <table>
 * <caption>Which claim holds after which action</caption>
 * <tr><td>{@link Claim#EXACT}: every line once
 *     <td>append, torn write, long lines, several chunks, the end of a write before its beginning; rename, swap of names; the whole file written
 *     anew with the old lines before the new ones, at once or in pieces, in place or as another file renamed over it; copytruncate, the copy in the pattern or not; file or
 *     directory out of sight for a poll; a name that does not match, and back; time passes; clean restart; kill before or after any call to the
 *     database; any call failing in any way, COMMIT too; connections terminated; a second instance, polling in turns or in the middle of the
 *     first one's transaction
 * <tr><td>{@link Claim#UNREAD_LINES_COME_IF_HELD}
 *     <td>the file loses its name: delete; delete and create, under the same or another name; another file renamed over it; rotation whose
 *     last file is lost; rename to a name that does not match
 * <tr><td>{@link Claim#UNREAD_LINES_MAY_BE_MISSING}
 *     <td>written anew with other lines in place; truncate
 * <tr><td>{@link Claim#AT_MOST_ONCE_MORE_FOR_EACH_COPY}
 *     <td>clone
 * </table>
 *
 * <p>A line is unread if no poll that nothing disturbed since everything had settled came after it, or its file was not just created, appended to and
 * renamed; such lines are only demanded if they still stand in a file when everything has settled. What no reader could tell is left out of
 * the scripts: {@link Limit}. A server that crashes and comes back is not played here but with real processes: {@code OutageIT}.
 *
 * <p>{@code -Djumbo.long-run=600} makes about a million steps; {@code -Djumbo.seed=…} repeats a run; {@code -Djumbo.verbs=APPEND,POLL,…} plays
 * these actions only. A failed script is shrunk and printed; {@code -Djumbo.script="APPEND(0, 0, 1), …"} plays it again, {@code
 * -Djumbo.beyond=…} without the limits named; {@code -Djumbo.threads=4} reads several files at once, so that a script does not play the same each time.
 */
class FileModelIT {

    private static RealLaboratory laboratory;
    private static long steps;

    @BeforeContainer
    static void open() throws Exception {
        laboratory = new RealLaboratory();
    }

    @AfterContainer
    static void close() throws Exception {
        System.out.println("actions played: " + steps);
        laboratory.close();
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(LongRun.class)
    void table_holds_every_line_once_whatever_happens(@ForAll("scripts") List<Action> script) throws Exception {
        try {
            play(script);
        } catch (AssertionError e) {
            List<Action> shortest = Shrinking.shortest(script, FileModelIT::fails);
            System.out.println("-Djumbo.script=\"" + shortest + "\"");
            play(shortest);
            throw e; // it does not fail each time
        }
    }

    private static void play(List<Action> script) throws Exception {
        World world = new World(laboratory);
        for (Action action : script) {
            action.play(world);
            steps++;
        }
        world.settle();
    }

    private static boolean fails(List<Action> script) {
        try {
            play(script);
            return false;
        } catch (AssertionError e) {
            return true;
        } catch (Exception e) {
            throw new IllegalStateException("while a script was made shorter", e);
        }
    }

    @Provide
    Arbitrary<List<Action>> scripts() {
        String replayed = System.getProperty("jumbo.script", "");
        if (!replayed.isEmpty()) {
            return Arbitraries.just(Action.parse(replayed));
        }
        List<Verb> chosen = Optional.ofNullable(System.getProperty("jumbo.verbs"))
                .map(names -> Arrays.stream(names.split(",")).map(Verb::valueOf).toList())
                .orElse(List.of(Verb.values()));
        return actions(chosen).list().ofMinSize(1).ofMaxSize(60).withSizeDistribution(RandomDistribution.uniform());
    }

    @SuppressWarnings("unchecked")
    private static Arbitrary<Action> actions(List<Verb> verbs) {
        Arbitrary<Verb> verb = Arbitraries.frequency(
                verbs.stream().map(each -> Tuple.of(each.weight(), each)).toArray(Tuple.Tuple2[]::new));
        return Combinators.combine(
                        verb,
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(1, 40))
                .as(Action::new);
    }
}
