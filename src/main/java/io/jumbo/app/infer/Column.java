package io.jumbo.app.infer;

/**
 * A column of a proposal.
 *
 * @param identifier its name in the table
 * @param type of its values
 * @param value what stands for it in the statement
 */
record Column(String identifier, Guess<ColumnType> type, String value) {

    /** As {@code CREATE TABLE} has it. */
    String definition() {
        return identifier + " " + type.value().name() + (type.value().required() ? " NOT NULL" : "");
    }
}
