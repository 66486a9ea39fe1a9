package io.jumbo.route;

import org.apache.camel.CamelContext;

/** The names that Camel keeps for a watch: of its route, its listeners, and the claim to its own name. */
final class WatchNames {

    private static final String CLAIM = "jumbo-watch-";
    private static final String ROUTE_OF = "watch-";
    private static final String LISTENER_OF = "jumbo-listener-of-";

    private WatchNames() {}

    /** The name of a watch as a part of another name: there braces are placeholders. */
    private static String plain(String watch) {
        return watch.replace('{', '｛').replace('}', '｝');
    }

    static String route(String watch) {
        return ROUTE_OF + plain(watch);
    }

    static String listener(String watch) {
        return LISTENER_OF + plain(watch) + "#";
    }

    /** Whether the listener of a name hears a watch: its own, or one that hears all. */
    static boolean hears(String listener, String watch) {
        return !listener.startsWith(LISTENER_OF) || listener.startsWith(listener(watch));
    }

    /**
     * Claims a name for a watch: of two that bear it in one context each would write half of the lines. The claim of a watch that was
     * stopped, with its route or its context, counts no more.
     *
     * @throws IllegalArgumentException if another watch has it
     */
    static synchronized void claim(CamelContext context, String watch, GrownFiles owner) {
        GrownFiles other = context.getRegistry().lookupByNameAndType(CLAIM + plain(watch), GrownFiles.class);
        if (other != null && other != owner && (other.isStarting() || other.isStarted())) {
            throw new IllegalArgumentException("two watches are named " + watch
                    + ": they would share offsets and each write half of the lines; give one of them another name");
        }
        context.getRegistry().bind(CLAIM + plain(watch), owner);
    }
}
