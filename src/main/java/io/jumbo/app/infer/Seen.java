package io.jumbo.app.infer;

/**
 * A line that was looked at.
 *
 * @param number of the line in its file, from 1
 * @param text without its end
 * @param table the number of the table whose data it is; -1 if of none
 */
record Seen(long number, String text, int table) {

    boolean isData() {
        return table >= 0;
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
