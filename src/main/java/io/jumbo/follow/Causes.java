package io.jumbo.follow;

import java.util.Optional;

/** What a failure is made of. */
final class Causes {

    private static final int DEEPEST = 100;

    private Causes() {}

    /** The first of a failure and its causes that is of a type. */
    static <T extends Throwable> Optional<T> find(Class<T> type, Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    static boolean isOf(Class<? extends Throwable> type, Throwable failure) {
        return find(type, failure).isPresent();
    }
}
