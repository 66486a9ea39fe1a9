package io.jumbo.support;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Lets a property be run longer and again as the tests of processes are: {@code -Djumbo.long-run} multiplies its tries, {@code
 * -Djumbo.seed} repeats it; the seed is printed first. The log, which would be endless, is thrown away meanwhile.
 */
public final class LongRun implements AroundPropertyHook {

    private static final String SEED = "jumbo.seed";
    /** The suite says whether what was known to work still does; what is not known is what long runs search for. */
    private static final long SEED_OF_THE_SUITE = 20_261_124;

    private static final int FACTOR = Integer.getInteger("jumbo.long-run", 1);

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        long unlessGiven = FACTOR == 1 ? SEED_OF_THE_SUITE : new Random().nextLong();
        String seed = String.valueOf(Long.getLong(SEED, unlessGiven));
        System.out.println(context.label() + ": repeat with -D" + SEED + "=" + seed);
        context.attributes().setSeed(seed);
        context.attributes()
                .setTries(Math.multiplyExact(context.attributes().tries().orElseThrow(), FACTOR));
        PrintStream log = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return property.execute();
        } finally {
            System.setErr(log);
        }
    }

    @Override
    public int aroundPropertyProximity() {
        return -50; // outside of what reads the attributes
    }
}
