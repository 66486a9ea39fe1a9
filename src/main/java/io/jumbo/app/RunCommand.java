package io.jumbo.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Watches until it is stopped. */
@Command(name = "run", description = "Watches the directory until it is stopped.")
final class RunCommand implements Callable<Integer> {

    private final Workplace workplace;

    RunCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return new WatchProcess(workplace).run();
    }
}
