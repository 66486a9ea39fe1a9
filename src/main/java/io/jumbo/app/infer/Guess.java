package io.jumbo.app.infer;

/**
 * A decision.
 *
 * @param value what was decided
 * @param confidence how sure it is
 * @param why what in the files speaks for it, as a part of a sentence
 */
record Guess<T>(T value, Confidence confidence, String why) {

    static <T> Guess<T> sure(T value, String why) {
        return new Guess<>(value, Confidence.SURE, why);
    }

    static <T> Guess<T> likely(T value, String why) {
        return new Guess<>(value, Confidence.LIKELY, why);
    }

    static <T> Guess<T> guess(T value, String why) {
        return new Guess<>(value, Confidence.GUESS, why);
    }

    /** As a comment says it. */
    String reason() {
        return confidence + ": " + why;
    }
}
