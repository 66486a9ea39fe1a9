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

/** Random scripts. */
class FileModelIT {

    private static Laboratory laboratory;
    private static long steps;
    private static long started;
    static java.util.Map<Verb, Long> T = new java.util.TreeMap<>();
    static java.util.Map<Verb, Integer> C = new java.util.TreeMap<>();
    static long START;

    @BeforeContainer
    static void open() throws Exception {
        laboratory = new Laboratory();
        started = System.nanoTime();
    }

    @AfterContainer
    static void close() throws Exception {
        laboratory.close();
        T.forEach((v, t) -> System.out.println(v + " " + C.get(v) + " x " + t / C.get(v) / 1000 + " us"));
        System.out.println("new World total " + START / 1000000);
        System.out.println(steps + " steps in " + (System.nanoTime() - started) / 1_000_000 + " ms");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
    @AddLifecycleHook(LongRun.class)
    void table_holds_every_line_once_whatever_happens(@ForAll("scripts") List<Action> script) throws Exception {
        long t1 = System.nanoTime();
        World world = new World(laboratory);
        START += System.nanoTime() - t1;
        for (Action action : script) {
            long t0 = System.nanoTime();
            action.play(world);
            T.merge(action.verb(), System.nanoTime() - t0, Long::sum);
            C.merge(action.verb(), 1, Integer::sum);
            steps++;
        }
        world.settle();
    }

    @Provide
    Arbitrary<List<Action>> scripts() {
        return actions(verbs()).list().ofMinSize(1).ofMaxSize(60).withSizeDistribution(RandomDistribution.uniform());
    }

    private static List<Verb> verbs() {
        return Optional.ofNullable(System.getProperty("jumbo.verbs"))
                .map(names -> Arrays.stream(names.split(",")).map(Verb::valueOf).toList())
                .orElseGet(Verb::today);
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
