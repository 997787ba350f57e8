package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.store.SubscriptionRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** What is sent when somebody tries a subscription out. */
@ApplicationScoped
class TestHappening {
    private final Workspaces workspaces;
    private final Clock clock;

    TestHappening(Workspaces workspaces, Clock clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    Happening of(String user, SubscriptionRow tried) {
        var about = new Happening.About(
                tried.namespace(),
                workspaces.workspaceOf(tried.namespace()).orElse(""),
                new Happening.Thing(
                        "NotificationSubscription", tried.name(), tried.id().toString()),
                user,
                "",
                "");
        var words = new Happening.Words("Test", user + " tries this subscription out", "");
        return new Happening("test/" + UUID.randomUUID(), HappeningKind.Test, about, words, clock.instant());
    }
}
