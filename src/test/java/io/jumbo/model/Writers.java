package io.jumbo.model;

import java.io.IOException;

/** Those who write to the files of a {@link Disk}: each knows what it still has to write. */
final class Writers {

    private final Disk disk;
    private final Ledger ledger;

    Writers(Disk disk, Ledger ledger) {
        this.disk = disk;
        this.ledger = ledger;
    }

    /** Appends; creates the file if there is none. Completes the line that the writer is at. */
    void append(String name, String text) throws IOException {
        if (!disk.has(name)) {
            disk.create(name, text);
            return;
        }
        finish(name);
        ModelFile file = disk.file(name);
        disk.write(name, file.rest() + text);
        file.setRest("");
    }

    /**
     * Writes a piece of a line, which may be its last. The first one of a file says which line it is: of two new files that begin alike one waits, as with copies,
     * and loses what does not wait.
     */
    void tear(String name, int piece) throws IOException {
        if (!disk.has(name)) {
            disk.create(name, "");
        }
        finish(name);
        ModelFile file = disk.file(name);
        String line = file.rest().isEmpty() ? disk.newLines(1, 0) : file.rest();
        int least = file.length() == 0 ? line.indexOf('.') + 1 : 1;
        int length = Math.max(least, 1 + piece % line.length());
        disk.write(name, line.substring(0, length));
        file.setRest(line.substring(length));
    }

    /** Cuts the file to nothing and writes it anew, in place. */
    void rewrite(String name, String text) throws IOException {
        if (!text.equals(disk.file(name).text())) {
            disk.overwrite(name, text);
        }
    }

    /** Writes another file with the old lines and these, and the line the writer was at completed, and gives it this name. */
    void replaceWithOldLines(String name, String text) throws IOException {
        if (!Limit.RENAMED_AND_REPLACED_WITH_OLD_LINES.isKept()
                || !disk.file(name).isMoved()) {
            disk.replace(name, whole(name) + text);
            disk.file(name).setReplaced(true);
        }
    }

    /** Begins to write the file anew, in place; {@link #goOn} and {@link #finish} write the rest. */
    void beginRewrite(String name, String text, int piece) throws IOException {
        if (!disk.isUncuttable(name)) {
            rewrite(name, "");
            disk.file(name).setPending(text);
            goOn(name, piece);
        }
    }

    void goOn(String name, int piece) throws IOException {
        ModelFile file = disk.file(name);
        String pending = file.pending();
        int length = Math.min(piece, pending.length());
        file.setPending(pending.substring(length));
        file.setPaused(file.hasPaused() && length == 0); // who writes nothing goes on pausing
        disk.write(name, pending.substring(0, length));
    }

    void finish(String name) throws IOException {
        goOn(name, disk.file(name).pending().length());
    }

    /** A few seconds pass. Who writes a file anew does not pause for that long twice in a row. */
    void pause() throws IOException {
        for (String name : disk.names()) {
            ModelFile file = disk.file(name);
            if (file.hasPaused()) {
                finish(name);
            }
            file.setPaused(!file.pending().isEmpty());
        }
    }

    void finishAll() throws IOException {
        for (String name : disk.names()) {
            finish(name);
        }
    }

    /** The whole content as its writer means it: with the rest of the line it is at. */
    String whole(String name) throws IOException {
        finish(name);
        return disk.file(name).text() + disk.file(name).rest();
    }

    /** Copies a file that stays as it is: its lines may come a second time. */
    void copy(String from, String to) throws IOException {
        copyAsIs(from, to);
        ModelFile file = disk.file(from);
        new ModelFile(file.text() + file.rest(), false).lines().forEach(ledger::allow);
    }

    /** Copies a file and writes it anew (copytruncate). */
    void copyAndRewrite(String from, String to, String text) throws IOException {
        if (disk.isUncuttable(from)) {
            return;
        }
        finish(from);
        if (!disk.continuesLast(disk.file(from), to)) {
            copyAsIs(from, to);
            rewrite(from, text);
        }
    }

    /** The same, with the copy outside the pattern: what was not read comes from there. */
    void copyOutAndRewrite(String from, String to, String text) throws IOException {
        if (!disk.isUncuttable(from) && !disk.has(to) && !disk.hadUnread(from)) {
            copyAsIs(from, to);
            disk.copiedOut(from, to);
            rewrite(from, text);
        }
    }

    private void copyAsIs(String from, String to) throws IOException {
        finish(from); // appended to the copy of half a line, another half makes a line that nobody wrote
        ModelFile file = disk.file(from);
        if (Limit.COPY_THAT_LEAVES_UNREAD.isKept() && !file.isHeld()) {
            file.unsteady(); // of two files that no poll has met, either may be the copy
        }
        disk.create(to, file.text());
        disk.file(to).setRest(file.rest());
        disk.file(to).unsteady();
        disk.file(to).setCopy(true);
    }
}
