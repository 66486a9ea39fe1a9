package io.jumbo.tail;

import java.util.Optional;

/**
 * Why no line is found in bytes of a file, in words for the person who wonders. An unfinished last line is normal and needs none. Pure.
 *
 * @param kind what the bytes look like
 * @param bytes so many were looked at
 * @param carriageReturns among them
 * @param words what to tell, where it is not the bytes that tell it; empty otherwise
 */
public record Diagnosis(Kind kind, long bytes, long carriageReturns, String words) {

    /** As long as no line of a text file should be: if no line end has come after so many bytes, none will. */
    public static final int LONG = 64 * 1024;

    /** The least that UTF-16 without a mark is told from: three characters. */
    private static final int LEAST_UTF_16 = 6;

    private static final int MOST_UTF_16 = 256;

    private static final byte SUB = 0x1A;

    /** Where one byte in so many is a control character, it is no text. */
    private static final int TEXT_PER_CONTROL = 20;

    /** What bytes without a line look like. */
    public enum Kind {
        /** Two bytes for each character, where one is expected. A file that begins like this is not read at all. */
        UTF_16,
        /** Other characters than the charset says. */
        OTHER_CHARSET,
        /** Control characters, or no characters at all. */
        BINARY,
        /** Text with CRs, which end no line as long as only LF does. */
        CARRIAGE_RETURNS,
        /** More text than a line is long. */
        LONG_LINE,
        /** Lines of which none is data yet: the header is not over. */
        HEADER,
        /** Lines of which nothing may be read: the header is not the one that the options and the statement speak of. */
        OTHER_HEADER;

        /** Whether it may be the beginning of a line still being written: it is told when no more has come for a while. */
        public boolean mayBeUnfinished() {
            return this == BINARY || this == CARRIAGE_RETURNS || this == HEADER;
        }
    }

    /** What bytes look like. */
    public Diagnosis(Kind kind, long bytes, long carriageReturns) {
        this(kind, bytes, carriageReturns, "");
    }

    /** What keeps lines from being data. */
    static Diagnosis of(LineSorter.Objection objection) {
        return new Diagnosis(objection.isCertain() ? Kind.OTHER_HEADER : Kind.HEADER, 0, 0, objection.words());
    }

    /**
     * Looks at the first bytes of a file, or at those behind its last line.
     *
     * @param head as many as there are, {@value #LONG} or more of a long file
     * @param text how they are to be read
     * @return empty if there is a line in them, or may well be one when more has come
     */
    public static Optional<Diagnosis> of(byte[] head, FileText text) {
        if (text.isWide()) {
            return ofWide(head, text);
        } else if (isUtf16(head)) {
            return Optional.of(new Diagnosis(Kind.UTF_16, head.length, 0, wideCharset(head)));
        }
        LineEnds lineEnds = text.lineEnds();
        int length = withoutFillAtEnd(head);
        long carriageReturns = 0;
        long controls = 0;
        for (int i = 0; i < length; i++) {
            if (lineEnds.isAt(head, i)) {
                return Optional.empty();
            }
            carriageReturns += lineEnds.isCr(head, i) ? 1 : 0;
            controls += isText(head[i]) ? 0 : 1;
        }
        Optional<Kind> kind = kind(length, carriageReturns, controls);
        return kind.isPresent() ? Optional.of(new Diagnosis(kind.get(), length, carriageReturns)) : Optional.empty();
    }

    private static Optional<Diagnosis> ofWide(byte[] head, FileText text) {
        LineEnds lineEnds = text.lineEnds();
        if (lineEnds.find(head, 0, head.length, 1).length > 0) {
            return Optional.empty();
        }
        LineEnds turned = text.turned().lineEnds();
        if (turned.find(head, 0, head.length, 1).length > 0) {
            return Optional.of(otherCharset(
                    head,
                    "it looks like " + text.turned().charsetName() + ": set jumbo.charset = "
                            + text.turned().charsetName()));
        }
        long carriageReturns = 0;
        boolean holdsLf = false;
        boolean isAscii = true;
        for (int i = 0; i < head.length; i++) {
            carriageReturns += i % lineEnds.width() == 0 && lineEnds.isCr(head, i) ? 1 : 0;
            holdsLf |= head[i] == '\n';
            isAscii &= head[i] > 0 && isText(head[i]);
        }
        if (holdsLf && isAscii) {
            return Optional.of(otherCharset(
                    head,
                    "it does not look like " + text.charsetName()
                            + ": set jumbo.charset = UTF-8, or what its charset is"));
        }
        Optional<Kind> kind = kind(head.length, carriageReturns, 0);
        return kind.isPresent()
                ? Optional.of(new Diagnosis(kind.get(), head.length, carriageReturns))
                : Optional.empty();
    }

    private static Diagnosis otherCharset(byte[] head, String words) {
        return new Diagnosis(Kind.OTHER_CHARSET, head.length, 0, words);
    }

    /** The charset of bytes that {@linkplain #isUtf16 look like UTF-16}. */
    private static String wideCharset(byte[] head) {
        if (ByteOrderMark.startsWith(head, ByteOrderMark.littleEndian(Integer.BYTES))) {
            return "UTF-32";
        } else if (ByteOrderMark.isLittleEndian(head, Short.BYTES).isPresent()) {
            return "UTF-16";
        }
        return head[0] == 0 ? "UTF-16BE" : "UTF-16LE";
    }

    private static Optional<Kind> kind(int length, long carriageReturns, long controls) {
        if (controls * TEXT_PER_CONTROL > length) {
            return Optional.of(Kind.BINARY);
        } else if (carriageReturns > 0) {
            return Optional.of(Kind.CARRIAGE_RETURNS);
        }
        return length >= LONG ? Optional.of(Kind.LONG_LINE) : Optional.empty();
    }

    /** NULs may be a hole, or room that was made for lines still to come; SUB is what DOS ends a text with. */
    private static int withoutFillAtEnd(byte[] head) {
        int length = head.length;
        while (length > 0 && (head[length - 1] == 0 || head[length - 1] == SUB)) {
            length--;
        }
        return length;
    }

    /** Whether bytes begin with the byte order mark of UTF-16, or every second one of the first {@value #MOST_UTF_16} is NUL, and no other. */
    public static boolean isUtf16(byte[] head) {
        if (ByteOrderMark.isLittleEndian(head, Short.BYTES).isPresent()) {
            return true;
        }
        int pairs = Math.min(head.length, MOST_UTF_16) / 2;
        return pairs >= LEAST_UTF_16 / 2 && (isPaired(head, pairs, 0) || isPaired(head, pairs, 1));
    }

    private static boolean isPaired(byte[] head, int pairs, int text) {
        for (int i = 0; i < 2 * pairs; i += 2) {
            if (head[i + 1 - text] != 0 || !isText(head[i + text])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte value) {
        return value < 0 || value >= ' ' || value == '\t' || value == '\f' || value == '\r' || value == '\n';
    }

    /** Whether the lines are there, and what stands above the data keeps them from being read. */
    public boolean isOfHeader() {
        return kind == Kind.HEADER || kind == Kind.OTHER_HEADER;
    }

    /** Whether what stands above the data keeps them from being read for good. */
    public boolean isCertainOfHeader() {
        return kind == Kind.OTHER_HEADER;
    }

    /** What to tell of a file of this name. */
    public String sentence(String file) {
        return switch (kind) {
            case UTF_16 ->
                file + " is not read: it looks like UTF-16; set jumbo.charset = "
                        + (words.isEmpty() ? "UTF-16" : words);
            case OTHER_CHARSET -> noLineEnd(file) + "; " + words;
            case BINARY ->
                noLineEnd(file) + ", which holds control characters: leave it out with jumbo.exclude if it is no text"
                        + (carriageReturns == 0 ? "" : "; " + counted() + ": set jumbo.line-end = cr if lines end so");
            case CARRIAGE_RETURNS -> noLineEnd(file) + "; " + counted() + ": set jumbo.line-end = cr";
            case LONG_LINE -> noLineEnd(file) + "; it is read when one comes";
            case HEADER, OTHER_HEADER -> file + ": " + words;
        };
    }

    private String noLineEnd(String file) {
        return "no line end in " + bytes + (bytes == 1 ? " byte of " : " bytes of ") + file;
    }

    private String counted() {
        return carriageReturns == 1 ? "there is 1 CR" : "there are " + carriageReturns + " CRs";
    }
}
