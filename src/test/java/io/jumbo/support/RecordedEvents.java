package io.jumbo.support;

import io.jumbo.events.TailEvents;
import io.jumbo.tail.FileChange;
import io.jumbo.write.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps every event as a few words, in order. */
public final class RecordedEvents implements TailEvents {

    private final List<String> told = new ArrayList<>();

    /** What was told since the last time this was asked. */
    public List<String> news() {
        List<String> news = List.copyOf(told);
        told.clear();
        return news;
    }

    /** The way a watch tells its listeners. */
    public void tell(Consumer<TailEvents> event) {
        event.accept(this);
    }

    @Override
    public void fileChanged(String watch, String path, FileChange change) {
        told.add("file changed: " + path + " " + change.getClass().getSimpleName());
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        told.add("chunk written: " + written.chunk());
    }

    @Override
    public void fileUnreadable(String watch, String path, Throwable cause) {
        told.add("file unreadable: " + path);
    }

    @Override
    public void fileReadable(String watch, String path) {
        told.add("file readable: " + path);
    }

    @Override
    public void directoryMissing(String watch, String directory) {
        told.add("directory missing");
    }

    @Override
    public void directoryFound(String watch, String directory) {
        told.add("directory found");
    }

    @Override
    public void databaseLost(String watch, Throwable cause) {
        told.add("database lost: " + cause.getMessage());
    }

    @Override
    public void watchPaused(String watch, Throwable cause) {
        told.add("watch paused: " + cause.getMessage());
    }

    @Override
    public void tableNotCreated(String watch, Throwable cause) {
        told.add("table not created: " + cause.getMessage());
    }

    @Override
    public void watchResumed(String watch, Duration after) {
        told.add("watch resumed after " + after.toMillis() + " ms");
    }

    @Override
    public void fileHeldBack(String watch, String path, Throwable cause) {
        told.add("file held back: " + path);
    }

    @Override
    public void fileReleased(String watch, String path) {
        told.add("file released: " + path);
    }

    @Override
    public void offsetMoved(String watch, String path) {
        told.add("offset moved: " + path);
    }
}
