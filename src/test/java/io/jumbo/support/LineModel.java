package io.jumbo.support;

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

/** What the lines of a file are, the naive way: the whole file in memory, byte by byte, no limits but the one that is meant. */
public final class LineModel {

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private static final String GAP = "\0".repeat(8);

    private LineModel() {}

    /**
     * A line in a form that a failing test can print.
     *
     * @param content one character for each byte
     */
    public record Line(long number, long firstByte, long byteLength, boolean tooLong, String content) {

        public static Line of(LineRecord line) {
            return new Line(
                    line.number(), line.firstByte(), line.byteLength(), line.isTooLong(), latin1(line.content()));
        }
    }

    /** The complete lines of a file, in order. */
    public static List<Line> lines(byte[] file, int maxLineBytes) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < file.length; end++) {
            if (file[end] == '\n') {
                String raw = latin1(Arrays.copyOfRange(file, start, end));
                String content = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
                lines.add(line(lines.size() + 1, start, content, maxLineBytes));
                start = end + 1;
            }
        }
        return lines;
    }

    private static Line line(long number, int start, String content, int maxLineBytes) {
        if (content.length() > maxLineBytes) {
            String head = content.substring(0, Math.min(maxLineBytes, ReadLimits.HEAD_KEPT));
            return new Line(number, start, content.length(), true, head);
        }
        String text = start == 0 && content.startsWith(BYTE_ORDER_MARK) ? content.substring(3) : content;
        return new Line(number, start, text.length(), false, text);
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
    public static Pass pass(byte[] file, long from, long number, int maxLineBytes, boolean settled) {
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
            String line = rest.split("\n", 2)[0];
            boolean complete = line.length() < rest.length();
            boolean waits = !settled && (line.contains(GAP) || (!complete && line.endsWith("\0")));
            if (waits || !complete) {
                return new Pass(lines, gapBytes, start, waits);
            }
            String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            lines.add(line(number + lines.size(), start, content, maxLineBytes));
            rest = rest.substring(line.length() + 1);
        }
    }

    /** The offset after the last complete line. */
    public static long completeBytes(byte[] file) {
        return latin1(file).lastIndexOf('\n') + 1L;
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
