package io.kubesphere.ai.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One happening on its way to one subscriber.
 *
 * @param message why it has not arrived; empty when it has, or has not been tried
 * @param attempts in order; only shown with a single delivery
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Delivery(
        String id,
        String project,
        String subscription,
        Told told,
        State state,
        int attemptCount,
        String message,
        Instant createdAt,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> finishedAt,
        List<Attempt> attempts) {

    /** Where it is on its way; {@code Failed} ones stay until they are sent again or forgotten. */
    public enum State {
        Waiting,
        Delivered,
        Failed
    }

    /**
     * What happened.
     *
     * @param eventId the same in every attempt, for who wants to tell repetitions
     */
    public record Told(
            String eventId,
            HappeningKind kind,
            String objectKind,
            String objectName,
            String reason,
            String message,
            Instant at) {}

    /**
     * One request.
     *
     * @param status that was answered; absent when nothing was
     * @param answer beginning of what was answered
     * @param fault why there was no good answer
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Attempt(int number, Instant at, long millis, Optional<Integer> status, String answer, String fault) {}
}
