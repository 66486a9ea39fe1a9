package io.jumbo.layout;

import java.util.Optional;

/**
 * What one line is, and what is known behind it.
 *
 * @param refusal why it cannot be taken, for a person; absent if it can
 */
record Step(LineKind kind, State state, Optional<String> refusal) {

    static Step of(LineKind kind, State state) {
        return new Step(kind, state, Optional.empty());
    }

    static Step refused(State state, String why) {
        return new Step(LineKind.REFUSED, state, Optional.of(why));
    }
}
