package io.jumbo.model;

import java.io.IOException;
import java.util.Optional;

/** What instruments do: they append. */
final class Instruments {

    /** Fewer zeros are content. */
    private static final int LEAST_GAP = 8;

    private static final int LONG_LINE = 1_000;
    private static final int SEVERAL_CHUNKS_OF_LINES = 150;

    private Instruments() {}

    static void append(World world, Action action) throws IOException {
        world.writers().append(action.name(), action.lines(world));
    }

    static void tornWrite(World world, Action action) throws IOException {
        world.writers().tear(action.name(), action.size());
    }

    static void longLines(World world, Action action) throws IOException {
        world.writers().append(action.name(), world.disk().newLines(2, LONG_LINE));
    }

    static void severalChunks(World world, Action action) throws IOException {
        world.writers().append(action.name(), world.disk().newLines(SEVERAL_CHUNKS_OF_LINES, LONG_LINE));
    }

    /** The end of a write reaches the file before its beginning. */
    static void nulBlockForAPoll(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            String text = world.disk().newLines(1 + action.other(), LEAST_GAP);
            int zeros = LEAST_GAP + action.size() % (text.length() - LEAST_GAP);
            world.writers().append(name.get(), "");
            world.disk().appendWithHole(name.get(), text, zeros);
            world.poll();
            world.disk().fill(name.get(), text);
        }
    }
}
