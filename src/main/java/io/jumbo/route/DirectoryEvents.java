package io.jumbo.route;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system tells of changes in directories. A hint, on which nothing depends: it comes from local file systems only, and
 * only on Linux. On Windows a directory that is listened to cannot be renamed or deleted, and on macOS Java looks for changes itself, every
 * few seconds.
 *
 * <p>Thread-safe. One thread waits for the system; how often that wakes up is decided by who {@linkplain #take takes} what it has heard.
 */
final class DirectoryEvents implements Closeable {

    /** The system has some eight thousand to give, to all that run on it. */
    private static final int MOST_DIRECTORIES = 256;

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryEvents.class);

    private final WatchService service;
    private final Runnable heard;
    private final Set<Path> directories = ConcurrentHashMap.newKeySet();

    /** Those of which something was heard; each is heard of again when that was taken. */
    private final Queue<WatchKey> changed = new ConcurrentLinkedQueue<>();

    /**
     * Something happened to a file, or to so many that which ones was lost.
     *
     * @param file absolute; absent if it was lost
     * @param isNew whether the name is new in its directory
     */
    record Change(Optional<Path> file, boolean isNew) {}

    private DirectoryEvents(WatchService service, Runnable heard) {
        this.service = service;
        this.heard = heard;
    }

    /**
     * Begins to listen, to no directory yet.
     *
     * @param heard told, on a thread of its own, that there is something to {@linkplain #take take}
     * @return nothing if the system tells nothing, or no more
     */
    static Optional<DirectoryEvents> start(CamelContext context, String name, Runnable heard) {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return Optional.empty();
        }
        try {
            DirectoryEvents events =
                    new DirectoryEvents(FileSystems.getDefault().newWatchService(), heard);
            context.getExecutorServiceManager().newThread(name, events::listen).start();
            return Optional.of(events);
        } catch (IOException e) {
            LOG.debug("the system tells nothing of changes (fs.inotify.max_user_instances); polls see them", e);
            return Optional.empty();
        }
    }

    /** Listens to a directory, but not to those below it, if it can be listened to; returns whether it does. */
    boolean listenTo(Path directory) {
        if (directories.contains(directory)) {
            return true;
        }
        if (directories.size() >= MOST_DIRECTORIES || !directories.add(directory)) {
            return false;
        }
        try {
            directory.register(service, ENTRY_CREATE, ENTRY_MODIFY);
            return true;
        } catch (IOException | ClosedWatchServiceException e) {
            directories.remove(directory);
            LOG.debug(
                    "{} is not listened to (fs.inotify.max_user_watches); polls see what changes there", directory, e);
            return false;
        }
    }

    private void listen() {
        try {
            while (true) {
                changed.add(service.take());
                heard.run();
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("no more of the changes is told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was heard since the last time. */
    List<Change> take() {
        List<Change> changes = new ArrayList<>();
        for (WatchKey key = changed.poll(); key != null; key = changed.poll()) {
            Path directory = (Path) key.watchable();
            for (WatchEvent<?> event : key.pollEvents()) {
                changes.add(
                        event.kind() == OVERFLOW
                                ? new Change(Optional.empty(), true)
                                : new Change(
                                        Optional.of(directory.resolve((Path) event.context())),
                                        event.kind() == ENTRY_CREATE));
            }
            if (!key.reset()) {
                directories.remove(directory); // it is gone; another one may get its name
            }
        }
        return changes;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
