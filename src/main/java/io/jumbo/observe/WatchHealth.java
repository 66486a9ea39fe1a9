package io.jumbo.observe;

import io.jumbo.follow.WatchState;
import io.jumbo.follow.WatchStatus;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Whether a watch is well, as Camel's health checks ask. Three of them for each watch, since three things are asked: whether the process should be started anew
 * ({@code live}), whether it has begun its work ({@code ready}), and whether anybody should look (neither of both). A lost database is no reason to start a process anew, and
 * so only the last one tells of it. Thread-safe; waits for nobody.
 */
public final class WatchHealth implements HealthCheck {

    private static final String GROUP = "jumbo";

    /** So long a watch may do nothing at all, not even begin a poll. */
    private static final Duration SILENT = Duration.ofSeconds(60);

    private static final int SILENT_INTERVALS = 10;

    /** A database that is started anew is back by then. */
    private static final Duration DATABASE_LOST = Duration.ofSeconds(30);

    private final Observed observed;
    private final Question question;
    private volatile boolean enabled = true;

    /** What is asked. */
    private enum Question {
        LIVE("-live"),
        READY("-ready"),
        WELL("");

        private final String suffix;

        Question(String suffix) {
            this.suffix = suffix;
        }
    }

    private WatchHealth(Observed observed, Question question) {
        this.observed = observed;
        this.question = question;
    }

    /** Registers the checks of a watch, in the place of those that it had before. Does nothing in a context without health checks. */
    public static void register(CamelContext context, Observed observed) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            for (Question question : Question.values()) {
                WatchHealth check = new WatchHealth(observed, question);
                registry.getCheck(check.getId()).ifPresent(registry::unregister);
                registry.register(check);
            }
        }
    }

    @Override
    public String getId() {
        return GROUP + "-" + observed.watch() + question.suffix;
    }

    @Override
    public String getGroup() {
        return GROUP;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public boolean isLiveness() {
        return question == Question.LIVE;
    }

    @Override
    public boolean isReadiness() {
        return question == Question.READY;
    }

    @Override
    public Result call(Map<String, Object> options) {
        WatchStatus status = observed.status().get();
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, getId())
                .detail(CHECK_GROUP, getGroup())
                .detail("watch", status.watch())
                .detail("state", status.state().word())
                .detail("since.seconds", status.lasts().toSeconds())
                .message(status.watch() + ": " + status.sentence());
        status.reason().ifPresent(reason -> result.detail("reason", reason));
        status.remedy().ifPresent(remedy -> result.detail("remedy", remedy));
        return (isUp(status) ? result.up() : result.down()).build();
    }

    private boolean isUp(WatchStatus status) {
        return switch (question) {
            case LIVE ->
                status.state() == WatchState.STOPPED || status.times().alive().compareTo(silence()) <= 0;
            case READY -> status.times().ready().isPresent();
            case WELL -> isWell(status);
        };
    }

    private Duration silence() {
        Duration intervals = observed.pollInterval().multipliedBy(SILENT_INTERVALS);
        return intervals.compareTo(SILENT) > 0 ? intervals : SILENT;
    }

    private static boolean isWell(WatchStatus status) {
        return switch (status.state()) {
            case RUNNING, CATCHING_UP -> true;
            case DATABASE_LOST -> status.lasts().compareTo(DATABASE_LOST) <= 0;
            case WAITING, HELD_BACK, PAUSED, STOPPED -> false;
        };
    }
}
