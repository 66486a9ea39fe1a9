package io.jumbo.support;

import io.jumbo.option.LineEnd;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.LineRecord;
import io.jumbo.tail.ReadLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of a file are, the naive way: the whole file in memory, byte by byte, no limits but the one that is meant. */
public final class LineModel {

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private static final Pattern LF = Pattern.compile("\r?\n");
    private static final Pattern CR = Pattern.compile("\r\n?|\n");

    private static final String GAP = "\0".repeat(8);

    private LineModel() {}

    /**
     * A line in a form that a failing test can print.
     *
     * @param content one character for each byte
     * @param text what becomes a value, one character for each byte
     */
    public record Line(long number, long firstByte, long byteLength, boolean tooLong, String content, String text) {

        public static Line of(LineRecord line) {
            byte[] text = new byte[line.length()];
            line.copyTo(0, text.length, text, 0);
            return new Line(
                    line.number(),
                    line.firstByte(),
                    line.byteLength(),
                    line.isTooLong(),
                    latin1(line.content()),
                    latin1(text));
        }
    }

    /** The complete lines of a file, in order. */
    public static List<Line> lines(byte[] file, ReadLimits limits) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        Matcher end = end(limits.text().lineEnd()).matcher(latin1(file));
        while (end.find()) {
            String content = latin1(Arrays.copyOfRange(file, start, end.start()));
            lines.add(line(lines.size() + 1, start, content, limits.maxLineBytes()));
            start = end.end();
        }
        return lines;
    }

    private static Pattern end(LineEnd lineEnd) {
        return lineEnd == LineEnd.LF ? LF : CR;
    }

    private static Line line(long number, int start, String content, int maxLineBytes) {
        if (content.length() > maxLineBytes) {
            String head = content.substring(0, Math.min(maxLineBytes, ReadLimits.HEAD_KEPT));
            return new Line(number, start, content.length(), true, head, withoutMarks(head));
        }
        return new Line(number, start, content.length(), false, content, withoutMarks(content));
    }

    private static String withoutMarks(String content) {
        return content.startsWith(BYTE_ORDER_MARK) ? withoutMarks(content.substring(3)) : content;
    }

    /**
     * What one pass finds.
     *
     * @param gapBytes of all gaps that were passed over
     * @param nextByte where the next pass begins
     * @param atGap whether it ended in front of a gap
     */
    public record Pass(List<Line> lines, long gapBytes, long nextByte, boolean atGap) {}

    /**
     * What a pass over a file with gaps finds that begins at a line.
     *
     * @param number of the line it begins at
     * @param settled whether gaps stay what they are
     */
    public static Pass pass(byte[] file, long from, long number, ReadLimits limits, boolean settled) {
        return pass(file, from, number, limits, settled, false);
    }

    /**
     * The same of a file whose lines are known to hold gaps: only one that a line begins with is waited for.
     */
    public static Pass passOverNuls(byte[] file, long from, long number, ReadLimits limits, boolean settled) {
        return pass(file, from, number, limits, settled, true);
    }

    private static Pass pass(
            byte[] file, long from, long number, ReadLimits limits, boolean settled, boolean nulsInLines) {
        List<Line> lines = new ArrayList<>();
        String rest = latin1(file).substring((int) from);
        long gapBytes = 0;
        while (true) {
            int start = file.length - rest.length();
            if (settled && rest.startsWith(GAP)) {
                String behind = rest.replaceFirst("\0+", "");
                if (behind.isEmpty()) {
                    return new Pass(lines, gapBytes, start, false);
                }
                gapBytes += rest.length() - behind.length();
                rest = behind;
                continue;
            }
            if (limits.text().lineEnd() == LineEnd.CR
                    && start > 0
                    && file[start - 1] == '\r'
                    && rest.startsWith("\n")) {
                rest = rest.substring(1);
                continue;
            }
            Matcher end = end(limits.text().lineEnd()).matcher(rest);
            boolean complete = end.find();
            String line = complete ? rest.substring(0, end.start()) : rest;
            boolean gap = nulsInLines ? line.startsWith(GAP) : line.contains(GAP);
            boolean waits = !settled && (gap || (!complete && line.endsWith("\0")));
            if (waits || !complete) {
                return new Pass(lines, gapBytes, start, waits);
            }
            lines.add(line(number + lines.size(), start, line, limits.maxLineBytes()));
            rest = rest.substring(end.end());
        }
    }

    /** The offset after the last complete line. */
    public static long completeBytes(byte[] file, LineEnd lineEnd) {
        return Math.max(
                        latin1(file).lastIndexOf('\n'),
                        lineEnd == LineEnd.CR ? latin1(file).lastIndexOf('\r') : -1)
                + 1L;
    }

    /** The evidence that belongs to an offset, from the file's bytes before it. */
    public static Evidence evidence(byte[] file, long nextByte) {
        int end = Math.toIntExact(nextByte);
        int window = Math.min(1024, end);
        return new Evidence(
                sha256(Arrays.copyOfRange(file, 0, window)), sha256(Arrays.copyOfRange(file, end - window, end)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
