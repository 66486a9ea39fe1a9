package io.jumbo.write.template;

/** A place in the user's statement that takes a value. */
public sealed interface Placeholder {

    /**
     * {@code %s}: the next field.
     *
     * @param index of the field, from 0
     */
    record Field(int index) implements Placeholder {}

    /**
     * {@code %(name)s} or {@code :?name}: metadata of the line, or a parameter a route set before the insert.
     *
     * @param name as written in the template
     */
    record Named(String name) implements Placeholder {}
}
