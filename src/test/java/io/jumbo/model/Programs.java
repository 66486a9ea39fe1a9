package io.jumbo.model;

import java.io.IOException;
import java.util.Optional;

/** What programs do that write whole files, and those that keep logs from growing. */
final class Programs {

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
