package io.jumbo.route;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.support.service.ServiceSupport;

/** The options of a watch as a route sets them: the properties of a bean, as text, checked all at once at the start. */
public abstract class WatchBean extends ServiceSupport {

    private final Map<String, String> values = new HashMap<>();
    private String watch = "";

    WatchBean() {}

    /** Name of the watch: offsets and dead letters are kept under it. No two watches of one database may share it. */
    public void setWatch(String watch) {
        this.watch = watch;
    }

    final String watch() {
        return watch;
    }

    /** See {@link Option#DIRECTORY}. */
    public void setDirectory(String directory) {
        values.put(Option.DIRECTORY.key(), directory);
    }

    /** See {@link Option#INCLUDE}. */
    public void setInclude(String include) {
        values.put(Option.INCLUDE.key(), include);
    }

    /** See {@link Option#EXCLUDE}. */
    public void setExclude(String exclude) {
        values.put(Option.EXCLUDE.key(), exclude);
    }

    /** See {@link Option#POLL_INTERVAL}. */
    public void setPollInterval(String pollInterval) {
        values.put(Option.POLL_INTERVAL.key(), pollInterval);
    }

    /** See {@link Option#INSERT}. */
    public void setInsert(String insert) {
        values.put(Option.INSERT.key(), insert);
    }

    /** See {@link Option#CREATE_TABLE}. */
    public void setCreateTable(String createTable) {
        values.put(Option.CREATE_TABLE.key(), createTable);
    }

    /** See {@link Option#START_AT}. */
    public void setStartAt(String startAt) {
        values.put(Option.START_AT.key(), startAt);
    }

    /** See {@link Option#MAX_LINE_BYTES}. */
    public void setMaxLineBytes(String maxLineBytes) {
        values.put(Option.MAX_LINE_BYTES.key(), maxLineBytes);
    }

    /** See {@link Option#CHUNK_BYTES}. */
    public void setChunkBytes(String chunkBytes) {
        values.put(Option.CHUNK_BYTES.key(), chunkBytes);
    }

    /** See {@link Option#FORMAT}. */
    public void setFormat(String format) {
        values.put(Option.FORMAT.key(), format);
    }

    /** See {@link Option#DELIMITER}. */
    public void setDelimiter(String delimiter) {
        values.put(Option.DELIMITER.key(), delimiter);
    }

    /** See {@link Option#QUOTE}. */
    public void setQuote(String quote) {
        values.put(Option.QUOTE.key(), quote);
    }

    /** See {@link Option#ON_REWRITE}. */
    public void setOnRewrite(String onRewrite) {
        values.put(Option.ON_REWRITE.key(), onRewrite);
    }

    /** See {@link Option#FORGET_AFTER}. */
    public void setForgetAfter(String forgetAfter) {
        values.put(Option.FORGET_AFTER.key(), forgetAfter);
    }

    /**
     * The validated options of the watch, started or not.
     *
     * @throws IllegalArgumentException with everything that is wrong with them
     */
    public WatchOptions options() {
        return WatchOptions.of(watch, values);
    }

    /** Camel takes a blank behind a comma for a part of the pattern, which then matches nothing. */
    final void requireNoBlanks(Option option, String patterns) {
        if (!patterns.equals(values.getOrDefault(option.key(), patterns))) {
            throw new IllegalArgumentException(
                    "watch " + watch + ": write the patterns of " + option.key() + " without blanks: " + patterns);
        }
    }
}
