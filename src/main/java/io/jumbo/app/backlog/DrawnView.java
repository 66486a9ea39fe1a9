package io.jumbo.app.backlog;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/**
 * For a terminal: the lines stand below everything else and are drawn anew where they stand. Whoever prints wipes them away first; they come back
 * with the next look. All that a killed process leaves behind on a terminal is text.
 *
 * <p>Thread-safe. What is printed to the terminal must go through {@link #above}, or it is written into the lines.
 */
final class DrawnView implements View {

    /** With a speed and a time the line fits in 80 columns; in a smaller terminal it is cut at the edge. */
    private static final int MOST_OF_NAME = 30;

    /** A line that wraps would be two when it is wiped away. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    /** So many lines up; everything from there on. */
    private static final String UP_AND_WIPE = "A\u001b[J";

    private final PrintStream terminal;
    private final Charset charset;
    private List<String> drawn = List.of();
    private boolean inLine;

    DrawnView(PrintStream terminal, Charset charset) {
        this.terminal = terminal;
        this.charset = charset;
    }

    /** A stream to the same terminal whose text comes to stand above the lines. */
    @Override
    public PrintStream above(PrintStream stream) {
        return new PrintStream(new Above(stream), true, charset);
    }

    @Override
    public void show(List<BacklogLine> files, int more) {
        draw(Stream.concat(
                        files.stream().map(file -> file.text(MOST_OF_NAME)),
                        Stream.of(more).filter(count -> count > 0).map(View::more))
                .toList());
    }

    private synchronized void draw(List<String> lines) {
        if (!inLine && !lines.equals(drawn)) {
            StringBuilder text = new StringBuilder(wiping());
            lines.forEach(line -> text.append(NO_WRAP).append(line).append(WRAP).append(System.lineSeparator()));
            print(text.toString());
            drawn = lines;
        }
    }

    private synchronized void wipe() {
        print(wiping());
        drawn = List.of();
    }

    private String wiping() {
        return drawn.isEmpty() ? "" : "\u001b[" + drawn.size() + UP_AND_WIPE;
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(charset);
        terminal.write(bytes, 0, bytes.length);
        terminal.flush();
    }

    /** Makes room for what is printed. Where a line is not finished yet, the lines below wait for its end. */
    private final class Above extends OutputStream {

        private final PrintStream stream;

        Above(PrintStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (DrawnView.this) {
                if (length > 0) {
                    wipe();
                    stream.write(bytes, offset, length);
                    inLine = bytes[offset + length - 1] != '\n';
                }
            }
        }

        @Override
        public void flush() {
            stream.flush();
        }
    }
}
