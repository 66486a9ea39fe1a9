package io.jumbo.app.infer;

import io.jumbo.option.LineEnd;

/** Decides what ends a line. */
final class LineEnds {

    private LineEnds() {}

    /** In UTF-16 the bytes of CR and LF are apart, and only whether there is a LF counts. */
    static Guess<LineEnd> of(ByteEvidence bytes, boolean wide) {
        long returns = bytes.loneReturns();
        if (bytes.feeds() == 0 && returns > 0) {
            return Guess.sure(LineEnd.CR, returns + " carriage returns and no line feed");
        } else if (!wide && returns > bytes.feeds()) {
            return Guess.likely(
                    LineEnd.CR,
                    returns + " carriage returns without a line feed behind them, " + bytes.feeds() + " with one");
        }
        return Guess.sure(LineEnd.LF, bytes.feeds() + " line feeds");
    }
}
