package io.jumbo.support;

import io.jumbo.events.TailEvents;
import io.jumbo.tail.Diagnosis;
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
    public void fileFound(String watch, String path) {
        note("file changed: " + path + " New");
    }

    @Override
    public void fileRenamed(String watch, String path, String from) {
        note("file changed: " + path + " Renamed");
    }

    @Override
    public void fileLinked(String watch, String path, String of) {
        note("file changed: " + path + " Linked");
    }

    @Override
    public void fileCopied(String watch, String path, String from) {
        note("file changed: " + path + " Copied");
    }

    @Override
    public void fileTruncated(String watch, String path, long written) {
        note("file changed: " + path + " Truncated");
    }

    @Override
    public void fileCutBack(String watch, String path, long written, long left) {
        note("file changed: " + path + " CutBack");
    }

    @Override
    public void fileEdited(String watch, String path, long readOnAt) {
        note("file changed: " + path + " Edited");
    }

    @Override
    public void fileRewritten(String watch, String path, long written) {
        note("file changed: " + path + " Rewritten");
    }

    @Override
    public void fileReplaced(String watch, String path) {
        note("file changed: " + path + " Replaced");
    }

    @Override
    public void fileUnsettled(String watch, String path) {
        note("file changed: " + path + " Unsettled");
    }

    @Override
    public void fileLeft(String watch, String path) {
        note("file changed: " + path + " Left");
    }

    @Override
    public void fileGone(String watch, String path) {
        note("file changed: " + path + " Gone");
    }

    @Override
    public void fileForgotten(String watch, String path) {
        note("file changed: " + path + " Forgotten");
    }

    @Override
    public void bytesAbandoned(String watch, String path, long bytes) {
        note("bytes abandoned: " + path + " " + bytes);
    }

    @Override
    public void linesInserted(String watch, String path, long firstByte, long bytes) {
        note("file changed: " + path + " Inserted");
    }

    @Override
    public void fileEndRewritten(String watch, String path, long written, long readOnAt) {
        note("file changed: " + path + " EndRewritten");
    }

    @Override
    public void linesOverwritten(String watch, String path) {
        note("lines overwritten: " + path);
    }

    @Override
    public void gapSkipped(String watch, String path, long firstByte, long bytes) {
        note("gap skipped: " + path + " " + firstByte + " to " + (firstByte + bytes));
    }

    @Override
    public void directoryEmpty(String watch, String directory) {
        note("directory empty");
    }

    @Override
    public void chunkWritten(String watch, Written written) {
        note("chunk written: " + written.chunk());
    }

    @Override
    public void fileCaughtUp(String watch, String path) {
        note("file caught up: " + path);
    }

    @Override
    public void fileWithoutLines(String watch, String path, Diagnosis diagnosis) {
        note("file without lines: " + diagnosis.sentence(path));
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
    public void noFileMatches(String watch, String directory, String include, String files) {
        note("no file matches " + include + ": " + files);
    }

    @Override
    public void pollSlow(String watch, String at, long files, long directories) {
        note("poll slow");
    }

    @Override
    public void databaseLost(String watch, Throwable cause) {
        note("database lost: " + cause.getMessage());
    }

    @Override
    public void longWait(String watch, String path, Duration lasts, String reason) {
        note("long wait: " + path + " " + reason);
    }

    @Override
    public void longWaitOver(String watch, String path, Duration lasted) {
        note("long wait over: " + path);
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
    public void tableNotCrashSafe(String watch, String warning) {
        note("table not crash safe: " + warning);
    }

    @Override
    public void zoneAssumed(String watch, String zone) {
        note("zone assumed: " + zone);
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
    public void transactionsSmaller(String watch, String path, Throwable cause) {
        note("transactions smaller: " + path + " " + cause.getMessage());
    }

    @Override
    public void lineStuck(String watch, String path, long lineNumber, Throwable cause) {
        note("line stuck: " + path + " " + lineNumber);
    }

    @Override
    public void fileCrawls(String watch, String path, long linesPerSecond, Throwable cause) {
        note("file crawls: " + path);
    }

    @Override
    public void offsetMoved(String watch, String path) {
        note("offset moved: " + path);
    }
}
