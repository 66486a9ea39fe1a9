package io.jumbo.events;

import io.jumbo.tail.FileChange;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who wants to know what happens to a watch. Thread-safe. A listener that fails does not stop the flow, and is told on. */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<TailEvents> listeners;

    public Listeners(List<TailEvents> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Tells what happened to a file, unless it just grew or is as it was. */
    public void tell(String watch, String path, FileChange change) {
        if (change instanceof FileChange.New) {
            tell(events -> events.fileFound(watch, path));
        } else if (change instanceof FileChange.Renamed renamed) {
            tell(events -> events.fileRenamed(watch, path, renamed.from().path()));
        } else if (change instanceof FileChange.Linked linked) {
            tell(events -> events.fileLinked(watch, path, linked.to().path()));
        } else if (change instanceof FileChange.Copied copied) {
            tell(events -> events.fileCopied(watch, path, copied.from().path()));
        } else if (change instanceof FileChange.Truncated truncated) {
            tell(events -> events.fileTruncated(watch, path, truncated.before().nextByte()));
        } else if (change instanceof FileChange.CutBack cutBack) {
            long written = cutBack.before().nextByte();
            tell(events ->
                    events.fileCutBack(watch, path, written, cutBack.now().nextByte()));
        } else if (change instanceof FileChange.Edited edited) {
            tell(events -> events.fileEdited(watch, path, edited.now().nextByte()));
        } else if (change instanceof FileChange.Rewritten rewritten) {
            tell(events -> events.fileRewritten(watch, path, rewritten.before().nextByte()));
        } else if (change instanceof FileChange.Replaced) {
            tell(events -> events.fileReplaced(watch, path));
        } else if (change instanceof FileChange.BeingRewritten || change instanceof FileChange.BeingCopied) {
            tell(events -> events.fileUnsettled(watch, path));
        } else if (change instanceof FileChange.Gone) {
            tell(events -> events.fileGone(watch, path));
        } else if (change instanceof FileChange.NotObservable) {
            Throwable cause = new NoSuchFileException(path, null, "not listed any more; nothing follows from that");
            tell(events -> events.fileUnreadable(watch, path, cause));
        }
    }

    /** Tells every listener, in order, one event at a time. Throws nothing. */
    public synchronized void tell(Consumer<TailEvents> event) {
        for (TailEvents listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error e) {
                LOG.warn("the event listener {} failed; the watch goes on", listener, e);
            }
        }
    }
}
