package io.jumbo.tail;

/**
 * New lines in front of what was consumed of a file, or between two pieces of it: a file whose newest line stands on top, or one whose footer moves down. All
 * of the consumed content is there; without the inserted lines it would be where it was.
 *
 * @param before the progress without them
 * @param at offset of the first inserted byte, where a line begins: so many bytes of the consumed content stand in front of it
 * @param length bytes of the inserted lines
 * @param linesBefore number of lines in front of them
 * @param lines how many were inserted
 */
public record Insertion(Progress before, long at, long length, long linesBefore, long lines) {

    /** Offset of the byte after the consumed content at its new place. */
    public long behind() {
        return before.nextByte() + length;
    }
}
