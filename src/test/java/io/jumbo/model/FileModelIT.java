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
 *     <td>append, torn write, long lines, several chunks; rename, swap of names; the whole file written anew with the old lines before the
 *     new ones, in place or as another file renamed over it; file or directory out of sight for a poll; time passes; clean restart; kill
 *     before, at or after any call to the database; any call failing in any way, COMMIT too; connections terminated; a second instance, polling
 *     in turns or in the middle of the first one's transaction
 * <tr><td>{@link Claim#UNREAD_LINES_MAY_BE_MISSING}: and lines are missing at most if no poll came between them and the action
 *     <td>written anew with other lines, in place or by renaming another file over it; delete; delete and create, under the same or another
 *     name; truncate
 * <tr><td>{@link Claim#UNREAD_LINES_OF_THE_OTHER_MAY_BE_MISSING}
 *     <td>rename over another file, rotation whose last file is lost
 * <tr><td>{@link Claim#AT_MOST_ONCE_MORE_FOR_EACH_COPY}
 *     <td>clone
 * <tr><td>{@link Claim#EXACT_IF_READ_BEFORE}
 *     <td>copytruncate
 * <tr><td>{@link Claim#UNREAD_LINES_COME_IF_HELD}
 *     <td>rename to a name that does not match, and back
 * </table>
 *
 * <p>"A poll came between" means a poll that nothing disturbed since everything had settled, and of a file to which nothing happened but that it
 * was created, appended to and renamed; all other lines are only demanded if they still stand in a file when everything has settled. What the
 * decision cannot know is left out of the scripts: {@link Limit}.
 *
 * <p>{@code -Djumbo.long-run=600} makes a million steps; {@code -Djumbo.seed=…} repeats a run; {@code -Djumbo.verbs=APPEND,POLL,…} plays
 * these actions only. A failed script is shrunk and printed.
 */
class FileModelIT {

    private static Laboratory laboratory;
    private static long steps;

    @BeforeContainer
    static void open() throws Exception {
        laboratory = new Laboratory();
    }

    @AfterContainer
    static void close() throws Exception {
        System.out.println("actions played: " + steps);
        laboratory.close();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
    @AddLifecycleHook(LongRun.class)
    void table_holds_every_line_once_whatever_happens(@ForAll("scripts") List<Action> script) throws Exception {
        World world = new World(laboratory);
        for (Action action : script) {
            action.play(world);
            steps++;
        }
        world.settle();
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
