package io.kubesphere.ai.notification.store;

import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.Happening;
import java.time.Duration;
import java.util.UUID;

/**
 * A delivery that is due.
 *
 * @param sequence of the happening, greater for a later one
 * @param attempts made since it was recorded or sent again
 * @param age since then
 */
public record DeliveryRow(UUID id, UUID eventId, long sequence, Happening happening, int attempts, Duration age) {

    /** How it stands with it after an attempt. */
    public record Outcome(Delivery.State state, Duration pause, String message) {}
}
