package io.jumbo.app.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of a server, or of a command to it. */
record ServerProcess(ProcessHandle handle) {

    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    /** Stops the server that it is without waiting for its clients; returns when it has ended. */
    void stop(ServerFiles files) throws IOException {
        Optional<PgCtl> pgCtl = handle.info()
                .command()
                .map(command -> new PgCtl(Path.of(command).getParent(), files))
                .filter(PgCtl::isThere);
        if (pgCtl.isPresent() && files.holdData()) {
            // Only pg_ctl can ask for a fast shutdown on every system.
            Process command = pgCtl.get().run("stop", List.of("-m", "fast", "-W"));
            new ServerProcess(command.toHandle()).awaitEnd(STOP_WAIT);
        } else {
            handle.destroy();
        }
        if (!awaitEnd(STOP_WAIT)) {
            throw new IOException("process " + handle.pid() + " has not ended after " + STOP_WAIT.toSeconds()
                    + " s; see " + files.log().file());
        }
    }

    /** Whether it has ended; waits for that. */
    boolean awaitEnd(Duration atMost) {
        try {
            handle.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
