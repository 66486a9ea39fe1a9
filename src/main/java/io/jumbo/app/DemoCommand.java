package io.jumbo.app;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;

/** Watches, with a simulated instrument that writes and the arriving rows shown. */
@Command(
        name = "demo",
        description =
                "Like run, with a simulated instrument that appends to fake_data.txt, and the arriving rows shown.")
final class DemoCommand implements Callable<Integer> {

    private static final String FILE = "fake_data.txt";

    private final Workplace workplace;

    DemoCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return new WatchProcess(workplace)
                .tell(new ArrivingRows(line -> System.out.println(line)))
                .beside(DemoCommand::instrument)
                .run();
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
