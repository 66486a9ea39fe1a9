package io.jumbo.layout;

import io.jumbo.tail.FieldNames;
import java.util.Optional;

/**
 * A line of a header, or a field of it, without blanks, quotes and comment characters in front. Immutable.
 *
 * @param quote stands in front of it: what is between the quotes are its fields; absent if none does
 */
record BareText(String text, Optional<Character> quote) {

    /**
     * Takes away what stands in front.
     *
     * @param quote round fields; absent = there is none
     */
    static BareText of(String whole, Optional<Character> quote) {
        int from = Math.max(0, whole.indexOf(FieldNames.bare(whole)));
        String front = whole.substring(0, from);
        return new BareText(whole.substring(from), quote.filter(mark -> front.indexOf(mark) >= 0));
    }

    /** Whether a quote stands in front of it. */
    boolean isInQuotes() {
        return quote.isPresent();
    }

    /** What is left of a text without the quote that it ends with, if it does. */
    String withoutLastQuote(String any) {
        return quote.isPresent() && any.endsWith(quote.get().toString()) ? any.substring(0, any.length() - 1) : any;
    }
}
