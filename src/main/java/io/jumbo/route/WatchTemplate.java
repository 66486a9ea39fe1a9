package io.jumbo.route;

import io.jumbo.option.Option;

/** The names in route files that Jumbo itself relies on. */
public final class WatchTemplate {

    /** The id of the route template: how a watch works. */
    public static final String ID = "jumbo-watch";

    /** What a route says in place of a name if it is the watch of {@code jumbo.*}. */
    public static final String UNNAMED = "{{" + Option.PREFIX + Option.WATCH.key() + "}}";

    private WatchTemplate() {}
}
