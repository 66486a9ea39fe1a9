package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.app.setup.StartRefusedException;
import javax.sql.DataSource;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;

/** Makes Camel's main class as Jumbo has it, and runs it. */
final class CamelMain {

    /** A stop ends at the next chunk; so long a chunk may take. Service managers kill after ten seconds, and the rest takes some time too. */
    private static final int SHUTDOWN_SECONDS = 7;

    private CamelMain() {}

    /** Camel with the routes and settings of a workplace, not started. */
    static Main of(Workplace workplace, Settings settings, DataSource dataSource) {
        Main main = new Main();
        main.setAppName("Jumbo");
        main.setPropertyPlaceholderLocations("false"); // read by Settings
        main.bind("settings", new SettingsSource(settings));
        main.bind("dataSource", dataSource);
        RouteSources sources = new RouteSources();
        main.bind("routeSources", sources);
        MainConfigurationProperties camel = main.configure();
        camel.setName("jumbo");
        camel.setRoutesIncludePattern(RouteFiles.pattern(workplace));
        camel.setShutdownTimeout(SHUTDOWN_SECONDS);
        camel.setJmxEnabled(false);
        camel.setStartupSummaryLevel(StartupSummaryLevel.Off);
        camel.setAutoConfigurationLogSummary(false);
        main.addMainListener(new PropertyWatches(settings, new RouteIds(sources)));
        return main;
    }

    /** Runs it until it is stopped, and returns its exit code. */
    static int run(Main main) {
        try {
            main.run();
            return main.getExitCode();
        } catch (StartRefusedException e) {
            main.shutdown();
            throw e;
        } catch (Exception e) {
            StartRefusedException explained = new RouteFailure(e, main.getCamelContext()).explained();
            main.shutdown();
            throw explained;
        }
    }
}
