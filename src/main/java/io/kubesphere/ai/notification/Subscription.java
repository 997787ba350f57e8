package io.kubesphere.ai.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who wants to know what. Neither the whole address nor a secret is ever shown: addresses of chat rooms are secrets
 * themselves.
 *
 * @param filter empty fields let everything through
 * @param server scheme, host and port of the address
 * @param signed whether what is sent is signed
 * @param authorized whether an Authorization header is sent
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Subscription(
        String name,
        String creator,
        Instant createdAt,
        List<HappeningKind> kinds,
        Filter filter,
        String server,
        boolean signed,
        boolean authorized,
        boolean paused,
        Health health) {

    /** What has to be equal; empty means anything. */
    public record Filter(String owner, String application, String queue) {
        public static final Filter NONE = new Filter("", "", "");
    }

    /**
     * How sending goes.
     *
     * @param failures attempts in a row that failed
     * @param nextAttemptAt while the receiver is given time
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Health(long waiting, int failures, Optional<Instant> nextAttemptAt) {}
}
