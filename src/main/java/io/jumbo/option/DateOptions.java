package io.jumbo.option;

import java.util.Optional;

/**
 * What a watch wants of how dates and times are read. What it does not say is the database's.
 *
 * @param zone a value of PostgreSQL's {@code TimeZone}; whether it is one, only the server knows
 * @param order of the numbers in a date
 */
public record DateOptions(Optional<String> zone, Optional<DateOrder> order) {

    /** All of it is the database's. */
    public static final DateOptions NONE = new DateOptions(Optional.empty(), Optional.empty());

    /** Those of a watch. */
    public static DateOptions of(WatchOptions options) {
        return new DateOptions(options.get(Option.TIME_ZONE), options.get(Option.DATE_STYLE));
    }
}
