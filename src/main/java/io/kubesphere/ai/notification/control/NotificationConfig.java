package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.notification.HappeningKind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How notifications are sent, and whom the operator has told. Public, since its validator reads what is inside. */
@ConfigMapping(prefix = "aip.notifications")
public interface NotificationConfig {
    /** Receivers that one replica serves at the same time. */
    @WithDefault("8")
    int atOnce();

    /** How long a receiver waits for a replica that has died; longer than the deadline. */
    @WithDefault("60s")
    Duration lease();

    /** For the whole of a request. */
    @WithDefault("10s")
    Duration deadline();

    @WithDefault("16")
    int mostAttempts();

    /** After this time a notification is given up, however often it was tried. */
    @WithDefault("72h")
    Duration longest();

    @WithDefault("5s")
    Duration firstPause();

    @WithDefault("1h")
    Duration longestPause();

    /** A condition that comes back within this time is told only when it has lasted until then. */
    @WithDefault("15m")
    Duration quiet();

    /** How long records are kept of what has arrived or was given up. */
    @WithDefault("30d")
    Duration retention();

    @WithDefault("50")
    int mostSubscriptions();

    /** KubeSphere's notification-manager. */
    OperatorReceiver kubesphere();

    /** A server of the operator's own. */
    OperatorReceiver webhook();

    /** Absent means none; it is told what happens in all projects. */
    interface OperatorReceiver {
        Optional<URI> url();

        /** What requests are signed with. */
        Optional<String> secret();

        /** Value of the Authorization header. */
        Optional<String> authorization();

        /** Absent means all. */
        Optional<List<HappeningKind>> kinds();
    }
}
