package io.jumbo.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One step of a script. Its numbers choose among what is there when it is played, so that a script without some of its steps still is one.
 *
 * @param file chooses a file
 * @param other chooses another file or name
 * @param size of what is written, or the call at which something fails
 */
record Action(Verb verb, int file, int other, int size) {

    private static final int MOST_LINES = 5;

    private static final Pattern PRINTED = Pattern.compile("(\\w+)\\((\\d+), (\\d+), (\\d+)\\)");

    /** The script that was printed like this. */
    static List<Action> parse(String script) {
        return PRINTED.matcher(script)
                .results()
                .map(found -> new Action(
                        Verb.valueOf(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(3)),
                        Integer.parseInt(found.group(4))))
                .toList();
    }

    void play(World world) throws Exception {
        verb.play(world, this);
    }

    /** A matching name, whether there is such a file or not. */
    String name() {
        return Disk.NAMES.get(file % Disk.NAMES.size());
    }

    /** A file that is there, if any is. */
    Optional<String> one(World world) {
        return world.disk().some(file);
    }

    /** A file that is there and may be lost, if any is. */
    Optional<String> oneToLose(World world) {
        return one(world).filter(name -> !world.disk().isUntraceable(name));
    }

    /** A file that is there, if any is; perhaps the same. */
    Optional<String> another(World world) {
        return world.disk().some(other);
    }

    /** A matching name that no file has, if any is left. */
    Optional<String> free(World world) {
        return world.disk().free(other);
    }

    /** New lines, or none. */
    String lines(World world) {
        return world.disk().newLines(size % MOST_LINES, 0);
    }

    @Override
    public String toString() {
        return verb + "(" + file + ", " + other + ", " + size + ")";
    }
}
