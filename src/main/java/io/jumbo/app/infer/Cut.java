package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a line becomes fields.
 *
 * @param delimiter between two fields; a blank stands for runs of blanks and tabs
 * @param quote round a field that may hold the delimiter; empty if quotes are data
 */
record Cut(char delimiter, Optional<Character> quote) {

    private static final Optional<Character> USUAL = Optional.of('"');

    static Cut at(char delimiter) {
        return new Cut(delimiter, USUAL);
    }

    boolean isBlanks() {
        return delimiter == ' ';
    }

    /** The fields; blanks round them stay, quotes do not. */
    List<String> fields(String line) {
        return isBlanks() ? between(line) : separated(line);
    }

    private static List<String> between(String line) {
        List<String> fields = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean blank = i == line.length() || line.charAt(i) == ' ' || line.charAt(i) == '\t';
            if (blank && from >= 0) {
                fields.add(line.substring(from, i));
                from = -1;
            } else if (!blank && from < 0) {
                from = i;
            }
        }
        return fields;
    }

    private List<String> separated(String line) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            int begin = quote.isPresent() ? quoteAt(line, at) : -1;
            int end;
            if (begin >= 0) {
                int close = closing(line, begin);
                end = line.indexOf(delimiter, close);
                fields.add(unquoted(line, begin, close));
            } else {
                end = line.indexOf(delimiter, at);
                fields.add(line.substring(at, end < 0 ? line.length() : end));
            }
            if (end < 0) {
                return fields;
            }
            at = end + 1;
        }
    }

    private int quoteAt(String line, int at) {
        int i = at;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i < line.length() && line.charAt(i) == quote.get() ? i : -1;
    }

    private int closing(String line, int begin) {
        int i = begin + 1;
        while (i < line.length()) {
            if (line.charAt(i) == quote.get()) {
                if (i + 1 < line.length() && line.charAt(i + 1) == quote.get()) {
                    i++;
                } else {
                    return i;
                }
            }
            i++;
        }
        return line.length();
    }

    private String unquoted(String line, int begin, int close) {
        String inside = line.substring(begin + 1, Math.min(close, line.length()));
        String mark = String.valueOf(quote.get());
        return inside.contains(mark) ? inside.replace(mark + mark, mark) : inside;
    }

    /** Whether the last field begins with a quote that nothing closes. */
    boolean isOpen(String line) {
        if (isBlanks() || quote.isEmpty() || line.indexOf(quote.get()) < 0) {
            return false;
        }
        int at = 0;
        while (true) {
            int begin = quoteAt(line, at);
            int close = begin < 0 ? at : closing(line, begin);
            if (begin >= 0 && close == line.length()) {
                return true;
            }
            int end = line.indexOf(delimiter, close);
            if (end < 0) {
                return false;
            }
            at = end + 1;
        }
    }

    /** Whether each quote that opens a field of the line is closed in it, right before the next field. */
    boolean isWellFormed(String line) {
        if (isBlanks() || quote.isEmpty() || line.indexOf(quote.get()) < 0) {
            return true;
        }
        int at = 0;
        while (true) {
            int begin = quoteAt(line, at);
            int close = begin < 0 ? at : closing(line, begin);
            if (begin >= 0 && close == line.length()) {
                return false;
            }
            int end = line.indexOf(delimiter, close);
            if (begin >= 0
                    && !line.substring(close + 1, end < 0 ? line.length() : end).isBlank()) {
                return false;
            }
            if (end < 0) {
                return true;
            }
            at = end + 1;
        }
    }
}
