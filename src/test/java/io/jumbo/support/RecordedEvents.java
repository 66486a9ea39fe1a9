package io.jumbo.support;

import io.jumbo.events.TailEvents;
import io.jumbo.tail.FileChange;
import io.jumbo.write.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps every event as a few words, in order. Thread-safe. */
public final class RecordedEvents implements TailEvents {

    private final List<String> told = new ArrayList<>();

    /** What was told since the last time this was asked. */
    public synchronized List<String> news() {
        List<String> news = List.copyOf(told);
        told.clear();
        return news;
    }

    /** What was told that begins with these words, and stays for the next question. */
    public synchronized List<String> beginningWith(String words) {
        return told.stream().filter(event -> event.startsWith(words)).toList();
    }

    private synchronized void note(String event) {
        told.add(event);
    }

    /** The way a watch tells its listeners. */
    public void tell(Consumer<TailEvents> event) {
        event.accept(this);
    }

    @Override
    public void fileChanged(String watch, String path, FileChange change) {
        note("file changed: " + path + " " + change.getClass().getSimpleName());
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        note("chunk written: " + written.chunk());
    }

    @Override
    public void fileUnreadable(String watch, String path, Throwable cause) {
        note("file unreadable: " + path);
    }

    @Override
    public void fileReadable(String watch, String path) {
        note("file readable: " + path);
    }

    @Override
    public void directoryMissing(String watch, String directory) {
        note("directory missing");
    }

    @Override
    public void directoryFound(String watch, String directory) {
        note("directory found");
    }

    @Override
    public void databaseLost(String watch, Throwable cause) {
        note("database lost: " + cause.getMessage());
    }

    @Override
    public void watchPaused(String watch, Throwable cause) {
        note("watch paused: " + cause.getMessage());
    }

    @Override
    public void tableNotCreated(String watch, Throwable cause) {
        note("table not created: " + cause.getMessage());
    }

    @Override
    public void watchResumed(String watch, Duration after) {
        note("watch resumed after " + after.toMillis() + " ms");
    }

    @Override
    public void fileHeldBack(String watch, String path, Throwable cause) {
        note("file held back: " + path);
    }

    @Override
    public void fileReleased(String watch, String path) {
        note("file released: " + path);
    }

    @Override
    public void offsetMoved(String watch, String path) {
        note("offset moved: " + path);
    }
}
