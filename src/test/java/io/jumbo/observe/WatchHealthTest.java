package io.jumbo.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.follow.Lag;
import io.jumbo.follow.WatchState;
import io.jumbo.follow.WatchStatus;
import io.jumbo.follow.WatchStatus.Times;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three questions about a watch, and what may be concluded from each. */
class WatchHealthTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private WatchStatus status = status(WatchState.RUNNING, 0, 0, true);
    private Duration pollInterval = Duration.ofMillis(500);

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void running_watch_is_well_whoever_asks() {
        assertThat(states()).containsEntry("jumbo-lab", State.UP);
        assertThat(states()).containsEntry("jumbo-lab-live", State.UP);
        assertThat(states()).containsEntry("jumbo-lab-ready", State.UP);
        assertThat(HealthCheckHelper.invokeLiveness(context))
                .extracting(result -> result.getCheck().getId())
                .contains("jumbo-lab-live")
                .doesNotContain("jumbo-lab", "jumbo-lab-ready");
        assertThat(HealthCheckHelper.invokeReadiness(context))
                .extracting(result -> result.getCheck().getId())
                .contains("jumbo-lab-ready")
                .doesNotContain("jumbo-lab", "jumbo-lab-live");
    }

    @ParameterizedTest
    @CsvSource({
        "CATCHING_UP, 86400, UP",
        "WAITING, 0, DOWN",
        "HELD_BACK, 0, DOWN",
        "PAUSED, 0, DOWN",
        "STOPPED, 0, DOWN",
        "DATABASE_LOST, 30, UP",
        "DATABASE_LOST, 31, DOWN"
    })
    void somebody_should_look(WatchState state, long seconds, State expected) {
        status = status(state, seconds, 0, true);
        assertThat(states()).containsEntry("jumbo-lab", expected);
        assertThat(states()).as("to start it anew helps nobody").containsEntry("jumbo-lab-live", State.UP);
    }

    @ParameterizedTest
    @CsvSource({"500, 60, UP", "500, 61, DOWN", "30000, 300, UP", "30000, 301, DOWN"})
    void watch_that_does_nothing_at_all_is_to_be_started_anew(long interval, long silent, State expected) {
        pollInterval = Duration.ofMillis(interval);
        status = status(WatchState.RUNNING, 0, silent, true);
        assertThat(states()).containsEntry("jumbo-lab-live", expected);
    }

    @Test
    void watch_is_ready_once_all_was_as_it_must_be() {
        status = status(WatchState.PAUSED, 5, 0, false);
        assertThat(states()).containsEntry("jumbo-lab-ready", State.DOWN);
        status = status(WatchState.PAUSED, 5, 0, true);
        assertThat(states()).containsEntry("jumbo-lab-ready", State.UP);
    }

    @Test
    void answer_says_what_and_why_and_what_to_do() {
        status = status(WatchState.PAUSED, 75, 0, true);
        HealthCheck.Result result = results().get("jumbo-lab");
        assertThat(result.getMessage().orElseThrow())
                .isEqualTo(
                        "lab: paused: relation \"t\" does not exist; mend what the reason names; it goes on by itself");
        assertThat(result.getDetails())
                .containsEntry("watch", "lab")
                .containsEntry("state", "paused")
                .containsEntry("since.seconds", 75L)
                .containsEntry("reason", "relation \"t\" does not exist")
                .containsEntry("remedy", "mend what the reason names; it goes on by itself");
    }

    @Test
    void checks_of_a_watch_that_is_started_again_take_the_place_of_the_others() {
        states();
        states();
        assertThat(HealthCheckRegistry.get(context).getCheckIDs().stream().filter(id -> id.startsWith("jumbo")))
                .containsExactlyInAnyOrder("jumbo-lab", "jumbo-lab-live", "jumbo-lab-ready");
    }

    private Map<String, State> states() {
        return results().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().getState()));
    }

    private Map<String, HealthCheck.Result> results() {
        WatchHealth.register(context, new Observed("lab", pollInterval, () -> status));
        return HealthCheckHelper.invoke(context, "full").stream()
                .filter(result -> "jumbo".equals(result.getCheck().getGroup()))
                .collect(Collectors.toMap(result -> result.getCheck().getId(), result -> result));
    }

    private static WatchStatus status(WatchState state, long lasts, long silent, boolean ready) {
        boolean well = state == WatchState.RUNNING || state == WatchState.CATCHING_UP;
        return new WatchStatus(
                "lab",
                state,
                Duration.ofSeconds(lasts),
                well ? Optional.empty() : Optional.of("relation \"t\" does not exist"),
                Lag.NONE,
                new Times(
                        Duration.ofSeconds(silent),
                        ready ? Optional.of(Duration.ofHours(1)) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
