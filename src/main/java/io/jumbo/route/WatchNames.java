package io.jumbo.route;

import org.apache.camel.CamelContext;

/** Keeps two watches of one CamelContext from bearing the same name: each would write half of the lines. */
final class WatchNames {

    private static final String CLAIM = "jumbo-watch-";

    private WatchNames() {}

    /** The name of a watch as a part of a name that Camel keeps: there braces are placeholders. */
    static String plain(String watch) {
        return watch.replace('{', '｛').replace('}', '｝');
    }

    /**
     * Claims a name for a watch. The claim of a watch that was stopped, with its route or its context, counts no more.
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
