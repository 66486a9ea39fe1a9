package io.jumbo.route;

import io.jumbo.events.Listeners;
import io.jumbo.events.LoggedArrivals;
import io.jumbo.events.LoggedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.follow.Follower;
import io.jumbo.follow.Watch;
import io.jumbo.layout.Layouts;
import io.jumbo.observe.Observers;
import io.jumbo.offset.OffsetStore;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.ReadLimits;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** What each start of a watch makes afresh, and a stop closes. */
record StartedWatch(
        Surroundings surroundings,
        Watch watch,
        Follower follower,
        Waits waits,
        EarlyLooks looks,
        Visits visits,
        PollWalk walk,
        Polls polls,
        ExecutorService readAhead)
        implements Closeable {

    private static final String READ_AHEAD = "jumbo-read-ahead";

    /**
     * What a watch is started in.
     *
     * @param clock monotonic, in nanoseconds
     * @param processorTime of the thread that asks, in nanoseconds
     * @param stopping whether no further poll is wanted
     * @param listening listens to a directory, if that can be listened to, and says whether
     */
    record Surroundings(
            CamelContext context,
            Supplier<DataSource> database,
            LongSupplier clock,
            LongSupplier processorTime,
            BooleanSupplier stopping,
            Predicate<Path> listening) {}

    /**
     * Makes the parts of a watch.
     *
     * @param parameters headers that steps of the route set, which are no fields of the file
     */
    static StartedWatch of(WatchOptions options, Set<String> parameters, Surroundings in) {
        Listeners told = new Listeners(listeners(in.context(), options.watch()));
        Waits waits = new Waits(options.watch(), told, in.database(), in.clock(), in.stopping());
        Watch watch = new Watch(
                options.watch(),
                PolledFile.absolute(options.get(Option.DIRECTORY).toString()),
                options,
                ReadLimits.of(options).sorted(Optional.of(Layouts.of(options, parameters))),
                OffsetStore.of(options.watch(), waits),
                told,
                in.clock());
        PolledDirectory polled = new PolledDirectory(watch);
        Preparation preparation = new Preparation(options, watch.limits(), told);
        ExecutorService readAhead = in.context().getExecutorServiceManager().newThreadPool(waits, READ_AHEAD, reader());
        OneByOne oneByOne = new OneByOne(watch, in.database());
        Follower follower = new Follower(watch, readAhead, oneByOne, in.stopping(), StartedWatch::unwrapped);
        EarlyLooks looks = new EarlyLooks(watch, follower, in.listening(), in.processorTime());
        Visits visits = new Visits(watch, follower, waits, in.processorTime());
        PollWalk walk = new PollWalk(watch, follower, polled, preparation, looks);
        Polls polls = new Polls(watch, waits, follower, preparation, polled, looks, visits, oneByOne, in.stopping());
        waits.start(in.context());
        return new StartedWatch(in, watch, follower, waits, looks, visits, walk, polls, readAhead);
    }

    private static List<TailEvents> listeners(CamelContext context, String watch) {
        List<TailEvents> found = new ArrayList<>(List.of(new LoggedEvents(), new LoggedArrivals()));
        context.getRegistry().findByTypeWithName(TailEvents.class).forEach((name, listener) -> {
            if (WatchNames.hears(name, watch)) {
                found.add(listener);
            }
        });
        Observers.counter(context).ifPresent(found::add);
        return found;
    }

    /** One thread, there while something is to be read. While it reads for one pass, the others read for themselves. */
    private static ThreadPoolProfile reader() {
        ThreadPoolProfile profile = new ThreadPoolProfile(READ_AHEAD);
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setMaxQueueSize(0);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    /** Takes the wrappings off a failure in which Camel names the exchange. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof CamelExchangeException || cause instanceof RuntimeCamelException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void close() {
        surroundings.context().getExecutorServiceManager().shutdownGraceful(readAhead);
        follower.close();
        waits.close();
    }
}
