package io.jumbo.app;

import io.jumbo.app.backlog.BacklogDisplay;
import io.jumbo.app.database.Database;
import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import io.jumbo.events.CountedEvents;
import io.jumbo.events.TailEvents;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jumbo from start to end: settings, database, routes; and on a signal the way back in the opposite order. Settings are
 * refused before anything is started, and whatever was started is stopped, however the process ends.
 */
final class WatchProcess {

    private static final int STOPPED = 0;

    /** The one of the events. */
    private static final Logger LOG = LoggerFactory.getLogger("jumbo");

    private final Workplace workplace;
    private final List<TailEvents> listeners = new ArrayList<>();
    private final MeterRegistry counters = new SimpleMeterRegistry();
    private final BacklogDisplay backlogs = BacklogDisplay.ofProcess();
    private Function<WatchOptions, AutoCloseable> companion = options -> () -> {};

    WatchProcess(Workplace workplace) {
        this.workplace = workplace;
        tell(new CountedEvents(counters));
        tell(backlogs.events());
    }

    /** Someone to tell what happens. */
    WatchProcess tell(TailEvents listener) {
        listeners.add(listener);
        return this;
    }

    /** What to start once the routes run, and to close before they stop. */
    WatchProcess beside(Function<WatchOptions, AutoCloseable> starter) {
        companion = starter;
        return this;
    }

    /** Blocks until stopped, and returns the exit code. */
    int run() {
        Settings settings = workplace.settings();
        workplace.warnings(settings).forEach(LOG::warn);
        try (StopSignal signal = StopSignal.install()) {
            try (Database database = workplace.openDatabase(signal::received);
                    backlogs) {
                if (database.embeddedIn().isPresent()) {
                    settings.watches().forEach(watch -> createDirectory(watch.get(Option.DIRECTORY)));
                }
                int code = CamelMain.run(main(settings, database));
                signal.exitCode(code);
                return code;
            } catch (StartRefusedException e) {
                if (!signal.received()) {
                    throw e;
                }
                LOG.debug("stopped during the start", e);
                signal.exitCode(STOPPED);
                return STOPPED;
            }
        }
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "jumbo.directory = " + directory + " cannot be created (" + e
                            + "); start Jumbo in a directory it may write to, or name another one",
                    e);
        }
    }

    private Main main(Settings settings, Database database) {
        Main main = CamelMain.of(workplace, settings, database.dataSource());
        listeners.forEach(listener -> main.bind("listener" + listeners.indexOf(listener), listener));
        main.addMainListener(new Course(settings.options(), database));
        return main;
    }

    /** What happens besides, from start to stop of the routes. */
    private final class Course extends MainListenerSupport {
        private final WatchOptions options;
        private final Database database;
        private AutoCloseable running = () -> {};

        Course(WatchOptions options, Database database) {
            this.options = options;
            this.database = database;
        }

        @Override
        public void beforeStart(BaseMainSupport main) {
            ModelCamelContext context = (ModelCamelContext) main.getCamelContext();
            if (context.getRouteDefinitions().isEmpty()) {
                throw new StartRefusedException("there is no route in "
                        + main.configure().getRoutesIncludePattern()
                        + "; put the files of the distribution's routes directory there, or remove that directory");
            }
            database.serve(context.getRouteDefinitions().size());
        }

        @Override
        public void afterStart(BaseMainSupport main) {
            Watches watches = Watches.in(main.getCamelContext());
            watches.dormant().values().forEach(LOG::warn);
            Greeting.of(watches.awake(), database, JumboCommand.Version.words(), Launcher.of(workplace.system()))
                    .lines()
                    .forEach(System.out::println);
            backlogs.start();
            running = companion.apply(options);
        }

        @Override
        public void beforeStop(BaseMainSupport main) {
            try {
                running.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterStop(BaseMainSupport main) {
            Totals.of(counters).lines().forEach(LOG::info);
        }
    }
}
