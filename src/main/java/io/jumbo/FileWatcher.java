package io.jumbo;

import io.jumbo.events.TailEvents;
import io.jumbo.option.FileOrder;
import io.jumbo.option.LineEnd;
import io.jumbo.option.LineFormat;
import io.jumbo.option.OnRewrite;
import io.jumbo.option.Option;
import io.jumbo.option.StartAt;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.WatchTemplate;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.template.InsertTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;

/**
 * Watches a directory and turns every complete line appended to a file into a row, through an INSERT, exactly once.
 *
 * <pre>{@code
 * FileWatcher fido = FileWatcher.watch("data")
 *         .insert("INSERT INTO data_container (ID) VALUES (%s)")
 *         .every(Duration.ofMillis(500))
 *         .into(dataSource);
 * context.addRoutes(fido); // in an existing CamelContext
 * fido.bark();             // or alone: blocks until stopped
 * }</pre>
 *
 * <p>It adds one route, made from the template {@code jumbo-watch}. That is the context's own, or else the one packed with this library
 * ({@code routes/watch.camel.yaml}). Nothing is kept in memory that a crash could lose; the tables {@code jumbo_offsets} and {@code
 * jumbo_dead_letters} are created where the user's INSERT goes.
 */
public final class FileWatcher extends RouteBuilder implements AutoCloseable {

    private final String watch;
    private final Map<String, String> options;
    private final DataSource dataSource;
    private final List<TailEvents> listeners;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private FileWatcher(Definition definition, DataSource dataSource) {
        this.watch = definition.watch;
        this.options = Map.copyOf(definition.options);
        this.listeners = List.copyOf(definition.listeners);
        this.dataSource = dataSource;
    }

    /**
     * Begins the definition of a watch.
     *
     * @param directory absolute, or relative to the working directory; need not exist yet
     */
    public static Definition watch(String directory) {
        return new Definition(directory);
    }

    /** What to watch for and what to do with it. Every option has the default of docs/options.md. */
    public static final class Definition {

        private final Map<String, String> options = new LinkedHashMap<>();
        private final List<TailEvents> listeners = new ArrayList<>();
        private String watch;

        private Definition(String directory) {
            watch = directory;
            set(Option.DIRECTORY, directory);
            set(Option.INSERT, Option.INSERT.defaultValue());
            set(Option.CREATE_TABLE, "");
        }

        /** Name under which offsets and dead letters are kept; the directory as given by default. */
        public Definition named(String name) {
            watch = name;
            return this;
        }

        /** The statement to execute for each line: {@code %s} is the next field. */
        public Definition insert(String template) {
            return set(Option.INSERT, template);
        }

        /** Time between two polls, 10 ms to 1 h. */
        public Definition every(Duration pollInterval) {
            return set(Option.POLL_INTERVAL, pollInterval.toMillis() + "ms");
        }

        /** Ant patterns of the files to read, below the directory. */
        public Definition include(String... patterns) {
            return set(Option.INCLUDE, String.join(",", patterns));
        }

        /** Ant patterns of the files to leave alone; they win over {@link #include}. */
        public Definition exclude(String... patterns) {
            return set(Option.EXCLUDE, String.join(",", patterns));
        }

        /** A statement to run once at the start. None by default. */
        public Definition createTable(String statement) {
            return set(Option.CREATE_TABLE, statement);
        }

        /** Where to begin in files that exist when this watch is started for the very first time. */
        public Definition startAt(StartAt startAt) {
            return set(Option.START_AT, lower(startAt));
        }

        /** Longest line that becomes a row, in bytes; a longer one becomes a dead letter. */
        public Definition maxLineBytes(int bytes) {
            return set(Option.MAX_LINE_BYTES, bytes + "B");
        }

        /** Most bytes of complete lines in one transaction. */
        public Definition chunkBytes(int bytes) {
            return set(Option.CHUNK_BYTES, bytes + "B");
        }

        /** What ends a line. */
        public Definition lineEnd(LineEnd lineEnd) {
            return set(Option.LINE_END, lower(lineEnd));
        }

        /** How a line becomes fields. */
        public Definition format(LineFormat format) {
            return set(Option.FORMAT, lower(format));
        }

        /** Character between two fields. */
        public Definition delimiter(char delimiter) {
            return set(Option.DELIMITER, String.valueOf(delimiter));
        }

        /** Character round a field that holds the delimiter. */
        public Definition quote(char quote) {
            return set(Option.QUOTE, String.valueOf(quote));
        }

        /** What to do with a file whose lines were changed or cut back after they were written. */
        public Definition onRewrite(OnRewrite onRewrite) {
            return set(Option.ON_REWRITE, lower(onRewrite));
        }

        /** In which order the files of one poll are written. */
        public Definition fileOrder(FileOrder fileOrder) {
            return set(Option.FILE_ORDER, lower(fileOrder));
        }

        /** Time after which the offset of a file that is gone is deleted, 1 minute to 3650 days. */
        public Definition forgetAfter(Duration time) {
            return set(Option.FORGET_AFTER, time.toMinutes() + "m");
        }

        /** Someone to tell what happens. */
        public Definition tell(TailEvents listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Ends the definition.
         *
         * @param dataSource where the rows go; needs a free connection for each watch, and is not closed by the watch
         * @throws io.jumbo.option.InvalidOptionException with everything that is wrong with the options
         * @throws io.jumbo.write.template.InvalidTemplateException if the statement cannot be understood
         */
        public FileWatcher into(DataSource dataSource) {
            WatchOptions valid = WatchOptions.of(watch, options);
            FieldFormat.of(valid)
                    .names(InsertTemplate.parse(valid.get(Option.INSERT)))
                    .requirePossible(true);
            return new FileWatcher(this, dataSource);
        }

        /**
         * Any option, as text with its unit, as {@code application.properties} has it.
         *
         * @param key without prefix, such as {@code poll-interval}
         */
        public Definition option(String key, String value) {
            if (key.equals(Option.WATCH.key())) {
                return named(value);
            }
            options.put(key, value);
            return this;
        }

        private Definition set(Option<?> option, String value) {
            return option(option.key(), value);
        }

        private static String lower(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Adds the route; called by {@code context.addRoutes(fido)}. */
    @Override
    public void configure() throws Exception {
        WatchTemplate.add(getContext(), watch, options, dataSource, listeners);
    }

    /**
     * Watches alone, in a CamelContext of its own; blocks until {@link #close} or an interrupt. When it returns, everything is stopped.
     * After an interrupt the thread is still marked as interrupted.
     *
     * @throws IllegalArgumentException if the route cannot be started, with what is wrong and what to do
     * @throws RuntimeCamelException round other causes
     */
    public void bark() {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(this);
            context.start();
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            IllegalArgumentException refusal = ObjectHelper.getException(IllegalArgumentException.class, e);
            throw refusal == null ? RuntimeCamelException.wrapRuntimeCamelException(e) : refusal;
        }
    }

    /** Ends {@link #bark} from another thread. A route added to a context of yours is stopped with that context. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
