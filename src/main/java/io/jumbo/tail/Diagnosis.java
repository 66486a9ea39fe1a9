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
        return new LinelessBytes(head, text).diagnosis();
    }

    /** Whether bytes begin with the byte order mark of UTF-16, or look like UTF-16 without one. */
    public static boolean isUtf16(byte[] head) {
        return Utf16Guess.isRight(head);
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
