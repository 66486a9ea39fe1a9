package io.jumbo.tail;

import io.jumbo.tail.Diagnosis.Kind;
import java.util.Optional;

/** Bytes of a file in which a line is looked for. Pure. */
final class LinelessBytes {

    private static final byte SUB = 0x1A;

    /** Where one byte in so many is a control character, it is no text. */
    private static final int TEXT_PER_CONTROL = 20;

    private final byte[] head;
    private final FileText text;

    /**
     * @param head the first ones of the file, or those behind its last line; not copied
     * @param text how they are to be read
     */
    LinelessBytes(byte[] head, FileText text) {
        this.head = head;
        this.text = text;
    }

    /** Why there is none; empty if there is one, or may well be one when more has come. */
    Optional<Diagnosis> diagnosis() {
        if (text.isWide()) {
            return ofWide();
        } else if (Utf16Guess.isRight(head)) {
            return Optional.of(new Diagnosis(Kind.UTF_16, head.length, 0, Utf16Guess.charset(head)));
        }
        LineEnds lineEnds = text.lineEnds();
        int length = withoutFillAtEnd();
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

    private Optional<Diagnosis> ofWide() {
        LineEnds lineEnds = text.lineEnds();
        if (lineEnds.find(head, 0, head.length, 1).length > 0) {
            return Optional.empty();
        }
        LineEnds turned = text.turned().lineEnds();
        if (turned.find(head, 0, head.length, 1).length > 0) {
            return Optional.of(otherCharset("it looks like " + text.turned().charsetName() + ": set jumbo.charset = "
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
            return Optional.of(otherCharset("it does not look like " + text.charsetName()
                    + ": set jumbo.charset = UTF-8, or what its charset is"));
        }
        Optional<Kind> kind = kind(head.length, carriageReturns, 0);
        return kind.isPresent()
                ? Optional.of(new Diagnosis(kind.get(), head.length, carriageReturns))
                : Optional.empty();
    }

    private Diagnosis otherCharset(String words) {
        return new Diagnosis(Kind.OTHER_CHARSET, head.length, 0, words);
    }

    private static Optional<Kind> kind(int length, long carriageReturns, long controls) {
        if (controls * TEXT_PER_CONTROL > length) {
            return Optional.of(Kind.BINARY);
        } else if (carriageReturns > 0) {
            return Optional.of(Kind.CARRIAGE_RETURNS);
        }
        return length >= Diagnosis.LONG ? Optional.of(Kind.LONG_LINE) : Optional.empty();
    }

    /** NULs may be a hole, or room that was made for lines still to come; SUB is what DOS ends a text with. */
    private int withoutFillAtEnd() {
        int length = head.length;
        while (length > 0 && (head[length - 1] == 0 || head[length - 1] == SUB)) {
            length--;
        }
        return length;
    }

    /** Whether it may be a byte of text in a charset whose bytes below 0x80 are ASCII. */
    static boolean isText(byte value) {
        return value < 0 || value >= ' ' || value == '\t' || value == '\f' || value == '\r' || value == '\n';
    }
}
