package io.jumbo.model;

/**
 * One step of a script. Its numbers choose among what is there when it is played, so that a script without some of its steps still is one.
 *
 * @param file chooses a file
 * @param other chooses another file or name
 * @param size of what is written, or the call at which something fails
 */
record Action(Verb verb, int file, int other, int size) {

    void play(World world) throws Exception {
        verb.play(world, this);
    }

    @Override
    public String toString() {
        return verb + "(" + file + ", " + other + ", " + size + ")";
    }
}
