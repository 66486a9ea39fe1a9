package io.jumbo.app;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;

/**
 * Watches, with a simulated instrument that writes and the arriving rows shown. On ground of its own: invented rows never
 * go to the user's table, directory or database, whatever is configured.
 */
@Command(
        name = "demo",
        description = "Like run, with a simulated instrument that appends to " + DemoCommand.DIRECTORY
                + "/data/fake_data.txt, and the arriving rows shown. Uses nothing of yours: its data and its database are"
                + " in ./" + DemoCommand.DIRECTORY + ".")
final class DemoCommand implements Callable<Integer> {

    static final String DIRECTORY = "jumbo-demo";

    private static final String FILE = "fake_data.txt";

    private final Workplace workplace;

    DemoCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        workplace.settings(); // a mistake is told here as well, though nothing of it is used
        Workplace own = ground(workplace.directory().resolve(DIRECTORY).normalize());
        System.out.println("This is a demo with invented data. Everything of it is in " + own.directory()
                + ", which you may remove; your own directory, table and database are not touched.");
        return new WatchProcess(own)
                .tell(new ArrivingRows(line -> System.out.println(line)))
                .beside(DemoCommand::instrument)
                .run();
    }

    /** A workplace in which nothing is configured but where the data is. */
    private static Workplace ground(Path directory) {
        Properties properties = new Properties();
        properties.setProperty(
                Option.PREFIX + Option.DIRECTORY.key(),
                directory.resolve("data").toString());
        properties.setProperty(Option.PREFIX + Option.WATCH.key(), "demo");
        return new Workplace(directory, Map.of(), properties);
    }

    private static AutoCloseable instrument(WatchOptions options) {
        MonkeyWriter monkey = new MonkeyWriter(
                options.get(Option.DIRECTORY).resolve(FILE),
                Clock.systemUTC(),
                new Random(),
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jumbo-instrument")));
        monkey.start();
        return monkey;
    }
}
