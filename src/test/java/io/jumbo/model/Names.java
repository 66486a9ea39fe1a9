package io.jumbo.model;

import java.io.IOException;
import java.util.Optional;

/** What happens to files as a whole: they get other names, or none. */
final class Names {

    private static final String AWAY = "away.tmp";

    private Names() {}

    static void rename(World world, Action action) throws IOException {
        Optional<String> from = action.one(world);
        Optional<String> to = action.free(world);
        if (from.isPresent() && to.isPresent()) {
            world.disk().rename(from.get(), to.get());
        }
    }

    static void renameOver(World world, Action action) throws IOException {
        Optional<String> from = action.one(world);
        if (from.isPresent()) {
            world.disk().rename(from.get(), action.another(world).orElseThrow());
        }
    }

    static void swap(World world, Action action) throws IOException {
        Optional<String> one = action.one(world);
        if (one.isPresent()) {
            world.disk().swap(one.get(), action.another(world).orElseThrow());
        }
    }

    /** {@code a.1.txt} to {@code a.2.txt}, {@code a.txt} to {@code a.1.txt}, a new {@code a.txt}. */
    static void rotate(World world, Action action) throws IOException {
        for (int i = 1; i >= 0; i--) {
            if (world.disk().has(Disk.NAMES.get(i))) {
                world.disk().rename(Disk.NAMES.get(i), Disk.NAMES.get(i + 1));
            }
        }
        world.writers().append(Disk.NAMES.get(0), action.lines(world));
    }

    static void moveOut(World world, Action action) throws IOException {
        Optional<String> name = action.one(world);
        if (name.isPresent()) {
            world.disk().rename(name.get(), Disk.OUT + action.other());
        }
    }

    static void moveBack(World world, Action action) throws IOException {
        Optional<String> from = world.disk().movedOut();
        Optional<String> to = action.free(world);
        if (from.isPresent() && to.isPresent()) {
            world.disk().rename(from.get(), to.get());
        }
    }

    static void delete(World world, Action action) throws IOException {
        Optional<String> name = action.oneToLose(world);
        if (name.isPresent()) {
            world.disk().delete(name.get());
        }
    }

    static void deleteAndCreate(World world, Action action) throws IOException {
        Optional<String> name = action.oneToLose(world);
        if (name.isPresent()) {
            world.disk().delete(name.get());
            world.disk().create(name.get(), action.lines(world));
        }
    }

    /** The new file often is given the inode of the deleted one. */
    static void deleteAndCreateAnother(World world, Action action) throws IOException {
        Optional<String> name = action.oneToLose(world);
        Optional<String> created = action.free(world);
        if (name.isPresent() && created.isPresent()) {
            world.disk().delete(name.get());
            world.disk().create(created.get(), action.lines(world));
        }
    }

    /** In the place of lost permissions, which root does not feel: out of sight for a poll, and back. */
    static void fileAwayForAPoll(World world, Action action) throws IOException {
        Optional<String> name = action.oneToLose(world);
        if (name.isPresent()) {
            world.disk().move(name.get(), AWAY);
            world.poll();
            world.disk().move(AWAY, name.get());
        }
    }
}
