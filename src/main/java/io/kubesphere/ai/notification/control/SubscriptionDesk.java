package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.Subscription;
import io.kubesphere.ai.notification.Subscription.Filter;
import io.kubesphere.ai.notification.SubscriptionRequest;
import io.kubesphere.ai.notification.SubscriptionRequest.Target;
import io.kubesphere.ai.notification.Subscriptions;
import io.kubesphere.ai.notification.store.DeliveryStore;
import io.kubesphere.ai.notification.store.EventStore;
import io.kubesphere.ai.notification.store.SubscriptionRow;
import io.kubesphere.ai.notification.store.SubscriptionRow.Course;
import io.kubesphere.ai.notification.store.SubscriptionRow.Secrets;
import io.kubesphere.ai.notification.store.SubscriptionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the subscriptions of projects. */
@ApplicationScoped
class SubscriptionDesk implements Subscriptions {
    private static final String PLURAL = "notificationsubscriptions";

    private final SubscriptionStore subscriptions;
    private final EventStore events;
    private final DeliveryStore deliveries;
    private final TargetPolicy policy;
    private final NotificationConfig config;
    private final TestHappening tests;

    SubscriptionDesk(
            SubscriptionStore subscriptions,
            EventStore events,
            DeliveryStore deliveries,
            TargetPolicy policy,
            NotificationConfig config,
            TestHappening tests) {
        this.subscriptions = subscriptions;
        this.events = events;
        this.deliveries = deliveries;
        this.policy = policy;
        this.config = config;
        this.tests = tests;
    }

    @Override
    public Page<Subscription> page(String project, ListQuery query) {
        return subscriptions.page(project, query).map(SubscriptionDesk::shown);
    }

    @Override
    public Subscription get(String project, String name) {
        return shown(find(project, name));
    }

    private SubscriptionRow find(String project, String name) {
        return subscriptions.find(project, name).orElseThrow(() -> missing(name));
    }

    private static Problem missing(String name) {
        return Problem.of(Problem.Code.NOT_FOUND, "there is no notification subscription %s in this project", name)
                .about(PLURAL, name);
    }

    @Override
    public Subscription create(String user, String project, SubscriptionRequest request) {
        var target = request.wantedTarget()
                .orElseThrow(() ->
                        Problem.invalid(PLURAL, List.of(Problem.Cause.required("target", "an address is required"))));
        var row = row(
                request,
                new SubscriptionRow(
                        UUID.randomUUID(),
                        project,
                        request.name(),
                        user,
                        List.of(),
                        Filter.NONE,
                        secrets(target),
                        false,
                        Course.NEW));
        if (!made(row)) {
            throw Problem.of(
                    Problem.Code.FORBIDDEN,
                    "a project may have %d notification subscriptions; delete one first",
                    config.mostSubscriptions());
        }
        return get(project, request.name());
    }

    private boolean made(SubscriptionRow row) {
        try {
            return subscriptions.create(row, config.mostSubscriptions());
        } catch (Problem taken) {
            if (taken.code() != Problem.Code.CONFLICT) {
                throw taken;
            }
            throw Problem.of(Problem.Code.ALREADY_EXISTS, "there is a notification subscription %s already", row.name())
                    .about(PLURAL, row.name())
                    .because(taken);
        }
    }

    @Override
    public Subscription replace(String project, String name, SubscriptionRequest request) {
        if (!request.name().equals(name)) {
            throw Problem.invalid(
                    PLURAL, List.of(Problem.Cause.invalid("name", "must be " + name + ", as in the path")));
        }
        var before = find(project, name);
        var target = request.wantedTarget().map(this::secrets).orElse(before.target());
        var after = new SubscriptionRow(
                before.id(), project, name, before.creator(), List.of(), Filter.NONE, target, false, before.course());
        if (!subscriptions.replace(row(request, after))) {
            throw missing(name);
        }
        return get(project, name);
    }

    private static SubscriptionRow row(SubscriptionRequest request, SubscriptionRow frame) {
        return new SubscriptionRow(
                frame.id(),
                frame.namespace(),
                frame.name(),
                frame.creator(),
                request.kinds(),
                request.wantedFilter(),
                frame.target(),
                request.paused(),
                frame.course());
    }

    private Secrets secrets(Target target) {
        policy.require(target);
        return new Secrets(target.url(), target.secret(), target.authorization());
    }

    @Override
    public void delete(String project, String name) {
        if (!subscriptions.delete(project, name)) {
            throw missing(name);
        }
    }

    @Override
    public Delivery test(String user, String project, String name) {
        var row = find(project, name);
        var id = events.recordFor(row.id(), tests.of(user, row));
        return deliveries.find(project, id).orElseThrow(() -> missing(name));
    }

    private static Subscription shown(SubscriptionRow row) {
        var target = row.target();
        return new Subscription(
                row.name(),
                row.creator(),
                row.course().createdAt(),
                row.kinds(),
                row.filter(),
                server(URI.create(target.url())),
                !target.secret().isEmpty(),
                !target.credential().isEmpty(),
                row.paused(),
                new Subscription.Health(row.course().waiting(), row.course().failures(), nextAttempt(row.course())));
    }

    private static Optional<Instant> nextAttempt(Course course) {
        return course.failures() > 0 && course.waiting() > 0 ? course.nextAt() : Optional.empty();
    }

    private static String server(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
