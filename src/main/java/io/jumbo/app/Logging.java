package io.jumbo.app;

import java.util.Map;

/**
 * How the process logs: one line for each event on standard output, Jumbo from INFO, what it stands on from WARN. A
 * system property that is already set wins, for example {@code -Dorg.slf4j.simpleLogger.log.jumbo=debug}.
 */
final class Logging {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    /**
     * Levels are given for each first word of a package name and not as {@code defaultLogLevel}, because Maven sets that
     * one for the whole JVM: under {@code mvn -q exec:java} nothing but errors would be seen.
     */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("logFile", "System.out"),
            Map.entry("showDateTime", "true"),
            Map.entry("dateTimeFormat", "yyyy-MM-dd HH:mm:ssXXX"),
            Map.entry("showThreadName", "false"),
            Map.entry("showShortLogName", "true"),
            Map.entry("log.jumbo", "info"),
            Map.entry("log.io.jumbo", "info"),
            Map.entry("log.org", "warn"),
            Map.entry("log.com", "warn"),
            Map.entry("log.io", "warn"),
            // Says in a stack trace what our own message says in a line.
            Map.entry("log.io.zonky", "off"),
            // A failed poll is an event of ours, not one more line for each attempt.
            Map.entry("log.org.apache.camel.component.file.GenericFileOnCompletion", "error"),
            // The rollback on a connection that was lost, with its stack trace: the loss is an event of ours.
            Map.entry("log.org.apache.camel.component.jdbc.JdbcProducer", "error"));

    private Logging() {}

    /** Must run before the first logger is made. */
    static void configure() {
        DEFAULTS.forEach((key, value) -> {
            if (System.getProperty(PREFIX + key) == null) {
                System.setProperty(PREFIX + key, value);
            }
        });
    }
}
