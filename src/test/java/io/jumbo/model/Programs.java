package io.jumbo.model;

import java.io.IOException;
import java.util.Optional;

/** What programs do that write whole files, and those that keep logs from growing. */
final class Programs {

    /** A longer one is not known. */
    private static final int LONGEST_FOOTER = 512;

    private Programs() {}

    static void rewriteWithOldLines(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            world.writers().rewrite(name.get(), world.writers().whole(name.get()) + action.lines(world));
        }
    }

    static void replaceWithOldLines(World world, Action action) throws IOException {
        Optional<String> name = action.oneToLose(world);
        if (name.isPresent()) {
            world.writers().replaceWithOldLines(name.get(), action.lines(world));
        }
    }

    static void rewriteInPieces(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            String whole = world.writers().whole(name.get()) + action.lines(world);
            world.writers().beginRewrite(name.get(), whole, action.other() * action.size());
        }
    }

    static void nextPiece(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            world.writers().goOn(name.get(), action.other() * action.size());
        }
    }

    static void rewrite(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            world.writers().rewrite(name.get(), action.lines(world));
        }
    }

    static void replace(World world, Action action) throws IOException {
        Optional<String> name = action.oneToLose(world);
        if (name.isPresent()) {
            world.disk().replace(name.get(), action.lines(world));
        }
    }

    /** Writes new lines on top of the old ones. */
    static void prepend(World world, Action action) throws Exception {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            insert(world, action, name.get(), false);
        }
    }

    /** Writes new lines in front of the last one, which is the same each time. */
    static void footer(World world, Action action) throws Exception {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            insert(world, action, name.get(), true);
        }
    }

    /** One change at a time is told apart: nothing else happens to the file before all is written, but that the process may die. */
    private static void insert(World world, Action action, String name, boolean isInFrontOfLast) throws Exception {
        world.writers().append(name, "");
        world.settle();
        String text = world.disk().file(name).text();
        int at = isInFrontOfLast ? text.lastIndexOf('\n', text.length() - 2) + 1 : 0;
        if (isInFrontOfLast && text.length() - at > LONGEST_FOOTER) {
            return;
        }
        world.writers().rewrite(name, text.substring(0, at) + action.lines(world) + text.substring(at));
        world.poll();
        world.timePasses(0);
        world.kill(action.other(), action.size());
        world.settle();
    }

    static void truncate(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            world.writers().rewrite(name.get(), "");
        }
    }

    static void copytruncate(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        Optional<String> copy = action.free(world);
        if (name.isPresent() && copy.isPresent()) {
            world.writers().copyAndRewrite(name.get(), copy.get(), action.lines(world));
        }
    }

    /** To a name that no poll meets, which begins with that of the file, as those of logrotate do. */
    static void copytruncateOut(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            world.writers().copyOutAndRewrite(name.get(), name.get() + "." + action.other(), action.lines(world));
        }
    }

    static void cloneFile(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        Optional<String> copy = action.free(world);
        if (name.isPresent() && copy.isPresent()) {
            world.writers().copy(name.get(), copy.get());
        }
    }
}
