package io.jumbo.follow;

import io.jumbo.option.LineEnd;
import io.jumbo.tail.Comparison;
import io.jumbo.tail.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** How that begins which was written since a poll began: a look at a file before then found no copy of it. For one thread at a time, as {@link Looks}. */
final class Beginnings {

    private final LineEnd lineEnd;
    private final Set<String> heads = new HashSet<>();

    Beginnings(LineEnd lineEnd) {
        this.lineEnd = lineEnd;
    }

    /** So much of a file is written by now. */
    void add(Progress written) {
        if (written.nextByte() > 0) {
            heads.add(written.evidence().head());
        }
    }

    /** Whether a file begins like any of them, and may be a copy. */
    boolean areThoseOf(Path file) throws IOException {
        return !heads.isEmpty() && !Collections.disjoint(heads, Comparison.heads(file, lineEnd));
    }

    void clear() {
        heads.clear();
    }
}
