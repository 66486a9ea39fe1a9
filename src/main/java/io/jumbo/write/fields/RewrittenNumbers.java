package io.jumbo.write.fields;

import io.jumbo.tail.LineRecord;
import java.util.Arrays;

/** Numbers of one line that are not in the server's form, rewritten one behind the other. Not thread-safe. */
final class RewrittenNumbers {

    private final NumberForm form;

    /** The separators of the form that are not the server's; a NUL where it has none. */
    private final byte decimal;

    private final byte thousands;
    private final boolean asciiForm;
    private final Stretch stretch = new Stretch();
    private byte[] scratch = new byte[64];
    private LineRecord scratchLine = LineRecord.over(scratch);
    private int scratched;

    RewrittenNumbers(NumberForm form) {
        this.form = form;
        this.decimal = (byte) (form.decimal() == '.' ? 0 : form.decimal());
        this.asciiForm = form.isAscii();
        this.thousands = (byte) (asciiForm ? form.thousands().orElse('\0') : 0);
    }

    /** Forgets those of the line before. */
    void lineBegins() {
        scratched = 0;
    }

    /** What was rewritten so far of this line, as a line of its own. */
    LineRecord line() {
        return scratchLine;
    }

    /** So many bytes were rewritten so far. */
    int length() {
        return scratched;
    }

    /** Whether a field can be told to be a number, or none, from its bytes. */
    boolean canTell(LineRecord line, int from, int to) {
        for (int at = from; !asciiForm && at < to; at++) {
            if (line.byteAt(at) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a field is a number in another form than the server's. */
    boolean isOther(LineRecord line, int from, int to) {
        boolean other = false;
        for (int at = from; at < to; at++) {
            byte value = line.byteAt(at);
            other |= value == decimal || value == thousands;
        }
        stretch.of(line, from, to);
        return other && form.isNumber(stretch);
    }

    /** Writes a number in the server's form behind what was rewritten so far. */
    void rewrite(LineRecord line, int from, int to) {
        makeRoom(to - from);
        for (int at = from; at < to; at++) {
            int put = form.plain((char) (line.byteAt(at) & 0xFF));
            if (put >= 0) {
                scratch[scratched++] = (byte) put;
            }
        }
    }

    private void makeRoom(int bytes) {
        if (scratched + bytes > scratch.length) {
            scratch = Arrays.copyOf(scratch, 2 * (scratched + bytes));
            scratchLine = LineRecord.over(scratch);
        }
    }

    /** Part of a line as single bytes; what is not ASCII is no part of a number. */
    private static final class Stretch implements CharSequence {

        private LineRecord line = LineRecord.over(new byte[0]);
        private int from;
        private int to;

        void of(LineRecord whole, int begin, int end) {
            line = whole;
            from = begin;
            to = end;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) (line.byteAt(from + index) & 0xFF);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(length());
            for (int i = 0; i < length(); i++) {
                text.append(charAt(i));
            }
            return text.toString();
        }
    }
}
