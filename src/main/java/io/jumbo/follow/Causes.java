package io.jumbo.follow;

import io.jumbo.write.failure.FailureAction;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /** What went wrong, without wrappings: those of a framework, and those of an {@link java.io.IOException} in a stream. */
    static Throwable unwrapped(Throwable failure, UnaryOperator<Throwable> framework) {
        Throwable cause = framework.apply(failure);
        while (cause instanceof UncheckedIOException wrapping) {
            cause = framework.apply(wrapping.getCause());
        }
        return cause;
    }

    static boolean isOf(Class<? extends Throwable> type, Throwable failure) {
        return find(type, failure).isPresent();
    }

    /** Somebody else works on the same row: another instance, or a transaction of ours that the server has not yet given up. */
    static boolean isContention(Throwable failure) {
        String state = FailureAction.sqlState(failure);
        return state.startsWith("40") || state.equals("55P03");
    }
}
