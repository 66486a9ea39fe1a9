package io.jumbo.app.infer;

import java.util.Locale;

/** How sure a decision is, the surest first. */
enum Confidence {
    /** Nothing else fits what the files hold. */
    SURE,
    /** Something else would fit, but is rare. */
    LIKELY,
    /** The files do not say it; a person must look. */
    GUESS;

    Confidence or(Confidence other) {
        return compareTo(other) < 0 ? other : this;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
