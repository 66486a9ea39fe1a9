package io.jumbo.app.setup;

import java.io.File;

/** A text as one word of a command line that is shown to be pasted. */
public final class ShellWord {

    private ShellWord() {}

    /** As it is if a shell takes it so, else quoted as the shells of this system have it. */
    public static String of(String text) {
        if (text.matches("[A-Za-z0-9_./\\\\:,@%+=-]+")) {
            return text;
        }
        return File.separatorChar == '/' ? "'" + text.replace("'", "'\\''") + "'" : '"' + text + '"';
    }
}
