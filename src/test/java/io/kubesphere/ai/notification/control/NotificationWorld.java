package io.kubesphere.ai.notification.control;

import io.fabric8.kubernetes.api.model.Namespace;
import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.SubscriptionRequest;
import io.kubesphere.ai.notification.SubscriptionRequest.FilterRequest;
import io.kubesphere.ai.notification.SubscriptionRequest.Target;
import io.kubesphere.ai.notification.store.DeliveryStore;
import io.kubesphere.ai.notification.store.EventStore;
import io.kubesphere.ai.notification.store.Lanes;
import io.kubesphere.ai.notification.store.StandingStore;
import io.kubesphere.ai.notification.store.SubscriptionStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The module over a real PostgreSQL, as one replica or several have it. */
final class NotificationWorld {
    static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    final Database database;
    final NotificationConfig config;
    final Workspaces workspaces = new Workspaces(IndexShape.of(Namespace.class).build());
    final HappeningDesk happenings;
    final SubscriptionDesk subscriptions;
    final DeliveryDesk deliveries;
    final DeliveryStore store;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** Tests share the database and keep apart by their projects. */
    final String project = "vision-" + UUID.randomUUID().toString().substring(0, 8);

    private final OutboundNames names;

    NotificationWorld(Database database) {
        this(database, OutboundNames.of(List.of("127.0.0.1"), List.of(), InetAddress::getAllByName), Map.of());
    }

    NotificationWorld(Database database, OutboundNames names, Map<String, String> settings) {
        this.database = database;
        this.names = names;
        this.config = config(settings);
        this.store = DeliveryStore.over(database);
        var events = EventStore.over(database);
        this.happenings = new HappeningDesk(events, StandingStore.over(database), config);
        this.subscriptions = new SubscriptionDesk(
                SubscriptionStore.over(database),
                events,
                store,
                new TargetPolicy(names),
                config,
                new TestHappening(workspaces, Clock.systemUTC()));
        this.deliveries = new DeliveryDesk(store, workspaces);
    }

    static NotificationConfig config(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("aip.notifications.most-attempts", "3", "aip.notifications.deadline", "2s"));
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(NotificationConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(NotificationConfig.class);
    }

    OperatorReceivers operators() {
        return new OperatorReceivers(SubscriptionStore.over(database), config);
    }

    DeliveryWorkers replica() {
        var http = new OutboundHttp(names, Duration.ofSeconds(2), Duration.ofSeconds(30));
        return new DeliveryWorkers(
                Lanes.over(database),
                new Courier(operators(), http, config, Clock.systemUTC()),
                new NotificationMeters(store, meters),
                config);
    }

    void subscribe(String name, String url, HappeningKind... kinds) {
        subscribe(name, url, new FilterRequest(null, null, null), kinds);
    }

    void subscribe(String name, String url, FilterRequest filter, HappeningKind... kinds) {
        var wanted = kinds.length == 0 ? Arrays.asList(HappeningKind.values()) : List.of(kinds);
        subscriptions.create(
                "anna", project, new SubscriptionRequest(name, wanted, filter, new Target(url, "s3cret", null), false));
    }

    Happening ended(String job, HappeningKind kind) {
        return happening(job, kind).keyed("trainingjob/" + project + "/" + job + "/ended");
    }

    Happening happening(String job, HappeningKind kind) {
        var about = new Happening.About(
                project, "research", new Happening.Thing("TrainingJob", job, project + job), "anna", "bert", "gpus");
        var words = new Happening.Words("OutOfMemory", "Worker 0 used more memory than it may", "Ask for more memory");
        return new Happening(UUID.randomUUID().toString(), kind, about, words, AT);
    }

    /** Newest first. */
    List<Delivery> all() {
        return deliveries.page(Place.project(project), ListQuery.ALL).items();
    }

    Delivery only() {
        var all = all();
        if (all.size() != 1) {
            throw new AssertionError("deliveries: " + all);
        }
        return deliveries.get(project, all.get(0).id());
    }

    Map<Delivery.State, Long> states() {
        return all().stream().collect(Collectors.groupingBy(Delivery::state, Collectors.counting()));
    }

    long count(String selector) {
        return deliveries
                .page(Place.project(project), ListQuery.ALL.where(FieldSelector.parse("fieldSelector", selector)))
                .totalItems();
    }

    /** All pauses and leases of the project are over. */
    void timePasses() {
        var unused = database.transaction(handle ->
                handle.execute("UPDATE notification.delivery SET next_at = now() WHERE namespace = ?", project)
                        + handle.execute(
                                "UPDATE notification.subscription SET next_at = now(), lease_until = NULL WHERE namespace = ?",
                                project));
    }

    /** Others who look for what is due shall not find what this test leaves behind. */
    void forget() {
        var unused = database.with(
                handle -> handle.execute("DELETE FROM notification.subscription WHERE namespace = ?", project));
    }
}
