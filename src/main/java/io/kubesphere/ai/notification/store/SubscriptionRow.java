package io.kubesphere.ai.notification.store;

import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.Subscription.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A subscription with its secrets. The namespace of the operator's own is empty.
 *
 * @param course not written with it
 */
public record SubscriptionRow(
        UUID id,
        String namespace,
        String name,
        String creator,
        List<HappeningKind> kinds,
        Filter filter,
        Secrets target,
        boolean paused,
        Course course) {

    /** Where it is sent and with what; of the operator's own only his settings know. */
    public record Secrets(String url, String secret, String credential) {
        public static final Secrets ELSEWHERE = new Secrets("", "", "");

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** How sending goes. */
    public record Course(Instant createdAt, long waiting, int failures, Optional<Instant> nextAt) {
        public static final Course NEW = new Course(Instant.EPOCH, 0, 0, Optional.empty());
    }

    public boolean isOperators() {
        return namespace.isEmpty();
    }
}
