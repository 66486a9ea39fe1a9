package io.jumbo.write.template;

/** A place in the user's statement that takes a value. */
public sealed interface Placeholder {

    /**
     * {@code %s}: the next field.
     *
     * @param index of the field, from 0
     */
    record Next(int index) implements Placeholder {}

    /**
     * {@code %3$s}: the third field.
     *
     * @param index of the field, from 0
     */
    record Position(int index) implements Placeholder {}

    /**
     * {@code %(name)s}: metadata of the line, a value from above it or from its path, the field of that name, or a parameter that a route set before the insert.
     *
     * @param name as written in the template
     */
    record Named(String name) implements Placeholder {}

    /**
     * {@code %(fields:name)s}: the field of that name, whatever else is known under it.
     *
     * @param name as written in the template behind the colon
     */
    record FieldName(String name) implements Placeholder {}

    /**
     * {@code %(header:key)s}: what a line above the data says under a key.
     *
     * @param key as written in the template behind the colon
     */
    record HeaderValue(String key) implements Placeholder {

        /** How it is called in the statement, and among the values that were learnt of a file: {@code header:key}. */
        public String name() {
            return WrittenPlaceholder.HEADER + key;
        }
    }

    /**
     * {@code :?name}: a parameter that a route set before the insert, or metadata of the line; never a field.
     *
     * @param name as written in the template
     */
    record Parameter(String name) implements Placeholder {}
}
