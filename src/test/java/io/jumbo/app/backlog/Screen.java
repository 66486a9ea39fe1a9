package io.jumbo.app.backlog;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person sees on a terminal of some columns, endlessly high, that understands what {@link DrawnView} sends to it and nothing else. */
final class Screen extends OutputStream {

    private static final Pattern CONTROL = Pattern.compile("\u001b\\[(\\d+A|J|\\?7[lh])");

    private final int columns;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private final StringBuilder control = new StringBuilder();
    private int row;
    private int column;
    private boolean wraps = true;
    private long received;

    Screen(int columns) {
        this.columns = columns;
    }

    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.ISO_8859_1);
    }

    /** The rows up to the last one with text. */
    List<String> rows() {
        List<String> seen =
                new ArrayList<>(rows.stream().map(StringBuilder::toString).toList());
        while (!seen.isEmpty() && seen.get(seen.size() - 1).isEmpty()) {
            seen.remove(seen.size() - 1);
        }
        return seen;
    }

    /** How many bytes came. */
    long received() {
        return received;
    }

    @Override
    public void write(int b) {
        received++;
        char character = (char) (b & 0xFF);
        if (control.length() > 0 || character == '\u001b') {
            control.append(character);
            if (Character.isLetter(character)) {
                obey(control.toString());
                control.setLength(0);
            }
        } else if (character == '\n') {
            go(row + 1);
        } else if (character >= ' ') {
            put(character);
        } else {
            throw new IllegalArgumentException("control character " + b);
        }
    }

    private void put(char character) {
        if (column == columns && wraps) {
            go(row + 1);
        }
        StringBuilder text = rows.get(row);
        if (column == columns) {
            text.setCharAt(columns - 1, character);
        } else if (column == text.length()) {
            text.append(character);
            column++;
        } else {
            text.setCharAt(column++, character);
        }
    }

    private void go(int to) {
        row = to;
        column = 0;
        while (rows.size() <= row) {
            rows.add(new StringBuilder());
        }
    }

    private void obey(String sequence) {
        Matcher known = CONTROL.matcher(sequence);
        if (!known.matches()) {
            throw new IllegalArgumentException("control sequence " + sequence.substring(1));
        }
        String what = known.group(1);
        if (what.endsWith("A")) {
            if (column != 0) {
                throw new IllegalArgumentException("up from the middle of a row");
            }
            go(row - Integer.parseInt(what.substring(0, what.length() - 1)));
        } else if (what.equals("J")) {
            rows.subList(row + 1, rows.size()).clear();
            rows.get(row).setLength(column);
        } else {
            wraps = what.endsWith("h");
        }
    }
}
