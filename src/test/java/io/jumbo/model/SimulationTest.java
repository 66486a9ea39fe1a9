package io.jumbo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scripts of {@link FileModelIT}, played with files, store and clock in memory: the same claims, some thousand times as fast. What is not played here is what only
 * real parts do: inodes that are used again, SQL, the route.
 *
 * <p>{@code -Djumbo.long-run=100} makes more than a million steps; {@code -Djumbo.seed=…} repeats a run; {@code -Djumbo.scripts=60} plays fewer of the suite's; {@code -Djumbo.script="APPEND(0, 0, 1), …"} plays one script again, as
 * it does in {@link FileModelIT}.
 */
class SimulationTest {

    /** About thirty steps each. */
    private static final int SCRIPTS = Integer.getInteger("jumbo.scripts", 200);

    private static final int FACTOR = Integer.getInteger("jumbo.long-run", 1);
    private static final long SEED_OF_THE_SUITE = 20_261_130;
    private static final int LONGEST = 60;

    private static final ThreadLocal<Map<Lines, SimulatedLaboratory>> LABORATORIES =
            ThreadLocal.withInitial(() -> new EnumMap<>(Lines.class));

    private final AtomicLong steps = new AtomicLong();

    /** What of the files is data. */
    enum Lines {
        ALL(Map.of()),
        /** Each line is asked what it is, and what was learnt is stored with the offset. */
        SORTED(Map.of("skip", "^~", "comment-prefix", "#"));

        private final Map<String, String> options;

        Lines(Map<String, String> options) {
            this.options = options;
        }
    }

    @ParameterizedTest
    @EnumSource
    void table_holds_every_line_once_whatever_happens(Lines lines) {
        String script = System.getProperty("jumbo.script", "");
        if (!script.isEmpty()) {
            fails(lines, Action.parse(script)).ifPresent(failure -> {
                throw failure;
            });
            return;
        }
        long seed = Long.getLong("jumbo.seed", FACTOR == 1 ? SEED_OF_THE_SUITE : new Random().nextLong());
        System.out.println("simulation: repeat with -Djumbo.seed=" + seed);
        long begun = System.nanoTime();
        Optional<List<Action>> failed = LongStream.range(0, (long) SCRIPTS * FACTOR)
                .parallel()
                .mapToObj(number -> script(new SplittableRandom(seed + number)))
                .filter(each -> fails(lines, each).isPresent())
                .findFirst();
        System.out.println("simulation: " + steps + " steps in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        failed.ifPresent(each -> {
            List<Action> shortest =
                    Shrinking.shortest(each, shorter -> fails(lines, shorter).isPresent());
            System.out.println("-Djumbo.script=\"" + shortest + "\"");
            throw fails(lines, shortest).orElseThrow();
        });
        assertThat(steps.get()).isGreaterThan(SCRIPTS);
    }

    private Optional<AssertionError> fails(Lines lines, List<Action> script) {
        try {
            World world = new World(LABORATORIES.get().computeIfAbsent(lines, SimulationTest::laboratory));
            for (Action action : script) {
                action.play(world);
                steps.incrementAndGet();
            }
            world.settle();
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(e);
        } catch (Exception e) {
            return Optional.of(new AssertionError("the script " + script + " could not be played", e));
        }
    }

    private static SimulatedLaboratory laboratory(Lines lines) {
        try {
            return new SimulatedLaboratory(lines.options);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Action> script(SplittableRandom random) {
        List<Action> script = new ArrayList<>();
        int length = 1 + random.nextInt(LONGEST);
        for (int i = 0; i < length; i++) {
            script.add(new Action(verb(random), random.nextInt(6), random.nextInt(6), 1 + random.nextInt(40)));
        }
        return script;
    }

    private static Verb verb(SplittableRandom random) {
        int all = 0;
        for (Verb verb : Verb.values()) {
            all += verb.weight();
        }
        int chosen = random.nextInt(all);
        for (Verb verb : Verb.values()) {
            chosen -= verb.weight();
            if (chosen < 0) {
                return verb;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
