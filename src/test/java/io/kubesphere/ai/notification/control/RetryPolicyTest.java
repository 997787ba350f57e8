package io.kubesphere.ai.notification.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.notification.Delivery.State;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.control.RetryPolicy.Result;
import io.kubesphere.ai.notification.control.RetryPolicy.Verdict;
import io.kubesphere.ai.notification.store.DeliveryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final NotificationConfig CONFIG =
            NotificationWorld.config(Map.of("aip.notifications.most-attempts", "16"));

    private static Verdict after(int attempts, Duration age, Result result, double random) {
        var about = new Happening.About("vision", "", new Happening.Thing("TrainingJob", "bert", "1"), "", "", "");
        var happening =
                new Happening("key", HappeningKind.JobFailed, about, new Happening.Words("", "", ""), Instant.EPOCH);
        var row = new DeliveryRow(UUID.randomUUID(), UUID.randomUUID(), 1, happening, attempts, age);
        return new RetryPolicy(CONFIG, () -> random).after(row, result);
    }

    private static Result answered(int status) {
        return new Result(Optional.of(status), Optional.empty(), "answered " + status, false);
    }

    private static Result wanting(Duration wait) {
        return new Result(Optional.of(503), Optional.of(wait), "busy", false);
    }

    @ParameterizedTest
    @CsvSource({"0,2500,5000", "1,5000,10000", "5,80000,160000", "10,1800000,3600000", "14,1800000,3600000"})
    void pausesDoubleUpToTheLongestAndHalfOfThemIsChance(int attempts, long least, long most) {
        assertThat(after(attempts, Duration.ZERO, answered(500), 0).outcome().pause())
                .isEqualTo(Duration.ofMillis(least));
        assertThat(after(attempts, Duration.ZERO, answered(500), 1).outcome().pause())
                .isEqualTo(Duration.ofMillis(most));
    }

    @Test
    void receiverIsGivenTheTimeThatItAsksForWithinBounds() {
        assertThat(after(0, Duration.ZERO, wanting(Duration.ofMinutes(7)), 0).rest())
                .contains(Duration.ofMinutes(7));
        assertThat(after(0, Duration.ZERO, wanting(Duration.ofDays(365)), 0).rest())
                .contains(Duration.ofHours(1));
        assertThat(after(0, Duration.ZERO, wanting(Duration.ZERO), 0).rest()).contains(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 503})
    void receiverThatIsDownIsLeftAlone(int status) {
        assertThat(after(0, Duration.ZERO, answered(status), 0).rest()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 413, 422})
    void receiverThatRefusesOneIsSentTheOthers(int status) {
        var verdict = after(0, Duration.ZERO, answered(status), 0);

        assertThat(verdict.rest()).isEmpty();
        assertThat(verdict.outcome().state()).isEqualTo(State.Waiting);
    }

    @Test
    void patienceEndsAfterItsAttemptsOrItsTime() {
        assertThat(after(14, Duration.ZERO, answered(500), 0).outcome().state()).isEqualTo(State.Waiting);
        assertThat(after(15, Duration.ZERO, answered(500), 0).outcome().message())
                .isEqualTo("answered 500; given up after 16 attempts");
        assertThat(after(0, Duration.ofDays(3), answered(500), 0).outcome().message())
                .isEqualTo("answered 500; given up after 72 hours");
        assertThat(after(15, Duration.ofHours(99), answered(204), 0).outcome().state())
                .isEqualTo(State.Delivered);
    }
}
