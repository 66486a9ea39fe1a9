package io.jumbo.write.ways;

import java.util.Locale;

/**
 * Something in the database by which many lines in one statement may leave other rows than one statement for each line.
 *
 * @param kind what it is
 * @param name of it, quoted where that is necessary
 * @param place what it belongs to; empty where the name says it
 * @param function what it calls, with the types of its arguments; empty where that does not matter
 * @param foldable whether the server may evaluate the function once for a plan, since somebody declared it IMMUTABLE
 */
record Obstacle(Kind kind, String name, String place, String function, boolean foldable) {

    /** The order is that of the words: what is most telling comes first. */
    enum Kind {
        UNKNOWN("the server knows no table by the name that it bears in the statement"),
        VIEW("%2$s is a view"),
        FOREIGN_TABLE("%2$s is a foreign table"),
        RULE("rule %1$s on %2$s rewrites it"),
        TRIGGER("trigger %1$s on %2$s runs %3$s"),
        STATEMENT("the statement calls %3$s"),
        DEFAULT("the default of %1$s calls %3$s"),
        GENERATED("the generated column %1$s calls %3$s"),
        CHECK("constraint %1$s on %2$s calls %3$s"),
        DOMAIN("domain %1$s calls %3$s"),
        CAST("the cast from %1$s to %2$s calls %3$s"),
        INDEX("index %1$s on %2$s calls %3$s"),
        PARTITIONS("the partition key of %1$s calls %3$s"),
        POLICY("policy %1$s on %2$s calls %3$s"),
        QUERYING_POLICY("policy %1$s on %2$s holds a query"),
        SELF_REFERENCE("foreign key %1$s on %2$s refers to rows that lines before may bring"),
        CASCADE("foreign key %1$s on %2$s changes rows with those that are updated");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Why it must be row by row, after "since". */
    String words() {
        return String.format(Locale.ROOT, kind.words, name, place, function);
    }
}
