package io.jumbo.observe;

import io.jumbo.follow.WatchStatus;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A watch as those see it who operate it.
 *
 * @param pollInterval between two polls
 * @param status how it stands now; may be asked by any thread, and waits for nobody
 */
public record Observed(String watch, Duration pollInterval, Supplier<WatchStatus> status) {}
